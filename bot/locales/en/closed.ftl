# Closed months, and what was entered for them later.

closed-note = Closed on { $day } · these figures do not change any more
closed-later = *Entered after the month was closed*, and in no month’s rates: { $changes }
closed-later-none = *Entered after the month was closed*: nothing that changes a count together
closed-day = • { $day }: { $changes }
closed-more = • and { $count } { $count ->
    [one] day
   *[other] days
 } before
closed-button = Entered later
closed-list = *Entered after { $day }*, for a month that was closed then
closed-word = • { $when } · { $who } · { $lead }: { $what } ({ $changes })
closed-calls = • { $when } · { $who }: { $count ->
    [one] 1 call
   *[other] { $count } calls
 }{ $rep ->
    [own] {""}
   *[other] {" "}of { $whose }
 }
closed-nobody = an import
closed-nothing = Nothing was entered for this month since it was closed.
closed-open = This month is still open: what is entered for it counts. It is closed on { $day }.
closed-late = This month is still open: what is entered for it counts. It was to be closed on { $day }.
closed-range = Months are closed as a whole; this range is none.
closed-separator = {" · "}
closed-change = { $what ->
    [calls] calls
    [contacts] contacts
    [appointments] appointments
    [due] due
   *[held] held
    [no_show] no-show
    [cancelled] cancelled
    [qualified] qualified
    [unqualified] not qualified
    [won] deals
    [revenue] won
 } { $change }
