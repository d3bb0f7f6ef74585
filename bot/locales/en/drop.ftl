drop-told = { $team }: *{ $source }* fell by more than chance brings: { $step } is { $k } of { $n } = { $rate } over the last { $days } working days, and was { $before } in the three months before. Worth a look: the list, the way it is called, who calls it.
drop-button-sources = By source
