drop-told = { $team }: *{ $source }* fell by more than chance brings. { $step } over the last { $days } working days: { $k } of { $n } = { $rate }; in the three months before: { $before }. Worth a look: the list, the way it is called, who calls it.
drop-button-sources = By source
