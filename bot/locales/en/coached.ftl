# Practice at a glance: today's, whose score waits, who was not served, what mentors give.
coached-today = *Practice today*
coached-none = No practice today.
coached-over = { $count ->
    [one] Today’s practice is over; its score is still to come.
   *[other] { $count } practices of today are over; their scores are still to come.
 }
coached-waiting = { $count ->
    [one] 1 score is waiting
   *[other] { $count } scores are waiting
 }
coached-waiting-line = { $when } · { $rep }
coached-counts = { $count ->
    [0] No practice today
    [one] 1 practice today
   *[other] { $count } practices today
 }{ $count ->
    [0] .
   *[other] , { $agreed } agreed.
 }
coached-loads = Mentors this week:
coached-load = { $mentor }: { $given } of { $most } practices{ $waiting ->
    [0] {""}
    [one] , 1 score waiting
   *[other] , { $waiting } scores waiting
 }
coached-no-mentors = Nobody is a mentor yet. Make somebody one with `/onpace members`: from then on each morning plans the practice of new reps.
coached-unserved = Without a practice today: { $names }
coached-unserved-group = { $names } ({ $why })
coached-why-no_mentor = nobody else mentors
coached-why-away = every mentor is away
coached-why-no_hours = no mentor has practice hours that day
coached-why-too_late = too little time left that day
coached-why-full = every mentor is fully booked
coached-why-no_common_time = no time both are free
coached-why-called_off = the mentor called it off, and no other one is free
coached-mark = Last practice, { $when }: { $mark } of 100{ $said }{ $among }
coached-passed = , passed
coached-again = {""}
coached-among = {" "}(mean of { $count } scorers, { $points } of 100 apart)
coached-well = Went well: { $text }
coached-next = Try next: { $text }
