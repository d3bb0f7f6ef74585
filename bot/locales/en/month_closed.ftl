month-closed-team = *{ $period } is closed* · { $team }
month-closed-rep = *{ $period } is closed: your month*
month-closed-open = Closed with { $waiting ->
    [0] every meeting told of
    [one] 1 meeting without a word
   *[other] { $waiting } meetings without a word
 } and { $pending ->
    [0] every verdict given
    [one] 1 verdict missing
   *[other] { $pending } verdicts missing
 }. What is said of them from now on appears in `/kpi` as a correction.
month-closed-next = *What would help most from here on*
month-closed-need = { $who } – { $what }
month-closed-button = All figures

# Before it closes
month-ending = *{ $period } closes on { $day }*{ $named ->
    [yes] {" "}({ $team })
   *[no] {""}
 }: { $what }. What is said before that day still counts in it.
month-ending-verdicts = { $count ->
    [one] 1 verdict is missing
   *[other] { $count } verdicts are missing
 }
