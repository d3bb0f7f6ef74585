# /kpi: the numbers of a person and of the team.

kpi-head = *{ $period }* · { $who }
kpi-who = { $who }
kpi-you = your numbers
kpi-range = { $first } – { $last }
kpi-complete = Data complete to { $when } · { $waiting }
kpi-waiting = { $count ->
    [one] 1 meeting waits for a word
   *[other] { $count } meetings wait for a word
 }
kpi-nothing-entered = Nothing has been entered yet.
kpi-picture-follows = The picture follows in your DM with OnPace.
kpi-picture-here = The picture follows here.

# Meetings against the goal
kpi-held-of = { $held } of { $goal } meetings held
kpi-held = { $held ->
    [one] 1 meeting held
   *[other] { $held } meetings held
 }
kpi-pace-behind = { $expected } expected by now: { $off } behind
kpi-pace-ahead = { $expected } expected by now: { $off } ahead
kpi-pace-even = { $expected } expected by now: on pace
kpi-pace-not-begun = the first working day has not begun
kpi-reached = goal reached
kpi-final = final result: { $percent } of the goal
kpi-no-goal = There is no goal for meetings, so there is no pace yet. Goals are set by a manager{ $people ->
    [0] {""}
   *[other] : { $managers } can do it
 }.
kpi-goal-example = `/goal team meetings 30`
kpi-goal-example-rep = `/goal { $who } meetings 30`
kpi-no-goal-manager = There is no goal for meetings, so there is no pace yet. Set one: { $example }
kpi-goal-zero = The goal for meetings is 0, so there is no pace to keep.
kpi-no-goal-range = Goals are set for whole months, so this range has none.
kpi-booked-ahead = { $count ->
    [one] 1 more booked for later in this period
   *[other] { $count } more booked for later in this period
 }
kpi-needed = { $days ->
    [one] 1 working day left: { $each } to be held
   *[other] { $days } working days left: { $each } a day to be held
 }
kpi-no-days-left = No working day is left in this month; { $missing } short of the goal.
kpi-not-begun = This period has not begun. { $count ->
    [0] Nothing is booked for it yet
    [one] 1 meeting is booked for it
   *[other] { $count } meetings are booked for it
 }.
kpi-future-goal = The goal is { $goal } meetings.
kpi-empty = Nothing was recorded in this period. { $open ->
    [yes] The first call can be logged with `/log`.
   *[no] {""}
 }

# Funnel
kpi-calls = { $count ->
    [0] No calls in this period
    [one] 1 call
   *[other] { $count } calls
 }
kpi-contacts = → { $count ->
    [one] 1 contact
   *[other] { $count } contacts
 }{ $rate }
kpi-appointments = → { $count ->
    [one] 1 appointment
   *[other] { $count } appointments
 }{ $rate }{ $email ->
    [0] {""}
   *[other] , { $email } of them by e-mail
 }
kpi-due = → { $held } held of { $due } due{ $rate }{ $waiting ->
    [0] {""}
   *[other] , { $waiting } waiting for a word
 }
kpi-qualified = → { $qualified } qualified of { $judged } judged{ $rate }{ $pending ->
    [0] {""}
   *[other] , { $pending } pending
 }
kpi-none-judged = → no verdict yet{ $pending ->
    [0] {""}
   *[other] , { $pending } pending
 }
kpi-rate = {" "}({ $percent }, { $low }–{ $high })
kpi-rate-bare = {" "}({ $percent })
kpi-won = Won { $money } ({ $count ->
    [one] 1 deal
   *[other] { $count } deals
 }){ $goal }
kpi-won-goal = {" "}of { $goal }
kpi-score = Score *{ $score }* ({ $weights }): meetings { $meetings } · qualified rate { $qualified } · revenue { $revenue }
kpi-score-left-out = “–” is left out of the score: no goal, or nothing judged yet.
kpi-more-inbound = Inbound { $inbound } · outbound { $outbound }
kpi-more-talk = Talk { $talk } · wrap-up { $wrap }
kpi-more-email = E-mails: { $sent } sent · { $opened } opened · { $clicked } clicked
kpi-more-work = Other work { $minutes } min
kpi-call-to-appointment = Calls to appointments{ $rate }
kpi-close-rate = Held to won{ $rate }

# By source, by rep, by AE
kpi-by-source = *By source*
kpi-by-rep = *By rep*
kpi-by-rep-some = *By rep*, the { $count } you may see
kpi-by-ae = *By AE*
kpi-waits = , { $count } waiting for a word
kpi-source-line = *{ $source }*: { $held } held{ $mark }{ $waits }
    calls { $calls } → contacts { $contacts } → appointments { $appointments }
kpi-source-short = { $source }: { $held } held{ $mark }{ $waits }
kpi-mark = {" "}({ $to ->
    [goal] goal
   *[pace] pace
 } { $mark }, { $off })
kpi-rep-line = { $who }: { $held }{ $goal } held{ $off }
kpi-rep-goal = {" "}of { $goal }
kpi-rep-off = , { $off } to { $to ->
    [goal] goal
   *[pace] pace
 }
kpi-rep-score = , score { $score }
kpi-ae-line = *{ $who }*: { $held } held{ $due ->
    [0] {""}
   *[other] {" "}of { $due } due{ $share }
 }{ $waits } · { $judged ->
    [0] no verdict yet
   *[other] { $qualified } qualified of { $judged }{ $rate }
 }{ $pending ->
    [0] {""}
   *[other] , { $pending } pending
 }{ $won ->
    [0] {""}
   *[other] {" "}· won { $money }
 }
kpi-balance = *Meetings booked, by whom they were given to*
kpi-balance-line = { $who }: { $given } given, { $share } by share ({ $off })
kpi-balance-next = Next is { $who }.
kpi-more-people = and { $count } more
kpi-no-ae = no AE
kpi-leads-left = *Leads left*: { $count ->
    [0] none; everybody on the list was called or met
   *[other] { $count } with no call logged yet ({ $sources })
 }
kpi-leads-source = { $source } { $count }
kpi-nobody-shown = Numbers of single reps are shown to managers, and to mentors those of their trainees. The team can open them in `/onpace settings`.
kpi-no-rows = Nothing was recorded in this period.

# Buttons
kpi-button-share = Share
kpi-button-source = By source
kpi-button-reps = By rep
kpi-button-funnel = Funnel
kpi-button-last-month = Last month
kpi-button-month-before = { $month }
kpi-button-this-month = This month
kpi-button-definitions = What counts
kpi-share-title = Share these numbers?
kpi-share-ask-channel = Text and picture will be posted where everyone in this channel sees them: { $what }.
kpi-share-ask-team = Text and picture will be posted in the team’s channel, where everyone sees them: { $what }.
kpi-share-what = { $name }, { $period }
kpi-share-yes = Share
kpi-shared = On its way to { $channel }, with the picture: { $what }. If it cannot be posted there, you are told in your DM with OnPace.
kpi-shared-by = Shared by { $who }
kpi-share-nowhere = There is no channel to share in here. Type `/kpi` in a channel, or set the team’s channel in `/onpace settings`.

# Charts (plain text)
kpi-chart-pace = { $count ->
    [one] 1 meeting
   *[other] { $count } meetings
 }
kpi-chart-who = { $who }:{" "}
kpi-chart-behind = {" "}– { $off } behind pace
kpi-chart-ahead = {" "}– { $off } ahead of pace
kpi-chart-even = {" "}– on pace
kpi-chart-final = {" "}– { $percent } of the goal
kpi-chart-under-goal = Goal { $goal }
kpi-chart-asof = as of { $when }
kpi-chart-waiting = { $count ->
    [one] 1 waits for a word
   *[other] { $count } wait for a word
 }
kpi-chart-held = held { $count }
kpi-chart-goal = goal { $goal }
kpi-chart-expected = pace { $expected }
kpi-chart-shortfall = −{ $off }
kpi-chart-coming = +{ $count } booked
kpi-chart-empty = No meetings in this period yet
kpi-chart-not-begun = This period has not begun
kpi-chart-source = By source
kpi-chart-reps = By rep
kpi-chart-funnel = { $calls ->
    [one] 1 call
   *[other] { $calls } calls
 }, { $held ->
    [one] 1 meeting held
   *[other] { $held } meetings held
 }
kpi-chart-mark = { $to ->
    [goal] goal
   *[pace] pace by now
 }
kpi-chart-rate = rate
kpi-chart-funnel-empty = No calls or meetings in this period yet
kpi-stage-calls = calls
kpi-stage-contacts = contacts
kpi-stage-appointments = appointments
kpi-stage-due = due
kpi-stage-held = held
kpi-stage-qualified = qualified
kpi-alt-rate = ({ $rate }, { $interval })

# What each number means
kpi-definitions = *What counts*
    • *Call*: one dial or one inbound call.
    • *Contact*: a call that reached the decision-maker (contact, call back, not interested, appointment). Contact rate = contacts ÷ calls.
    • *Appointment*: a meeting booked, on the day it was booked; by e-mail it counts without a call. Appointment rate = appointments from calls ÷ contacts.
    • *Due*: meetings whose latest time has passed. Held rate = held ÷ due.
    • *Meeting held*: counts in the month it is held, for the rep who booked it. Moved any number of times, it counts once.
    • *Qualified rate*: qualified ÷ judged, in the month held. Pending verdicts stand beside it and never count as bad.
    • *Revenue*: won in this month from meetings the rep booked.
    • *Pace*: goal × working time gone ÷ working time of the month. Behind is below 0.9 of it.
    • *Chance*: of reaching the goal, from the meetings held, those booked, each with the team’s chance of being held this month, and the bookings still to come at the pace of the last 40 working days. Four months in five end within the range beside it.
    • *Score*: the weighted mean of actual ÷ goal of the three KPIs. A KPI without a goal, or with nothing judged, is left out and shown as “–”.
    • *(12–19)* beside a rate: the Wilson 95 % interval. The fewer the calls, the wider it is.
kpi-visibility = { $visibility ->
    [open] The numbers of single reps are seen by everyone in the team.
    [top_n] The numbers of single reps are seen by themselves, their mentor and the managers; those of the first { $count } by everyone in the team.
   *[private] The numbers of single reps are seen by themselves, their mentor and the managers.
 }
example-kpi = `/kpi me`, `/kpi team last-month`, `/kpi @hana`
