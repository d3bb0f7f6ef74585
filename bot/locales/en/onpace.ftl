# /onpace: setting up, settings, members, leave, language.

setup-welcome = OnPace is not set up here yet. Whoever starts becomes the manager and can add the others. Four short steps: the team, its people, new reps’ mentors, the goal.
setup-button-start = Set up the team
setup-complete = The team is set up. Change anything here:
setup-missing = *Still to do*
setup-step-members = • Who calls: the team has no reps yet
setup-step-aes = • Who holds the meetings: the team has no AE yet
setup-step-mentors = • New reps without a mentor
setup-step-goal = • The goal of the month: without one there is no pace
setup-step-channel = • The team’s channel, for shared numbers
setup-button-members = Add people
setup-button-aes = Add AEs
setup-button-mentors = Mentor and start date
setup-button-goal = Set goals
setup-button-channel = Choose the channel
setup-button-settings = All settings
setup-button-back = Bring back
setup-button-remove = Remove

setup-menu-team = Team
setup-menu-members = People and roles
setup-menu-rep = Mentor and start date
setup-menu-shares = Meetings by AE
setup-menu-leave = Enter leave
setup-menu-left = Somebody left
setup-menu-closed = Closed days
setup-menu-visibility = Visibility
setup-menu-score = Score
setup-menu-goal = Goals
setup-menu-help = Help

setup-team-made = Team { $team } is set up, and you are its manager.
setup-team-kept = Team { $team } is saved.
setup-members-kept = Saved: { $rep ->
    [one] 1 rep
   *[other] { $rep } reps
 }, { $mentor ->
    [one] 1 mentor
   *[other] { $mentor } mentors
 }, { $ae ->
    [one] 1 AE
   *[other] { $ae } AEs
 }, { $manager ->
    [one] 1 manager
   *[other] { $manager } managers
 }.
setup-rep-kept = Saved: { $who } · mentor { $mentor } · started { $start }.
setup-score-kept = The score is { $weights } (meetings, qualified rate, revenue) from { $month } on. Earlier months keep theirs.
setup-shares-kept = New meetings are shared out so: { $shares }.
setup-share = { $who } { $share }
setup-closed-closed-kept = { $day } is a closed day of the team.
setup-closed-practices = { $count ->
    [one] The practice of that day is called off, and both are told.
   *[other] The { $count } practices of that day are called off, and everybody in them is told.
 }
setup-closed-working-kept = { $day } is a working day of the team.
setup-closed-plain-kept = { $day } follows the calendar again.
setup-leave-noted = Leave noted: { $who }, { $days }. Pace and goals leave these days out.
setup-leave-removed = Leave removed: { $who }, { $days }.
setup-leave-head = Leave of { $who }
setup-leave-none = No leave is entered for { $who }. Example: `/onpace leave 12/1 12/3`
setup-left = { $who } has left the team and can no longer log. Their numbers stay.
setup-back = { $who } is in the team again.
setup-last-manager = This is the team’s only manager. Make somebody else manager first: `/onpace members`

setup-settings-head = *Settings of { $team }*
setup-settings-place = { $zone } · holidays of { $country } · { $currency }
setup-settings-hours = Working week { $days } · { $opens }–{ $closes }
setup-settings-language = Language of the team: { $language }
setup-settings-channel = Team channel: { $channel }
setup-settings-score = Score { $weights } · cap { $cap }
setup-settings-closed = The team’s own days: { $days }
setup-closed-working = { $day } (working)
setup-members-head = *People in { $team }*
setup-person = { $who }: { $roles }
setup-person-mentor = mentor { $mentor }
setup-person-share = { $share } of new meetings
setup-person-start = started { $day }
setup-person-leave = away { $days }

# Forms
setup-team-title = Team
setup-members-title = People and roles
setup-rep-title = Mentor and start date
setup-shares-title = Meetings by AE
setup-shares-how = New meetings are suggested to AEs in this ratio: 200 gets twice as many as 100, and 0 gets none for now. Whoever books can name another AE.
setup-leave-title = Leave
setup-left-title = Somebody left
setup-closed-title = Closed days
setup-visibility-title = Visibility
setup-score-title = Score
setup-field-name = Name of the team
setup-field-zone = Time zone
setup-field-other-zone = Another time zone
setup-hint-other-zone = Only if it is not in the list, for example Asia/Kathmandu
setup-field-country = Country
setup-hint-country = Its public holidays are no working days.
setup-field-other-country = Another country
setup-hint-other-country = Only if it is not in the list: its two letters, for example NP
setup-field-language = Language of the team
setup-field-currency = Currency
setup-field-channel = Team channel
setup-hint-channel = Where shared numbers are posted
setup-field-week = Working week
setup-field-opens = Working hours from
setup-field-closes = Working hours to
setup-field-reps = Reps (call and book meetings)
setup-field-mentors = Mentors
setup-field-aes = AEs (hold the meetings)
setup-field-managers = Managers
setup-field-rep = Rep
setup-field-mentor = Mentor
setup-no-mentor = No mentor
setup-field-start = Start date of a new rep
setup-hint-start = The ramp runs from here. Leave it empty for an experienced rep.
setup-field-who = Who
setup-hint-who = They can no longer log; their numbers stay.
setup-field-first = First day
setup-field-last = Last day
setup-hint-last = Empty: one day
setup-field-day = Day
setup-field-kind = This day is
setup-day-closed = closed
setup-day-working = a working day
setup-day-plain = as in the calendar
setup-field-visibility = Who sees the numbers of single reps
setup-field-top-n = How many are in the top
setup-field-weight-meetings = Weight of meetings held
setup-field-weight-qualified = Weight of the qualified rate
setup-field-weight-revenue = Weight of revenue
setup-field-cap = Cap on an attainment
setup-hint-cap = For example 100%. Empty: no cap
setup-error-name = Please give a name no other team has.
setup-error-zone = This time zone is not known. Example: Asia/Kathmandu
setup-error-country = This country is not known. Two letters, for example NP
setup-error-week = Please tick at least one working day.
setup-error-hours = Please choose different times for the beginning and the end.
setup-error-outsider = Bots, guests and deactivated people cannot be in a team: { $who }
setup-error-other-team = Already in another team: { $who }
setup-error-no-manager = A team needs at least one manager.
setup-error-own-mentor = Nobody is their own mentor. Please choose somebody else.
setup-error-last = The last day must not be before the first, and within 400 days.
setup-error-top-n = Please give a number from 1 to 50.
setup-error-weight = Please give a number from 0 to 1,000.
setup-error-share = Please give a whole number from 0 to 1,000.
setup-error-weight-all = At least one weight must be above 0.
setup-error-cap = Please give a share above 0, for example 100%.

visibility-private = Themselves, their mentor and managers
visibility-top_n = The same, and the top for everyone
visibility-open = Everyone in the team

weekday-0 = Mon
weekday-1 = Tue
weekday-2 = Wed
weekday-3 = Thu
weekday-4 = Fri
weekday-5 = Sat
weekday-6 = Sun

language-en = English
language-ja = Japanese
language-switch-en = English
language-switch-ja = 日本語
language-now = OnPace speaks English with you.
language-changed = OnPace speaks English with you from now on.

example-onpace = `/onpace help`, `/onpace settings`, `/onpace leave 12/1 12/3`
example-onpace-help = `/onpace help kpi`
example-onpace-leave = `/onpace leave 12/1 12/3`, `/onpace leave @hana 12/1`
example-onpace-mute = `/onpace mute`, `/onpace mute until tomorrow`, `/onpace unmute`
example-onpace-left = `/onpace left @hana`
example-onpace-language = `/onpace language ja`, `/onpace language en`
