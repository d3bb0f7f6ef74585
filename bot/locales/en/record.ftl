# What /coach @rep keeps of the past: the latest scored practices, graduations and what was said of them.

record-practices = *Latest practices* ({ $shown } of { $count } scored)
record-mark = { $day } · { $who } · “{ $title }”: *{ $mark } of 100*{ $said }
record-answer = { $who } answered: { $text }
record-way = *What was decided*{ $more ->
    [yes] {" "}(the latest { $shown } of { $count })
   *[no] {""}
 }
record-graduated = { $day } · { $who }: graduated
record-kept = { $day } · { $who }: not yet graduated, practice goes on
record-relapsed = { $day } · { $who }: practises again
record-spared = { $day } · { $who }: stays a graduate, no practice
record-reason = “{ $text }”
record-evidence = The numbers then: { $rates }
record-rate = { $step } { $k } of { $n }
