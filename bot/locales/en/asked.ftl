# What a person is asked in one message a day: meetings, verdicts, gaps.
asked-head = { $count ->
    [0] All is said for today. Thank you.
    [one] 1 thing waits for your word
   *[other] { $count } things wait for your word
 }
asked-head-past = { $day }: { $count ->
    [0] all is said. Thank you.
    [one] 1 thing still waits for your word
   *[other] { $count } things still wait for your word
 }
asked-passed-on = { $day }: what was open went on to your newer message.
asked-later = Later
asked-put-off = { $what }: you are asked again on { $day }.
asked-done = ✓ { $what }: { $became }
asked-moved = ✓ { $lead } is moved to { $when }
asked-already = { $what }: already { $became } (said { $when }). Nothing was changed.
asked-change = Change to: { $what }
asked-settled = ✓ { $what }: settled
asked-settled-away = ✓ { $what }: noted as a day away; pace and goals leave it out
asked-settled-contact = ✓ { $what }: a contact is logged
asked-settled-nothing = ✓ { $what }: nothing to log

asked-gap-contact = { $what }: no call that reached them is logged. A contact adds it to your numbers.
asked-gap-day = { $what }: no calls are logged for this working day.
asked-gap-silence = No calls are logged since { $since }, which is longer than is usual for you.
asked-contact = Log the contact
asked-day = Log that day
asked-away = I was away
asked-nothing = Nothing to log

asked-noted-away = Noted: you were away on { $day }.
asked-noted-contact = { $what }: a contact is logged.
asked-noted-nothing = { $what }: nothing to log. You are not asked again.

asked-digest = *Open since the last business day; each was asked*
asked-digest-meeting = • { $what }: no word yet
asked-digest-verdict = • { $what }: no verdict yet
asked-digest-contact = • { $what }: no contact logged
asked-digest-day = • { $who }: no calls are logged for { $what }
asked-digest-new = *New among them*
asked-digest-person = • { $who }: { $what }
asked-digest-verdicts = { $count ->
    [one] 1 verdict ({ $day })
   *[other] { $count } verdicts (oldest: { $day })
 }
asked-digest-meetings = { $count ->
    [one] 1 meeting without a word ({ $day })
   *[other] { $count } meetings without a word (oldest: { $day })
 }
asked-digest-contacts = { $count ->
    [one] 1 appointment without a contact (booked { $day })
   *[other] { $count } appointments without a contact (oldest: { $day })
 }
asked-digest-days = { $count ->
    [one] no calls logged on { $day }
   *[other] no calls logged on { $count } days (oldest: { $day })
 }
asked-show = Show all
asked-open = { $count ->
    [one] 1 thing is open; whom it concerns was asked
   *[other] { $count } things are open; whom they concern was asked
 }

undo-asked-later = a meeting put off
undo-asked-nothing = “nothing to log”
undo-away = a day away
