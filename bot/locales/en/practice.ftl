# Practices: agreed on, moved, called off, scheduled by hand.

practice-line = { $when } · { $who } · “{ $title }” · { $state }
practice-short = { $when } · { $who } · { $state }
practice-state-open = not agreed yet
practice-one = { $who }
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
practice-button-take = Take it
practice-cancel-title = Cancel this practice?
practice-cancel-sure = { $when }: both will be told. Undo brings it back for 24 hours, unless another one was planned in its place.
practice-keep = Keep it

practice-accepted = { $both ->
    [yes] Agreed: { $when }. { $who } has said yes as well.
   *[no] You have said yes to { $when }; the other yes is still to come.
 }
practice-not-a-side = { $rep } and { $mentor } say yes themselves. You can choose another time or cancel it.
practice-other-since = The practice has been moved since: it is { $when } now. Nothing was changed; please say again what suits you.
practice-moved = Moved to { $when } (before: { $before }).
practice-same-time = It stays as it is: { $when }.
practice-skipped = Noted: the practice of { $when } does not take place.
practice-cancelled = Cancelled: the practice of { $when }.
practice-heard = { $told ->
    [all] {" "}{ $who } has been told.
    [some] {" "}{ $who } has been told. { $unreached } cannot be reached in Slack: please tell them.
   *[none] {" "}{ $unreached } cannot be reached in Slack: please tell them.
 }
practice-ended = { $why ->
    [skipped] The practice of { $when } was called off.
    [cancelled] The practice of { $when } was cancelled.
    [done] The practice of { $when } took place and is scored.
   *[over] The time of this practice has passed: { $when }.
 } Nothing was changed. `/coach week` shows what is planned.
practice-no-room = { $mentor } has no other time free in the next 5 business days, so nothing was changed. The two of you can agree on one outside these hours, which { $mentor } can widen with `/coach hours`; or say why it does not take place.

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
practice-told-graduated = The practice of { $when } is cancelled: { $absent } has graduated.

# By hand
practice-offer = *Practice of { $rep } with { $mentor }*: choose a time that both have.
practice-offer-time = { $when }
practice-offer-how = Later times by words: `/coach practice @rep tomorrow 16:00`
practice-offer-there = Planned already: { $practice }
practice-offer-none-on = On { $day } no time is left that both have. The next ones:
practice-offer-none = { $rep } and { $mentor } have no time in common in the next 5 business days. More hours, or more practices a day or week: `/coach hours`.
practice-no-mentor = { $rep } has no mentor yet. For one practice a mentor can be named: `/coach practice @rep tomorrow 16:00 with @mentor`. A manager sets one for good with `/onpace members`.
practice-with = With another mentor…
practice-scheduled = Scheduled for { $when }.
practice-taken = { $rep } has a practice already: { $when } with { $mentor }. Nothing was changed.
practice-second = { $had ->
    [yes] { $rep } has practised that day already: { $when } with { $mentor }.
   *[no] { $rep } has a practice that day already: { $when } with { $mentor }.
 } Nothing was scheduled yet.
practice-button-second = { $when } as well
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

example-coach-practice = `/coach practice @rep`, `/coach practice @rep tomorrow 16:00`, `/coach practice @rep tomorrow 16:00 with @mentor`
undo-practice-accepted = a yes to a practice
undo-practice-moved = a practice’s new time
undo-practice-skipped = a practice called off
undo-practice-cancelled = a practice cancelled
undo-practice-scheduled = a practice scheduled
refusal-not-a-mentor = { $has_who ->
    [yes] “{ $person }” does not mentor in this team; { $who } can practise with them.{ refusal-nothing }
   *[no] “{ $person }” does not mentor in this team. A manager sets who mentors with `/onpace members`.{ refusal-nothing }
 }
refusal-not-a-rep = “{ $person }” is no rep, and only reps practise. Roles are set with `/onpace members`.{ refusal-nothing }

# Hours
hours-head-own = *Your practice hours*
hours-head = *Practice hours of { $who }*
hours-usual = The team’s last two hours of each working day
hours-line = { $days } { $hours }
hours-days = { $first }–{ $last }
hours-capacity = { $minutes } minutes each, at most { $day } a day and { $week } a week
hours-how = By words: `/coach hours mon-thu 16:00-18:00`, `/coach hours fri off`, `/coach hours 3 a day`, `/coach hours default`
hours-kept-own = Your practice hours are now:
hours-kept = The practice hours of { $who } are now:
hours-by-hand = Practices are planned at { $at } and begin more than half an hour later: times up to { $first } are used by hand only, with `/coach practice @rep`.
hours-from-now = They hold from the next practice that is planned; what is planned already stays.
hours-told = { $who } has changed your practice hours:
hours-button = Change hours
hours-title = Practice hours
hours-form-head = { $who }: from–to on each day, like 16:00-18:00. An empty day has no practice.
hours-field-minutes = How long is one practice?
hours-field-day = At most in a day
hours-field-week = At most in a week
hours-minutes = { $count } minutes
hours-times = { $count ->
    [one] 1 practice
   *[other] { $count } practices
 }
hours-error-none = At least one day has hours. Example: 16:00-18:00
weekday-long-0 = Monday
weekday-long-1 = Tuesday
weekday-long-2 = Wednesday
weekday-long-3 = Thursday
weekday-long-4 = Friday
weekday-long-5 = Saturday
weekday-long-6 = Sunday
example-coach-hours = `/coach hours mon-thu 16:00-18:00`, `/coach hours fri off`
undo-mentor-hours = practice hours
refusal-bad-hours = { $why ->
    [backwards] “{ $word }” ends before it begins. Example: 16:00-18:00.{ refusal-nothing }
    [short] “{ $word }” has no room for one practice. Please give more time, or shorter practices of at least 10 minutes.{ refusal-nothing }
    [many] “{ $word }” is more than can be planned: at most 120 minutes each, 20 practices a day and 60 a week.{ refusal-nothing }
    [none] “{ $word }” would leave no practice at all. To have none on a day: `/coach hours fri off`; while you are away: `/coach busy`.{ refusal-nothing }
   *[unread] I could not read “{ $word }” as hours. Example: 16:00-18:00.{ refusal-nothing }
 }

# Times a mentor is not free
busy-line = { $when }{ $has_note ->
    [yes] {" · "}{ $note }
   *[no] {""}
 }
busy-noted = { $own ->
    [yes] Not free: { $when }
   *[no] { $who } is not free: { $when }
 }
    No practice will be planned then.
busy-practices = { $count ->
    [one] A practice is planned then; it stays until it is moved or cancelled:
   *[other] { $count } practices are planned then; they stay until they are moved or cancelled:
 }
busy-removed = Free again: { $when }.
busy-head = { $own ->
    [yes] *Times you are not free*
   *[no] *Times { $who } is not free*
 }
busy-none = { $own ->
    [yes] Nothing is noted: you are free in all of your practice hours.
   *[no] Nothing is noted: { $who } is free in all of their practice hours.
 }
busy-how = By words: `/coach busy tomorrow 16:00-17:00 customer visit`. Days off: `/onpace leave`
busy-button = Not free…
busy-title = Not free
busy-form-head = { $who }: no practice will be planned then.
busy-field-day = Day
busy-field-from = From
busy-field-to = To
busy-field-note = What it is
busy-hint-note = Only you and managers see it.
busy-error-backwards = The end is before the beginning. Please check both.
busy-error-day = That time has passed or is too far away. Please check the day.
example-coach-busy = `/coach busy tomorrow 16:00-17:00 customer visit`, `/coach busy fri`
undo-commitment = a time not free
undo-commitment-removed = a time free again

# The week
week-head = *Practice{ $ahead ->
    [yes] {" "}next week
   *[no] {""}
 }, { $first } to { $last }* · { $count ->
    [0] nothing planned
    [one] 1 practice
   *[other] { $count } practices
 }
week-day = { $today ->
    [yes] *{ $day }* · today
   *[no] *{ $day }*
 }
week-none = –
week-free = Free: { $times }
week-away = On leave
week-closed = { $ahead ->
    [yes] The team does not work next week.
   *[no] The team does not work this week.
 }
week-left = Without a practice: { $rep } ({ $why })
week-loads = { $ahead ->
    [yes] *Mentors next week*
   *[no] *Mentors this week*
 }
week-load = { $mentor }: { $given } of { $most } practices
week-open = Open a practice…
week-how = `/coach week next` · by hand: `/coach practice @rep tomorrow 16:00`
example-coach-week = `/coach week`, `/coach week next`
