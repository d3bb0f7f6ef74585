# Practices told unasked: each morning, before one begins, when one cannot take place.

morning-head = *Today’s practice* · { $day }
morning-no-figures = No figures to go by yet.
morning-anew = A threshold was changed today, so the count begins anew: no figures to go by yet.
morning-new = Working day { $day }; the first { $days } have a practice each.
morning-instead = { $count ->
    [one] *One more practice today*, in place of one that was called off.
   *[other] *{ $count } more practices today*, in place of ones that were called off.
 }
morning-free = { $count ->
    [one] *One more practice today*: a time became free for a rep who had none.
   *[other] *{ $count } more practices today*: times became free for reps who had none.
 }
morning-unserved-later = { $count ->
    [one] *1 rep has no practice today any more*: it was called off and could not be planned again.
   *[other] *{ $count } reps have no practice today any more*: theirs were called off and could not be planned again.
 }
morning-unserved = { $count ->
    [one] *1 rep could not be placed today*
   *[other] *{ $count } reps could not be placed today*
 }
morning-unserved-one = { $rep }: { $why }
morning-unserved-rest = Also without one; `/coach practice @rep` schedules each:
    { $names }
morning-why-no_mentor = nobody else mentors in this team. A manager names a mentor with `/onpace members`.
morning-why-away = every mentor is away today.
morning-why-no_hours = no mentor has practice hours on this weekday. `/coach hours` sets them.
morning-why-too_late = what is left of today’s practice hours is too short for a practice.
morning-why-full = every mentor is fully booked today.
morning-why-no_common_time = no time today at which both are free.
morning-why-called_off = the mentor called it off, and no other mentor has a time free for it today.
morning-button-schedule = Schedule…
morning-trainees = *How your { $count ->
    [one] trainee stands*
   *[other] { $count } trainees stand*
 }
morning-trainees-others = *How your { $count ->
    [one] other trainee stands*
   *[other] { $count } other trainees stand*
 }
morning-trainee = { $name }: { $rate }
morning-waiting = { $count ->
    [one] *1 practice waits for its score*
   *[other] *{ $count } practices wait for their score*
 }
morning-away = Away today, so without practice: { $names }

morning-rep = *Today’s practice: { $at } with { $mentor }*
    “{ $title }”, { $minutes } minutes
morning-rep-rate = { $step }: { $k } of { $n } = { $rate }, threshold { $threshold }
morning-rep-new = { $first ->
    [yes] No figures are needed yet: it is a good place to begin. This is working day { $day }; the first { $days } have a practice each.
   *[no] It is the step where practice helps most now. This is working day { $day }; the first { $days } have a practice each.
 }
morning-rep-below = It is the step where practice helps most now: you go through it together, { $often }.
morning-rep-kept = Your figures are where they should be; your mentor goes on practising with you, { $often }.
morning-rep-unknown = It is too early to say where this settles; practising { $often } helps to find out.

morning-soon = *{ $at } with { $who }*: practice begins soon. “{ $title }”
morning-soon-brief = { $text }
morning-off-away = The practice of { $when } does not take place: { $who } is away that day.
morning-off-left = The practice of { $when } does not take place: { $who } does not take part any more.
morning-off-closed = The practice with { $who } of { $when } does not take place: the team does not work that day.

morning-file-on = { $count ->
    [1] For your calendar: the practice of { $when }.
   *[other] For your calendar: today’s { $count } practices.
 }
morning-file-off = { $count ->
    [1] For your calendar: the practice of { $when } is off. Opening the file takes it out.
   *[other] For your calendar: { $count } practices of that day are off. Opening the file takes them out.
 }
morning-file-title-on = Practice { $when }
morning-file-title-off = Practice { $when } is off
morning-event = Practice with { $who }

morning-ready = *{ $who } is ready to graduate* by the numbers so far: every rate that counts has reached its threshold. A lucky stretch can look the same; the decision is yours.
morning-fallen = *{ $who }* graduated, and a rate has since fallen to about half of what is expected. The fall is recent; the figures below count everything since the graduation. Nothing is scheduled by itself.
