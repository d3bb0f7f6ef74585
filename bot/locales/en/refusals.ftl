# What cannot be done as asked: what happened, then what to do next. Nothing was written when one of these is said
# (only refusal-database-unsure cannot know).
# The end of a refusal, by what was asked for: to record, to change a setting or a goal, to send or discard posts, or only to look.
refusal-nothing = { $ending ->
    [none] {""}
    [changed] {" "}Nothing was changed.
    [sent] {" "}Nothing was sent or discarded.
   *[recorded] {" "}Nothing was recorded.
 }
refusal-and-nothing = { $ending ->
    [none] {""}
    [changed] , and nothing was changed
    [sent] , and nothing was sent or discarded
   *[recorded] , and nothing was recorded
 }

refusal-refusal = That cannot be done as asked.{ refusal-nothing }
refusal-nobody = a manager
refusal-not-set-up = OnPace is not set up here yet. Type /onpace to start: it takes two minutes.
refusal-not-a-member = { $has_managers ->
    [no] You are in no team yet. Type /onpace to see how a team is set up.
   *[other] You are in no team yet. { $managers } can add you with /onpace.
 }
refusal-outsider = { $has_who ->
    [no] OnPace is for full members of this workspace, not for guests, bots or deactivated accounts.{ refusal-nothing }
   *[other] OnPace is for full members of this workspace, not for guests, bots or deactivated accounts: { $who } can help.{ refusal-nothing }
 }
refusal-not-allowed = { $what ->
    [log] { $has_who ->
        [no] Calls are logged by reps, mentors and managers.{ refusal-nothing }
       *[other] Calls are logged by reps, mentors and managers: { $who } can make you one.{ refusal-nothing }
     }
    [judge] { $has_who ->
        [no] Verdicts and wins are given by the meeting’s AE or a manager.
       *[other] Verdicts and wins are given by the meeting’s AE or a manager: { $who } can do it.
     }
    [manage] { $has_who ->
        [no] Goals, members and settings are set by a manager.
       *[other] Goals, members and settings are set by a manager: { $who } can do it.
     }
    [posts] { $has_who ->
        [no] What OnPace says by itself, and when, is set by a manager. You can mute warnings of your own pace until tomorrow: `/onpace mute`
       *[other] What OnPace says by itself, and when, is set by a manager: { $who } can do it. You can mute warnings of your own pace until tomorrow: `/onpace mute`
     }
    [coach] { $has_who ->
        [no] Thresholds and practices are set by mentors and managers.
       *[other] Thresholds and practices are set by mentors and managers: { $who } can do it.
     }
    [standing] { $has_who ->
        [no] How reps stand and practise is shown to themselves, to their own mentor and to the managers.
       *[other] How reps stand and practise is shown to themselves, to their own mentor and to the managers: { $who } can see it.
     }
    [trainee] { $has_who ->
        [no] What a rep practises, its score and their graduation are for their own mentor and the managers.
       *[other] What a rep practises, its score and their graduation are for their own mentor and the managers: { $who } can do it.
     }
    [oneself] { $has_who ->
        [no] Nobody coaches themselves: it takes somebody else.
       *[other] Nobody coaches themselves: { $who } can do it.
     }
    [mentor] { $has_who ->
        [no] That is for mentors, and nobody mentors yet.
       *[other] That is for mentors: { $who } can do it.
     }
    [see_member] { $has_who ->
        [no] Another person’s numbers are shown to their mentor and the managers.
       *[other] Another person’s numbers are shown to their mentor and the managers: { $who } can see them.
     }
    [record_meeting] { $has_who ->
        [no] A meeting is recorded by who booked it, its AE or a manager.
       *[other] A meeting is recorded by who booked it, its AE or a manager: { $who } can do it.
     }
   *[other] { $has_who ->
        [no] A manager can do this.
       *[other] { $who } can do this.
     }
 }
refusal-not-understood = { $has_suggestion ->
    [no] I could not read “{ $word }”.{ refusal-nothing }
   *[other] I could not read “{ $word }”. Did you mean “{ $suggestion }”?{ refusal-nothing }
 }{ $has_example ->
    [no] {""}
   *[other] {""}
        Example: { $example }
 }
refusal-not-a-name = { $has_suggestion ->
    [no] I could not read “{ $word }”.
   *[other] I could not read “{ $word }”. Did you mean “{ $suggestion }”?
 } If it is part of the name, please put the name in quotation marks.{ refusal-nothing }{ $has_example ->
    [no] {""}
   *[other] {""}
        Example: { $example }
 }
refusal-missing = { $what ->
    [lead] Who was this with? The name is missing.
    [when] When? The day and time are missing.
    [time] At what time? The time is missing.
    [amount] How much? The amount is missing.
    [outcome] How did it end? The outcome is missing.
    [person] Who? The person is missing.
    [kpi] Which goal? Please say meetings, qualified or revenue.
    [rate] What share? The percentage is missing.
    [step] Which rate is that for? Its name is missing.
    [count] How many? The number is missing.
   *[other] Something is missing.
 }{ refusal-nothing }{ $has_example ->
    [no] {""}
   *[other] {""}
        Example: { $example }
 }
refusal-too-many = { $unit ->
    [minutes] { $count } is longer than one line takes: { $most } at most. Please check the length.
   *[count] { $count } is more than one line takes: { $most } at most. Please split it over several lines.
 }{ refusal-nothing }
refusal-bad-date = { $why ->
    [in_the_past] “{ $word }” has already passed. Please give a day and time from now on.{ refusal-nothing }
    [in_the_future] “{ $word }” has not come yet. Please give today or an earlier day.{ refusal-nothing }
    [wrong_weekday] The date and the weekday in “{ $word }” do not agree. Please give one of them.{ refusal-nothing }
    [which_day] Which day of “{ $word }”? Please name the day and time.{ refusal-nothing }
    [backwards] In “{ $word }” the last day is before the first. Please check both.{ refusal-nothing }
    [too_far] “{ $word }” is too far away. Please check the date.{ refusal-nothing }
    [no_such_month] “{ $word }” is not a month. Examples: 2026-11, Nov, last-month.{ refusal-nothing }
   *[no_such_day] “{ $word }” is not in the calendar. Please check the day and time.{ refusal-nothing }
 }
refusal-bad-amount = “{ $word }” is not an amount I can keep. Example: 1,200,000.{ refusal-nothing }
refusal-too-long = That is longer than OnPace keeps: { $most } characters at most. Please shorten it.{ refusal-nothing }
refusal-no-such-member = I found nobody called “{ $word }” in this team. Type @ and pick the person from the list.{ refusal-nothing }
refusal-in-no-team = { $why ->
    [outsider] { $who } is a guest, a bot or deactivated in Slack, and such are in no team. Please pick somebody else.{ refusal-nothing }
   *[new] { $who } is in no team here yet; a manager can add them with `/onpace members`.{ refusal-nothing }
 }
refusal-not-an-ae = { $has_aes ->
    [no] “{ $person }” is not an AE here, and there is none yet. A manager adds AEs with /onpace.{ refusal-nothing }
   *[other] “{ $person }” is not an AE here. AEs: { $aes }.{ refusal-nothing }
 }
refusal-no-such-lead = There is no meeting with “{ $name }”. Type /meeting to see yours.{ refusal-nothing }
refusal-not-yet = { $lead } is booked for { $starts_at }, which has not come yet.{ refusal-nothing }
refusal-not-held = { $lead }, { $starts_at }, is not recorded as held yet. Please record it as held first, then the verdict or the win.
refusal-already-held = { $lead } is recorded as held. /log undo takes that back within 24 hours; after that the AE can correct it, and a manager can always.
refusal-already-cancelled = { $lead } was cancelled. To book it again, move it to a new time.
refusal-already-won = { $lead } is recorded as won on { $won_on }. A wrong amount or day can be corrected here.
refusal-ae-has-spoken = The AE has said otherwise about { $lead }, and their word stands. Please ask them if it is not right.
refusal-others-built-on-it = { $who } has recorded something about { $lead } since. Please ask them to undo that first; nothing was changed.
refusal-not-installed = OnPace is not installed in this workspace{ refusal-and-nothing }. Please ask an administrator of the workspace to install it.
refusal-database-busy = OnPace is busy writing right now{ refusal-and-nothing }. Please try again in a moment.
refusal-database-full = OnPace cannot write to its disk right now{ refusal-and-nothing }. Please tell whoever runs OnPace here, and try again later.
refusal-database-read-only = OnPace may only read its database right now{ refusal-and-nothing }. Please tell whoever runs OnPace here, and try again later.
refusal-database-away = OnPace cannot reach its database right now{ refusal-and-nothing }. Please try again in a few minutes.
refusal-database-unsure = { $ending ->
    [sent] OnPace lost its database at that moment, so it is not known whether this was done. Please open OnPace’s Home tab: the messages shown there still wait; those that are not were taken care of.
   *[recorded] OnPace lost its database in the moment of recording, so this may be recorded or not. Please look at /log undo or /meeting before you enter it again.
 }
refusal-gone = This is not there any more, or not yours to change. Type /log or /meeting to see what is open.
refusal-changed-since = { $what ->
    [practice] More was said of this practice since, so nothing was taken back. `/coach week` shows how it stands.
    [practice-past] The time this practice had has passed, so nothing was taken back. `/coach practice @rep` plans another one.
    [practice-taken] Something else has that time since, so nothing was taken back. `/coach practice @rep` shows times both have.
    [practice-instead] Another practice has been planned in its place since, so nothing was taken back. `/coach week` shows it.
    [practice-away] One of the two is on leave that day now, so nothing was taken back. `/coach practice @rep` shows times both have.
    [practice-full] The mentor gives as many practices that day or week now as is set, so nothing was taken back. `/coach practice @rep` shows times both have.
    [score] This score was changed or answered since, so nothing was taken back. `/coach score @rep` changes it.
    [scenario] This scenario was changed again since, so nothing was taken back. `/coach scenarios` shows it as it is.
    [hours] These practice hours have been changed again since, so nothing was put back. `/coach hours` shows and changes them.
    [posts] These settings have been changed again since, so nothing was put back. `/onpace posts` shows how they are and changes them.
   *[setting] These settings have been changed again since, so nothing was put back. Please change them in `/onpace settings`.
 }
refusal-slot-taken = That time has just been taken, so nothing was changed. Please choose another one.
refusal-undo-too-late = Undo reaches back 24 hours, and this is older; nothing was changed. What became of a meeting can still be corrected by its AE or a manager: /meeting. Leave can be removed: /onpace leave.
refusal-same-key-other-content = This arrived twice with different content; the first one stands. Please look at /log undo and try again.

# Lines that work as they are, shown when one was not understood.
example-log-call = /log contact Acme 5m
example-log-many = /log 12 no-answer
example-log-appointment = /log appointment Acme tomorrow 14:00 @ae
example-log-callback = /log callback Acme tomorrow 10:00
example-log-email = /log email 20
example-log-work = /log work 30m
example-meeting-held = /meeting held Acme
example-meeting-moved = /meeting moved Acme fri 10:00
example-meeting-won = /meeting won Acme 1,200,000
