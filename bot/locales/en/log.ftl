# Logging: the pad, the form, and what the reply says.
log-recorded = Recorded: { $what }.
log-recorded-with = Recorded: { $what } — { $details }.
log-several = { $count } × { $what }
log-name = { $name }
log-at = { $when }
log-call-back = call back { $when }
log-with = with { $ae }
log-by-email = by e-mail
log-talk = { $time } talk
log-wrap-up = { $time } wrap-up
log-work = { $time } of other work
log-email_sent = { $count ->
    [one] 1 e-mail sent
   *[other] { $count } e-mails sent
 }
log-email_opened = { $count ->
    [one] 1 e-mail opened
   *[other] { $count } e-mails opened
 }
log-email_clicked = { $count ->
    [one] 1 e-mail link clicked
   *[other] { $count } e-mail links clicked
 }
log-new-lead = “{ $lead }” is a new lead.
log-ae-turn = It is { $ae }’s turn.
log-another-ae = Another AE
log-today = Today: { $calls ->
    [one] 1 call
   *[other] { $calls } calls
 } · { $contacts ->
    [one] 1 contact
   *[other] { $contacts } contacts
 } · { $appointments ->
    [one] 1 appointment
   *[other] { $appointments } appointments
 }
log-that-day = { $day }: { $calls ->
    [one] 1 call
   *[other] { $calls } calls
 } · { $contacts ->
    [one] 1 contact
   *[other] { $contacts } contacts
 } · { $appointments ->
    [one] 1 appointment
   *[other] { $appointments } appointments
 }
log-month = Meetings this month: { $held } held, { $booked } booked{ $later ->
    [0] {""}
   *[other] {" "}({ $within } of them for this month)
 }.
log-closed-day = { $day } is not a working day for the team.
log-becomes = Held on { $day }, it makes { $number }.
log-help = Log in one line, or type /log for the pad:

pad-no_answer = No answer
pad-gatekeeper = Gatekeeper
pad-contact = Contact
pad-callback = Callback
pad-not_interested = Not interested
pad-wrong_number = Wrong number
pad-appointment = Appointment…
pad-name-no_answer = No answer
pad-name-gatekeeper = Gatekeeper
pad-name-contact = Contact
pad-name-callback = Callback
pad-name-not_interested = Not interested
pad-name-appointment = Appointment
pad-name-wrong_number = Wrong number
pad-call-back = { $lead } { $when }

which-lead = Which { $lead }? Nothing was recorded yet.
which-new-lead = A new lead “{ $lead }”
log-twice = Booked already: { $meeting }. Nothing more was recorded. Is it another meeting?
log-twice-elsewhere = Another team already has a meeting with { $lead }, { $when }. Nothing more was recorded. Is yours another meeting?
log-twice-yes = Book another

log-form-title = Log a call
log-form-correct = Correct
log-field-outcome = Outcome
log-field-lead = Lead
log-hint-lead = Company or person
log-field-direction = Direction
log-field-day = Appointment or call back: day
log-hint-day = For a call back without a day it is today.
log-field-time = Time
log-field-ae = AE
log-field-by-email = Without a call
log-box-by-email = Booked by e-mail
log-field-source = Source
log-field-new-source = Or another source
log-field-talk = Talk, minutes
log-field-wrap-up = Wrap-up, minutes
log-field-notes = Notes
log-field-count = How many
log-field-activity = What
log-field-on = Day it was done
log-error-minutes = Please give minutes, such as 5 or 1h30m.
log-error-count = Please give a number, 1 or more.
log-error-outcome = Please choose how the call ended.
log-error-lead = An appointment needs the lead’s name.
log-error-day = An appointment needs a day.
log-error-time = An appointment needs a time.
