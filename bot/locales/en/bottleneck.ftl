# What would help most, and how a gap is split.

bottleneck-help = What would help most: { $step } (so far −{ $meetings } { $number ->
    [one] meeting
   *[other] meetings
 })
bottleneck-listed = { $step } (−{ $meetings } { $number ->
    [one] meeting
   *[other] meetings
 })
bottleneck-cost = What would help most from here on: { $step } (the difference cost about { $meetings } { $number ->
    [one] meeting
   *[other] meetings
 })
bottleneck-words = What would help most: a word on { $waiting ->
    [one] the meeting that waits for one
   *[other] the { $waiting } meetings that wait for one
 }; about { $held } probably took place
bottleneck-back-calls = calls back to { $whose ->
    [you] your usual
    [team] the team’s usual
   *[other] the usual
 } { $usual } a working day
bottleneck-back-contact = contact rate back to { $whose ->
    [you] your usual
    [team] the team’s usual
   *[other] the usual
 } { $usual }
bottleneck-back-appointment = appointment rate back to { $whose ->
    [you] your usual
    [team] the team’s usual
   *[other] the usual
 } { $usual }
bottleneck-back-by_email = appointments by e-mail back to { $whose ->
    [you] your usual
    [team] the team’s usual
   *[other] the usual
 } { $usual } by now
bottleneck-back-timing = meetings as soon after the booking as { $whose ->
    [you] you usually have them
    [team] the team usually has them
   *[other] usual
 } ({ $usual } due for each appointment)
bottleneck-back-held = held rate back to { $whose ->
    [you] your usual
    [team] the team’s usual
   *[other] the usual
 } { $usual }

bottleneck-step-calls = calls
bottleneck-step-contact = contact rate
bottleneck-step-appointment = appointment rate
bottleneck-step-by_email = appointments by e-mail
bottleneck-step-timing = timing (due for each appointment)
bottleneck-step-held = held rate

bottleneck-against-goal = *To the goal, by now*: { $before } → { $now } meetings held ({ $change })
bottleneck-against-usual = *To the three months before*, for as many working days: { $before } → { $now } meetings held ({ $change })
bottleneck-against-last_month = *To the month before*, for as many working days: { $before } → { $now } meetings held ({ $change })
bottleneck-against-team = *To the team*, as one rep on the same days: { $before } → { $now } meetings held ({ $change })
bottleneck-part = • { $step }: { $effect } ({ $before } → { $now })
bottleneck-same = • nothing that would show
bottleneck-note = Each number is meetings held; the parts add up to the whole, in whatever order the steps are taken. The qualified rate stands apart.
bottleneck-waiting = { $count ->
    [one] { $count } meeting waits for a word; as long as it does, it counts here as not held.
   *[other] { $count } meetings wait for a word; as long as they do, they count here as not held.
 }
bottleneck-too-early = The first two working days of a month say too little to be split.
bottleneck-no-past = There is nothing yet to hold this month against: no goal, and no earlier months.
bottleneck-no-range = Whole months can be split; this range cannot.
bottleneck-button = How this is split
