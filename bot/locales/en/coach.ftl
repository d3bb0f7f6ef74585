# /coach: standings against the mentor's thresholds, graduation, practice.

coach-step-contact = Contact rate
coach-step-appointment = Appointment rate
coach-step-call_to_appointment = Call-to-appointment rate
coach-step-held = Held rate
coach-step-qualified = Qualified rate
coach-rate-contact = call → contact
coach-rate-appointment = contact → appointment
coach-rate-call_to_appointment = call → appointment
coach-rate-held = due → held
coach-rate-qualified = judged → qualified

# Trainees
coach-head = *{ $learning ->
    [0] Nobody is in training
    [one] 1 rep in training
   *[other] { $learning } reps in training
 }* · { $below } below · { $ready } ready to graduate · { $graduated } graduated
coach-no-reps = This team has no reps yet. Add them with `/onpace members`.
coach-no-trainees = No rep has you as mentor yet. A manager can set it: `/onpace members`.
coach-no-threshold = No threshold is set yet, so nothing can be said of anybody’s rates. Set the first one: `/coach threshold contact 12%`
coach-no-threshold-own = Your mentor has not set a threshold yet. Your own numbers are in `/kpi me`.
coach-name = *{ $who }*
coach-name-day = *{ $who }* · working day { $day }
coach-name-graduate = *{ $who }* · graduated
coach-rate-line = { $sign } { $step }: { $k } of { $n } = { $rate } ({ $low }–{ $high }), threshold { $threshold }: { $standing }{ $trend }
coach-rate-none = { $sign } { $step }: nothing tried yet, threshold { $threshold }
coach-rate-anew = { $sign } { $step }: nothing tried since { $day }, when the count began anew ({ $why }); threshold { $threshold }
coach-anew = Counted since { $day } ({ $why }): { $rates }.
coach-anew-threshold = the threshold was changed
coach-anew-graduated = graduation
coach-anew-relapsed = practice began again
coach-anew-spared = stays graduated
coach-standing-below = below
coach-standing-unknown = too early to say
coach-standing-ready = ready
coach-trend-up = , rising
coach-trend-down = , falling
coach-expected-mix = { $rate } ({ $own } on these leads)
coach-button-open = Open
coach-button-week = Week of practice
coach-button-practice = Practise…
coach-button-threshold = Set thresholds
coach-how = `/coach @rep` shows one rep; `/coach threshold appointment 15%` sets what is expected.
coach-explained = In brackets: where the real rate lies in 8 of 10 cases. “Below” and “ready” go by the numbers so far; luck alone can bring them now and then.

# One rep
coach-own-head = *Your way to graduation*
coach-way-head = To graduate, each of these is ready:
coach-way-done = ● { $step }: ready
coach-way-open = ○ { $step }: { $bar }
coach-way-below = ▼ { $step }: below its threshold, practice goes on
coach-way-no-gate = For graduation a rate needs 60 tries in 20 working days. Every call counts towards it.
coach-way-ready = Every rate that counts so far is ready: you can confirm the graduation.
coach-way-ready-own = Everything is ready: your mentor can confirm your graduation.
coach-not-learning = Not in training: a manager gives a mentor or a start date with `/onpace members`.
coach-graduate = Graduated: no daily practice. The numbers go on being watched.
coach-relapse = { $rates } has fallen to about half of what is expected since graduation. Nothing is scheduled by itself: it is yours to say.
coach-lately = Of these in the last 20 working days, { $step }: { $k } of { $n } = { $rate } ({ $low }–{ $high })
coach-rests = This rests on: { $rates }.
coach-rests-not = Not known yet, so no part of it: { $rates }. A rate counts from { $needed } tries in 20 working days.
coach-rests-few = { $step } ({ $count ->
    [one] 1 try
   *[other] { $count } tries
 } so far)
coach-button-graduate = Confirm graduation
coach-button-keep = Not yet…
coach-button-again = Practise again
coach-button-spare = Leave it…
coach-kept-title = Not yet
coach-spared-title = No practice
coach-field-reason = Reason
coach-hint-reason = It is kept with the numbers of today. Their mentor and the managers read it with /coach @rep.
coach-error-reason = Please say why in a few words.
coach-graduated = { $who } has graduated. The numbers of today are kept with it, and the trials begin anew.
coach-kept = { $who } goes on practising; your reason is kept.
coach-relapsed = { $who } practises again; the trials begin anew.
coach-spared = { $who } stays graduated; your reason is kept, and the trials begin anew.
coach-graduated-rep = You have graduated: { $mentor } confirmed it. The daily practice ends here. Well earned.
coach-relapsed-rep = { $mentor } would like to practise with you again for a while. `/coach` shows on what.
coach-graduated-back = { $mentor } took the graduation back: you are in training again, as before. `/coach` shows how far you are.
coach-relapsed-back = { $mentor } took that back: you stay a graduate, without daily practice.

# Thresholds
coach-threshold-head = *What is expected now*
coach-threshold-none = No threshold is set yet.
coach-threshold-line = { $step }: { $rate }
coach-threshold-history = Set so far, the latest first:
coach-threshold-past = { $day }: { $step } { $rate }
coach-threshold-off = not expected any more
coach-threshold-how = By words: `/coach threshold appointment 15%`, `/coach threshold contact 12% from 12/1`, `/coach threshold held off`
coach-threshold-kept = { $step }: { $rate } expected{ $was } from { $day }.
coach-threshold-was = {" "}(before: { $rate })
coach-threshold-dropped = { $step }: nothing expected any more from { $day }.
coach-threshold-restarts = The trials of this rate begin anew that day, for everybody.
coach-threshold-same = That is what it was before: the trials go on as they were.
coach-threshold-counts = What was done in the 90 days before counts already. `/coach` shows where everybody stands.
coach-threshold-ahead = Until then everything stays as it is.
coach-threshold-unchanged = Nothing was changed: the thresholds are as they were.
coach-threshold-title = Thresholds
coach-field-from = From
coach-hint-from = A rate left empty is not expected. A changed rate begins anew on this day.

example-coach = `/coach`, `/coach @rep`, `/coach practice @rep tomorrow 16:00`, `/coach help`
example-coach-own = `/coach` – your way to graduation, which your mentor confirms; `/coach week` – your practices
example-coach-by-button = `/coach week` – choose a practice; its buttons accept, move, skip or cancel it
example-coach-graduation = `/coach @rep` – the button is there once every rate that counts is ready
example-coach-threshold = `/coach threshold contact 12%`, `/coach threshold appointment 15% from 12/1`
example-coach-threshold-each = `/coach threshold contact 12%`, `/coach threshold appointment 15%`, `/coach threshold call-to-appointment 2%`, `/coach threshold held 80%`, `/coach threshold qualified 60%`
undo-threshold = thresholds
undo-coach-graduated = a graduation
undo-coach-kept = a graduation put off
undo-coach-relapsed = practice again
undo-coach-spared = no practice for a graduate
refusal-already-graduated = { $has_by ->
    [no] { $rep } has graduated already. `/coach @rep` shows how they stand.
   *[other] { $rep } has graduated: { $by } confirmed it. `/coach @rep` shows how they stand.
 }
refusal-bad-rate = “{ $word }” is no rate I can keep: it lies between 0.1% and 95%. Example: 12%.{ refusal-nothing }

# How often reps practise
rhythm-head = *How often reps practise*
rhythm-new = { $count ->
    [0] New reps: as everybody else
    [one] New reps: on their first working day
   *[other] New reps: on each of their first { $count } working days
 }
rhythm-unknown = After that, while it is too early to say: { $often }
rhythm-below = Below the threshold: { $often }
rhythm-often = { $often ->
    [daily] every working day
    [never] not by itself
   *[some] { $count ->
        [one] once a week
       *[other] { $count } times a week
     }
 }
rhythm-days = { $count ->
    [0] None
    [one] 1 working day
   *[other] { $count } working days
 }
rhythm-how = By words: `/coach rhythm new 15 days`, `/coach rhythm unknown 3 a week`, `/coach rhythm below daily`, `/coach rhythm default`
rhythm-from-now = It holds from the next morning that is planned; what is planned already stays.
rhythm-same = Nothing was changed: it was so already.
rhythm-button = How often…
rhythm-title = Rhythm of practice
rhythm-form-head = A practice is planned by itself so often. By hand there can always be more.
rhythm-field-new = New reps: daily for how long?
rhythm-field-unknown = Too early to say
rhythm-field-below = Below the threshold
refusal-bad-rhythm = I could not read “{ $word }” as how often reps practise: at most 250 working days for new reps, then 0 to 7 times a week. Example: `/coach rhythm new 15 days`, `/coach rhythm below daily`.{ refusal-nothing }
