brief-head = *{ $day }: your day*
brief-behind = Behind pace since { $day }.
brief-meetings = Meetings today: { $names }
brief-meetings-none = No meeting is booked for today.
brief-meeting = { $at } { $lead }
brief-practice = Role-play today: { $names }
brief-practice-one = { $at } with { $who }
brief-call-backs = To be called back today: { $names }
brief-call-backs-late = Promised a call back, and the time has passed: { $names }
brief-button-numbers = My numbers
brief-open = Open: { $what }
brief-open-days = { $count ->
    [one] 1 working day without calls
   *[other] { $count } working days without calls
 }
brief-open-contacts = { $count ->
    [one] 1 appointment without a contact
   *[other] { $count } appointments without a contact
 }
brief-complete = Data complete to { $when }
