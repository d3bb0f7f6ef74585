# How the month may end.

forecast-share = { $size ->
    [least] under 1%
    [most] over 99%
   *[other] { $percent }
 }
forecast-chance = *{ $share }* chance of reaching { $goal }: { $low ->
    [one] 1 meeting likely by the month’s end
   *[other] { $low } meetings likely by the month’s end
 }
forecast-chance-range = *{ $share }* chance of reaching { $goal }: { $low } to { $high } meetings likely by the month’s end
forecast-range = { $low } to { $high } meetings likely by the month’s end
forecast-calls = { $calls } calls a day would make it 80%{ $usual ->
    [none] {""}
   *[other] {" "}(lately { $usual })
 }
forecast-calls-not-enough = Calls alone will not make it 80%: { $most } a day would not be enough{ $usual ->
    [none] {""}
   *[other] {" "}(lately { $usual })
 }. It takes more appointments from the same contacts, nearer dates, and more of the booked meetings held.
forecast-useful = A meeting takes place { $lag } working days after its booking on average: bookings after { $until } mostly count for next month.
forecast-late = A meeting takes place { $lag } working days after its booking on average: new bookings mostly count for next month.

# Charts (plain text)
forecast-chart-chance = { $share } chance of reaching { $goal }
forecast-chart-likely = likely { $expected } ({ $low }–{ $high })
