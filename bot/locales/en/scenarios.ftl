# Scenarios: what is practised, and what it is marked by.

scenario-head = *{ $count ->
    [one] 1 scenario
   *[other] { $count } scenarios
 }* to practise. The weakest step of a rep picks one.
scenario-line = *{ $title }*
    For: { $step } · { $items ->
    [one] 1 item
   *[other] { $items } items
 } · pass mark { $pass_mark } · version { $number }, { $day }{ $made }
scenario-made-by = {" "}by { $who }
scenario-retired-line = Retired: { $title }
scenario-how = A change is a new version. What is scheduled already keeps the version it was scheduled with.
scenario-step-contact = Getting through
scenario-step-appointment = Winning the appointment
scenario-step-whole = The whole call
scenario-step-held = Meetings that take place
scenario-step-qualified = Meetings worth having
scenario-button-new = New scenario
scenario-button-edit = Edit
scenario-button-retire = Retire
scenario-button-back = Bring back
scenario-retire-title = Retire this scenario?
scenario-retire-text = It is not picked any more. What is scheduled already keeps it, and you can bring it back.
scenario-retire-yes = Retire
scenario-retire-no = Keep it

scenario-new-title = New scenario
scenario-edit-title = Change the scenario
scenario-field-title = Title
scenario-field-step = What it is for
scenario-hint-step = A rep whose weakest step this is gets it; of several in turn.
scenario-field-rep = Brief for the rep
scenario-field-mentor = Brief for whoever plays the prospect
scenario-hint-mentor = Only the mentor reads it: who they are, what they say first, what wins them over.
scenario-field-item = Item { $number }
scenario-hint-item = First line: its name. Then what 1, 2, 3, 4 and 5 look like, a line each, as something one can hear or see. Three lines are 1, 3 and 5.
scenario-example-item = Asking for the time: Ends without asking / … / Offers two dates
scenario-field-blockers = What fails it at any mark
scenario-hint-blockers = One a line, five at most. Leave it empty if there is nothing.
scenario-field-pass-mark = Pass mark
scenario-hint-pass-mark = Of 100; all items at 4 are 80.
scenario-error-empty = Please write something here.
scenario-error-long = One line has { $count } characters; { $most } fit on a phone.
scenario-error-step = Please choose what it is for.
scenario-error-no-item = At least one item is needed: a name, then what 1 to 5 look like.
scenario-error-anchors = Lines below the name: { $count }. It takes 5 (for 1 to 5), 3 (for 1, 3 and 5) or 2 (for 1 and 5).
scenario-error-blockers = { $most } lines at most.
scenario-error-pass-mark = Please enter a whole number from 1 to 100.
scenario-error-changed = Somebody changed this scenario meanwhile. Close the form and open it again to see their version; nothing of yours was saved.
scenario-made = “{ $title }” is in use. Practices planned from now on can have it.
scenario-changed = “{ $title }” is version { $number } now. What is scheduled already keeps its own.
scenario-retired = “{ $title }” is retired. What is scheduled already keeps it.
scenario-back = “{ $title }” is in use again.
scenario-unchanged = Nothing was changed: the scenario is as it was.
scenario-too-many = { $most } scenarios are in use, which is as many as there can be. Retire one first: `/coach scenarios`.
undo-scenario = a change of the scenario “{ $name }”
