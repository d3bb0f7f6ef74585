brief-head = *{ $day }: your day*
brief-behind = Behind pace since { $day }.
brief-meetings = Meetings today: { $names }
brief-meetings-none = No meeting is booked for today.
brief-meeting = { $at } { $lead }
brief-practice = Role-play today: { $names }
brief-practice-one = { $at } with { $who }
brief-call-backs = To be called back: { $names }
brief-open = { $count ->
    [one] { $count } meeting waits for a word.
   *[other] { $count } meetings wait for a word.
}
brief-button-numbers = My numbers
