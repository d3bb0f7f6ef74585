# Words that stand on buttons and in forms everywhere.
undo = Undo
correct = Correct
save = Save
cancel = Cancel
leave-it = Leave it
details = Details…
none = –
today = today
yesterday = yesterday
tomorrow = tomorrow
separator = ,{" "}
between = {" "}
dot = {" "}·{" "}
and-more = and { $count } more
quoted = “{ $words }”

outcome-no_answer = no answer
outcome-gatekeeper = gatekeeper
outcome-contact = contact
outcome-callback = callback
outcome-not_interested = not interested
outcome-appointment = appointment
outcome-wrong_number = wrong number

direction-outbound = outbound
direction-inbound = inbound

activity-email_sent = e-mails sent
activity-email_opened = e-mails opened
activity-email_clicked = e-mail links clicked
activity-work_minutes = minutes of other work

role-rep = rep
role-mentor = mentor
role-manager = manager
role-ae = AE

source-web = web
source-webinar = webinar
source-referral = referral
source-outbound = outbound list
source-list = outbound list
source-event = event
source-outbound-list = outbound list
source-ad = ads
source-download = document requests
source-newsletter = newsletter
source-partner = partner
source-unknown = no source

unnamed-lead = no name

held-earlier = It was held earlier
open-pad = Open the pad
left-alone = Nothing was changed.
correct-amount = Correct the amount…
