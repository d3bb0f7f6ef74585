pulse-warn = You slipped behind pace{ $part ->
    [morning] { " this morning" }
    [afternoon] { " this afternoon" }
   *[evening] { " this evening" }
}: { $held } held, { $expected } expected by now.
pulse-warn-since = You have been behind pace since { $day }: { $held } held, { $expected } expected by now.
pulse-clear = { $by ->
    [pace] You are back on pace
   *[chance] Your goal is within reach again
}: { $held } held, { $expected } expected by now.
pulse-team-warn = The team slipped behind pace: { $held } of { $goal } meetings held, { $expected } expected by now.
pulse-team-warn-since = The team has been behind pace since { $day }: { $held } of { $goal } meetings held, { $expected } expected by now.
pulse-team-clear = { $by ->
    [pace] The team is back on pace
   *[chance] The goal of the team is within reach again
}: { $held } of { $goal } meetings held, { $expected } expected by now.
pulse-callbacks = Asked for a call back: { $leads }.
pulse-button-pad = Log pad
pulse-button-meetings = My meetings
pulse-button-mute = Mute until tomorrow
pulse-muted = Nothing more about pace today; from { $day } on again. Your numbers stay in `/kpi me`.
pulse-muted-until = Warnings of your own pace are muted; from { $day } on you hear them again.
pulse-button-unmute = Hear them again
pulse-unmuted = You hear at once again when your pace turns.
pulse-not-muted = Nothing was muted: you hear at once when your pace turns.
board-title = { $team } – live
board-today = Today: { $calls ->
    [one] { $calls } call
   *[other] { $calls } calls
} · { $contacts ->
    [one] { $contacts } contact
   *[other] { $contacts } contacts
} · { $appointments ->
    [one] { $appointments } appointment
   *[other] { $appointments } appointments
} · { $held } held
board-open = Open: { $waiting ->
    [0] no meeting waits for a word
    [one] { $waiting } meeting waits for a word
   *[other] { $waiting } meetings wait for a word
} · { $pending ->
    [0] no verdict is missing
    [one] { $pending } verdict is missing
   *[other] { $pending } verdicts are missing
}{ $days ->
    [0] {""}
    [one] {" "}· { $days } rep day without calls
   *[other] {" "}· { $days } rep days without calls
}{ $contacts ->
    [0] {""}
    [one] {" "}· { $contacts } appointment without a contact
   *[other] {" "}· { $contacts } appointments without a contact
}
board-complete = Data complete to { $when } · kept current by OnPace
board-complete-none = Nothing has been entered yet · kept current by OnPace
board-off = The live board of { $team } was switched off: this message is no longer kept current. `/onpace` switches it on again.
board-moved = The live board of { $team } is in { $place } now: this message is no longer kept current.
