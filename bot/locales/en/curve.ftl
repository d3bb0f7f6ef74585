# The learning curve of /coach @rep: the picture's words, and whether practice changed the rate.

curve-ready = { $step } is ready
curve-below = { $step } is below the threshold
curve-unknown = too early to judge { $step }
curve-under = 20-day rate; pale: its 8-in-10 range. As of { $when }
curve-threshold = threshold { $rate }
curve-practices = role-play
curve-empty = Fewer than 10 tries in 20 working days: no curve yet
curve-sign-graduated = graduated { $day }
curve-sign-again = practises again { $day }
curve-sign-spared = goes on { $day }
curve-sign-ready = ready { $day }
curve-alt-rate = now { $k } of { $n } = { $rate } ({ $low }–{ $high })
curve-alt-practices = role-plays { $count }, the latest with their marks: { $marks }
curve-change-rose = { $step } since the first scored role-play on it ({ $day }): { $k } of { $n } = { $rate }, { $before } until then. Luck alone would bring { $low }–{ $high }%: it rose by more than luck explains.
curve-change-fell = { $step } since the first scored role-play on it ({ $day }): { $k } of { $n } = { $rate }, { $before } until then. Luck alone would bring { $low }–{ $high }%: it is lower than luck explains. A look at what changed in the leads may help.
curve-change-within-chance = { $step } since the first scored role-play on it ({ $day }): { $k } of { $n } = { $rate }, { $before } until then. Luck alone would bring { $low }–{ $high }%, as a start far from the team’s usual often moves towards it by itself: nothing can be said of practice yet.
curve-change-early = { $step }: too early to say what role-plays changed; { $count ->
    [one] 1 more try is
   *[other] { $count } more tries are
 } needed.
curve-change-no-before = { $step }: what role-plays changed cannot be said, because there were only { $count ->
    [one] 1 try
   *[other] { $count } tries
 } before the first scored one; a comparison takes { $least }.
curve-change-no-peers = { $step }: what role-plays changed can be said once three reps of the team have numbers.
