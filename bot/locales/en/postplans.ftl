# Which posts a team gets, when and where: the list, the forms, the preview.
post-head = *Posts of { $team }*
    ⋯ beside each: what it would say now, change it, turn it on or off
post-name = { $job ->
    [brief] Morning brief
    [coaching] Mentor’s brief
    [numbers] Team numbers
    [warning] Pace warning
    [board] Live board
    [verdict] Verdict request
    [outcome] Outcome request
    [gap] Missing entries
    [drop] Source that fell
   *[close] Month closed
 }
post-to = { $job ->
    [brief] each rep, by DM
    [coaching] each mentor, by DM
    [numbers] the team’s channel
    [warning] the rep by DM, the team’s figure in its channel
    [board] the team’s channel, one message kept current
    [verdict] the AE, by DM
    [outcome] the rep, by DM
    [gap] the person it is about, by DM
    [drop] managers, by DM
   *[close] managers, and each rep their own
 }
post-line = *{ $name }* – { $to }{ $on ->
    [yes] {""}
   *[no] {" "}· off
 }
post-when = { $times } · { $days }
post-every-day = every business day
post-when-close = business day { $day } of the next month · { $times }
post-when-at-once = { $job ->
    [warning] at once, when the pace falls below { $behind } and when it is back at { $ahead }
    [board] within seconds of each change
   *[outcome] when a meeting’s time has passed
 }
post-where = { $channel } · { $language }
post-no-channel = no channel yet
post-next = Next: { $when }
post-waits = In the quiet hours ({ $from }–{ $until }) nobody is written to: it would wait until { $until }.
post-never = In the quiet hours ({ $from }–{ $until }) nobody is written to, and after them it would be of no use any more: at { $times } it never goes out.
post-no-day = The team works on none of these days within the next { $days } days, so nothing goes out.
post-hours-wait = These wait until { $until }: { $names }.
post-hours-never = These never go out: { $names }. After the quiet hours ({ $from }–{ $until }) they would be of no use any more.
post-hours = *Quiet hours* { $quiet } · *a late post is of use for* { $window } · *a month is closed on* business day { $day } of the next
post-hours-quiet = { $from }–{ $until }
post-hours-none = none
post-how = By words: `/onpace posts numbers 12:00 18:00 mon-thu`, `/onpace posts gap off`, `/onpace posts quiet 20:00-8:00`. All of them: `/onpace help posts`
post-kept = Saved. So it is from now on:
post-all-off = Every post is turned off.
post-all-on = Every post is turned on.
post-all-same = Nothing had to be changed.
post-all-state = { $kind ->
    [none] All { $all } posts are on.
    [all] All { $all } posts are off.
   *[some] Off of the { $all } posts: { $off } ({ $names }).
 }
undo-setting-post = the settings of “{ $name }”
post-same = It is so already:

post-button-list = All posts
post-button-change = Change…
post-button-preview = Preview now
post-button-on = Turn on
post-button-off = Turn off
post-button-hours = Quiet hours…
setup-menu-posts = Posts…
setup-settings-posts = Posts: { $on } of { $all } on · quiet hours { $quiet }

# Forms
setup-post-title = Post
setup-post-hours-title = Quiet hours
post-field-wanted = This post is
post-wanted-on = on
post-wanted-off = off
post-field-times = Times
post-hint-time = One, for example 9:00
post-hint-times = One or several, for example 12:00 18:00
post-field-days = Only on
post-hint-days = Of the business days. None ticked: on each of them
post-field-channel = Channel
post-hint-channel = Empty: the team’s channel
post-field-language = Language
post-language-team = the team’s
post-error-times = Please give times like 12:00 18:00, at most 6 a day.
post-field-lines = Warned below, over from
post-hint-lines = Shares of what is expected by now, like 85% 100%. A chance of 50% and more warns nobody, one of 60% ends a warning.
post-error-lines = Please give one or two shares, the first below the second, and that at most 120%: like 85% 100%.
post-error-once = This post goes out once a day at most: please give one time, like 9:00.
post-error-closed = Practices are planned before the team closes at { $hour }: please give an earlier time, like 8:45.
post-field-quiet-from = Nobody is written to from
post-field-quiet-until = until
post-hint-quiet = The same time twice: no quiet hours. What is written then waits for their end.
post-field-window = A post that could not go out in time is of use for
post-field-closing = A month is closed on
post-closing-day = business day { $count } of the next month

# Preview
post-preview-channel = *{ $name }*: this would go to { $channel } now. Only you see this preview.
post-preview-people = *{ $name }*: { $count ->
    [one] 1 person
   *[other] { $count } people
 }{ $channel ->
    [yes] {" "}and the team’s channel
   *[no] {""}
 } would get it now. Only you see this preview{ $shown ->
    [own] ; below is your own.
    [some] ; below are the first { $few }.
   *[all] .
 }
post-preview-nobody = *{ $name }*: nobody has anything to hear right now, so nothing would go out.
post-preview-told = *{ $name }*: nothing new would go out now; it was said already. Only you see this preview{ $shown ->
    [own] ; below is your own as it reads now.
    [some] ; below are the first { $few } as they read now.
   *[all] ; below is how it reads now.
 }
post-preview-known = { $how ->
    [behind] Behind pace and told so: { $who }
    [sent] Told already: { $who }
   *[asked] Asked already today, in a message kept current: { $who }
 }
post-preview-since = { $who } (since { $when })
post-preview-example = *{ $name }*: nothing would go out right now. Below is an *example*{ $made ->
    [month] {" "}with the figures of { $month }
   *[up] : no source fell, its figures are made up
 }. Only you see it, and nobody is sent it.
post-preview-example-to = *Example* – to { $who }
post-preview-no-channel = *{ $name }*: the team has no channel yet, so nothing would go out. Choose one with Change…
post-preview-not-planned = *{ $name }*: today’s practices are not planned yet; that happens on business days at { $at }.
post-preview-off = It is off: nothing goes out until it is turned on.
post-practices-daily = Role-plays are planned on every business day all the same: on days without this post each rep and mentor hears of their own, and nobody is sent the list.
post-practices-go-on = Role-plays are planned all the same: each rep and mentor hears of their own, and nobody is sent the list. Scores that wait are no longer asked for: `/coach score` lists them. To plan none: `/coach rhythm new none, unknown never, below never`
post-preview-day-off = Today is a day off for the team: nothing goes out by itself.
post-preview-quiet = These are quiet hours: to people it would go at { $when }.
post-preview-never = These are quiet hours until { $when }, and by then it would be of no use any more: it would not go out.
post-preview-to = To { $who }
post-preview-buttons = Buttons: { $labels }

refusal-bad-post = { $why ->
    [time] “{ $word }” is not a time of day. Example: `/onpace posts numbers 12:00 18:00`.
    [many] That is more than 6 times a day. Example: `/onpace posts numbers 12:00 18:00`.
    [once] This post goes out once a day at most, so it has one time. Example: `/onpace posts { $what } 9:00`.
    [closed] By then the team has closed, so no practice could be planned. Example: `/onpace posts mentor 8:45`.
    [at_once] This post goes out when something happens, so it has no times. It can be turned off: `/onpace posts { $what } off`.
    [days] This post has no weekdays to choose. Example: `/onpace posts numbers mon-thu`.
    [personal] This post goes to each person by DM in their own language, so it has no channel or language. Example: `/onpace posts numbers ja`.
    [channel] I cannot tell which channel “{ $word }” is. Please choose it in the form: `/onpace posts`, then Change…
    [lines] “{ $word }” cannot be where a pace is warned of, and where that is over: the first lies below the second, and that at 120% at most. Example: `/onpace posts warning 0.85 1.0`, or `/onpace posts warning 85%`.
    [quiet] I could not read “{ $word }” as hours. Example: `/onpace posts quiet 20:00-8:00`, or `/onpace posts quiet off`.
    [window] “{ $word }” is not between 5 minutes and 24 hours. Example: `/onpace posts catch-up 2h`.
   *[closing_day] “{ $word }” is not a business day from 1 to 20. Example: `/onpace posts close 5`.
 }{ refusal-nothing }
example-onpace-posts = `/onpace posts`, `/onpace posts numbers 12:00 18:00`, `/onpace posts gap off`
