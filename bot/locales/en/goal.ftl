# /goal: what the team aims for.

goal-head = *Goals, { $month }*
goal-team = Team: { $meetings } · qualified rate { $qualified } · revenue { $revenue }
goal-team-summed = The team’s meetings are the sum of the reps’ goals.
goal-each = Each rep, full goal: { $meetings } · qualified rate { $qualified } · revenue { $revenue }
goal-yours = You: { $meetings } · qualified rate { $qualified } · revenue { $revenue }
goal-rep = { $who }: { $meetings } · { $qualified } · { $revenue }
goal-meetings = { $count } { $number ->
    [one] meeting
   *[other] meetings
 }
goal-set-by = Goals are set by a manager{ $people ->
    [0] .
   *[other] : { $managers } can do it.
 }
goal-how = Or by words: `/goal team meetings 300`, `/goal each meetings 30`, `/goal @hana meetings 20`, `/goal qualified 60%`, `/goal revenue 12000000 2026-12`
goal-button-form = Set goals
goal-button-backwards = From revenue…
goal-button-each = Set { $each } for each rep
goal-button-keep = Set as goal
goal-button-count = Work it out

goal-for-team = Team { $team }
goal-for-each = Each rep (full goal)
goal-kept-meetings = { $who }: goal { $value } a month, from { $month }.
goal-kept-qualified = { $who }: goal for the qualified rate { $value }, from { $month }.
goal-kept-revenue = { $who }: goal for revenue { $value } a month, from { $month }.
goal-per-rep = { $reps ->
    [one] With 1 rep that is { $each } for them
   *[other] With { $reps } reps that is { $each } for each
 }{ $rounded ->
    [yes] , rounded up.
   *[no] .
 }
goal-said-meetings = meetings { $count }
goal-unchanged = Nothing was changed: the goals are as they were.

# Backwards from a revenue
goal-chain-head = *What it takes, { $month }* (the team’s own rates of the last three months)
goal-chain-revenue = Revenue { $revenue }
goal-chain-won = → { $count } deals won (deal size { $rate })
goal-chain-meetings = → { $count } meetings held (won { $rate })
goal-chain-appointments = → { $count } appointments (held { $rate })
goal-chain-contacts = → { $count } contacts (appointment rate { $rate })
goal-chain-calls = → { $count } calls (contact rate { $rate }): *{ $each } calls each working day*
goal-missing-deal = The deal size is missing: nothing was won in the last three months. Give one: `/goal from-revenue 100000000 deal 2500000`
goal-missing-meetings = The next step cannot be worked out yet: no meeting held in the last three months was won, so there is no close rate.
goal-missing-appointments = The next step cannot be worked out yet: no meeting was held in the last three months, so there is no held rate.
goal-missing-contacts = The next step cannot be worked out yet: no contact of the last three months became an appointment, so there is no appointment rate.
goal-missing-calls = The next step cannot be worked out yet: no call of the last three months reached a contact, so there is no contact rate.

# Forms
goal-form-title = Goals
goal-backwards-title = From revenue
goal-field-month = From month
goal-hint-month = A goal holds for later months until it is set again. A field left empty stays as it is.
goal-field-team-meetings = Team: meetings held a month
goal-field-each-meetings = Each rep: full goal of meetings a month
goal-field-team-qualified = Qualified rate
goal-field-team-revenue = Team: revenue a month
goal-field-each-revenue = Each rep: full goal of revenue a month
goal-field-revenue = Revenue to reach in a month
goal-hint-revenue = For example 100,000,000 or 100m
goal-field-deal = Deal size
goal-hint-deal = Empty: the team’s own mean of the last three months
goal-error-meetings = Please give a number of meetings, for example 300.
goal-error-qualified = Please give a share, for example 60%.
goal-error-revenue = Please give an amount, for example 12,000,000.
goal-error-money = Please give an amount above 0, for example 12,000,000.

example-goal = `/goal team meetings 300`, `/goal @hana meetings 30`, `/goal qualified 60%`
example-goal-backwards = `/goal from-revenue 100000000`
