# Practices: agreed on, moved, called off, scheduled by hand.

practice-line = { $when } · { $who } · “{ $title }” · { $state }
practice-two = { $rep } with { $mentor }
practice-head = *Practice* of { $rep } with { $mentor }
practice-state-accepted = agreed
practice-state-skipped = does not take place
practice-state-cancelled = cancelled
practice-state-done = scored
practice-state-unscored = waits for its score
practice-state-yours = waits for your word
practice-state-waits = waits for { $who }
practice-threshold-changed = The threshold has been changed since, to { $rate }. These figures stay as they were when the practice was planned.
practice-threshold-off = Nothing is expected of this rate any more. These figures stay as they were when the practice was planned.

practice-button-accept = OK
practice-button-other = Another time
practice-button-skip = Not today…
practice-button-missed = It did not take place…
practice-button-cancel = Cancel it
practice-button-score = Score
practice-button-schedule = Schedule
practice-button-open = Open
practice-button-take = Take it
practice-cancel-title = Cancel this practice?
practice-cancel-sure = { $when }: both will be told. Undo brings it back for 24 hours.
practice-keep = Keep it

practice-accepted = { $both ->
    [yes] Agreed: { $when }. { $who } has said yes as well.
   *[no] You have said yes to { $when }. { $who } has been told; their yes is still to come.
 }
practice-not-a-side = { $rep } and { $mentor } say yes themselves. You can choose another time or cancel it.
practice-moved = Moved to { $when } (before: { $before }). { $who } has been told.
practice-same-time = It stays as it is: { $when }.
practice-skipped = Noted: the practice of { $when } does not take place. { $who } has been told why.
practice-cancelled = Cancelled: the practice of { $when }. { $who } has been told.
practice-ended = { $why ->
    [skipped] The practice of { $when } was called off.
    [cancelled] The practice of { $when } was cancelled.
    [done] The practice of { $when } took place and is scored.
   *[over] The time of this practice has passed: { $when }.
 } Nothing was changed. `/coach week` shows what is planned.
practice-no-room = { $mentor } has no other time free in the next 5 business days, so nothing was changed. The two of you can agree on one outside these hours and `/coach hours` widens them; or say why it does not take place.

practice-other-title = Another time
practice-field-slot = New time
practice-hint-slot = Times both have in the next 5 business days. The other side is told at once.
practice-slot-taken = { $when } has just been taken. These are left:
practice-skip-title = Not today
practice-missed-title = It did not take place
practice-hint-reason = The other side reads it; it is kept with the practice.
practice-example-reason = A customer meeting came in between

# To the other side
practice-told-accepted = { $who } has said yes to the practice.
practice-told-moved = { $who } has moved the practice from { $before } to { $when }.
practice-told-skipped = The practice of { $when } does not take place. { $who }: “{ $reason }”
practice-told-cancelled = { $who } has cancelled the practice of { $when }.
practice-told-scheduled = { $who } has scheduled a practice: { $when }.
practice-told-undone = { $who } has taken their last word on the practice back.
practice-told-away = The practice of { $when } is cancelled, because { $absent } will not be there.
practice-told-graduated = The practice of { $when } is cancelled: { $absent } has graduated.

# By hand
practice-offer = *Practice of { $rep } with { $mentor }*: choose a time that both have.
practice-offer-time = { $when }
practice-offer-how = Later times by words: `/coach practice @rep tomorrow 16:00`
practice-offer-there = Planned already: { $practice }
practice-offer-none-on = On { $day } no time is left that both have. The next ones:
practice-offer-none = { $rep } and { $mentor } have no time in common in the next 5 business days. More hours, or more practices a day or week: `/coach hours`.
practice-no-mentor = { $rep } has no mentor yet. A manager can set one with `/onpace members`; or a mentor types `/coach practice` with the name and practises with them.
practice-scheduled = Scheduled for { $when }. The others have been told.
practice-taken = { $mine ->
    [yes] { $rep } practises with you already: { $when }. Nothing was changed.
   *[no] { $mentor } was quicker: { $rep } practises with them { $when }. Nothing was changed.
 }
practice-too-late = { $day } has gone by, so nothing was changed. { $rep } can still practise at the next time both have.
practice-not-past = { $when } has already passed.
practice-not-closed = The team does not work then: { $when }.
practice-not-rep-away = { $rep } is on leave then: { $when }.
practice-not-mentor-away = { $mentor } is on leave then: { $when }.
practice-not-outside = { $has_hours ->
    [yes] { $when } is outside the practice hours of { $mentor } ({ $hours } that day). `/coach hours` changes them.
   *[no] { $mentor } has no practice hours that day: { $when }. `/coach hours` changes them.
 }
practice-not-full = { $mentor } gives as many practices then as is set for a day or week: { $when }. `/coach hours` changes it.
practice-not-rep-busy = { $has ->
    [practice] { $rep } practises with { $other } then: { $when }.
   *[other] { $rep } has something else then: { $when }.
 }
practice-not-mentor-busy = { $has ->
    [practice] { $mentor } practises with { $other } then: { $when }.
   *[other] { $mentor } has something else then: { $when }.
 }
practice-not-but = Nothing was scheduled. Free next:

example-coach-practice = `/coach practice @rep`, `/coach practice @rep tomorrow 16:00`
undo-practice-accepted = a yes to a practice
undo-practice-moved = a practice’s new time
undo-practice-skipped = a practice called off
undo-practice-cancelled = a practice cancelled
undo-practice-scheduled = a practice scheduled
refusal-not-a-rep = “{ $person }” is no rep, and only reps practise. Roles are set with `/onpace members`.{ refusal-nothing }
