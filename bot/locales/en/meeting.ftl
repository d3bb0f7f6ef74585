# Meetings: the list, the buttons, what was recorded.
meeting-head = { $count ->
    [0] No meeting waits for a word.
    [one] 1 meeting waits for a word
   *[other] { $count } meetings wait for a word
 }
meeting-none-with-you = No open meetings with you yet. They appear here as soon as one is booked.
meeting-none = No open meetings. /log appointment Acme tomorrow 14:00 books one.
meeting-none-own = No meeting of your own is open.
meeting-team = { $count ->
    [one] 1 meeting of the team waits for a word
   *[other] { $count } meetings of the team wait for a word
 }
meeting-show = Show them
meeting-more = Show more
meeting-to-judge = Waiting for a verdict
meeting-to-win = Qualified, not won yet
meeting-next = Next
meeting-booked-by = booked by { $rep }
meeting-which = Which meeting with { $lead }? Nothing was recorded yet.
meeting-help = Type /meeting for your list, or say it in one line:

meeting-button-held = Held
meeting-button-moved = Moved…
meeting-button-no_show = No-show
meeting-button-cancelled = Cancelled
meeting-button-qualified = Held, qualified
meeting-button-unqualified = Held, not qualified
meeting-button-not-held = Did not take place
meeting-button-won = Won…
meeting-button-again = Book again…

meeting-cancel-title = Cancel this meeting?
meeting-cancel-text = { $lead }, { $when }: it is cancelled for good. If it only gets another time, use Moved.
meeting-cancel-yes = It was cancelled

meeting-said-held = { $lead }, { $when }: recorded as held.
meeting-said-moved = { $lead } is moved to { $when } (it was { $before }).
meeting-said-no_show = { $lead }, { $when }: recorded as a no-show. Booked again and held, it still counts once.
meeting-said-cancelled = { $lead }, { $when }: recorded as cancelled.
meeting-said-qualified = { $lead }, { $when }: held and qualified.
meeting-said-unqualified = { $lead }, { $when }: held, not qualified.
meeting-said-won = { $lead } is won: { $amount } on { $day }.
meeting-counts-in = It counts in { $month }{ $count ->
    [0] {""}
   *[other] : { $count } held
 }.
meeting-closed-month = { $month } is closed: this is noted beside it and changes no rates.
meeting-already = { $lead }, { $when }, is recorded as { $what } already. Nothing was changed.

happening-booked = booked
happening-moved = moved
happening-held = held
happening-no_show = no-show
happening-cancelled = cancelled
happening-qualified = held and qualified
happening-unqualified = held, not qualified
happening-won = won
happening-corrected = corrected

meeting-moved-title = New time
meeting-won-title = Won
meeting-field-day = Day
meeting-field-time = Time
meeting-field-amount = Amount
meeting-hint-amount = 1,200,000
meeting-field-won-on = Day it was won
