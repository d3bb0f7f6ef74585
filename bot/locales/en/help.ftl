# /onpace help: examples that work as they are.

help-head = *OnPace* keeps the team’s calls, meetings and pace. Type a command anywhere; only you see the answer until you share it.
help-role-rep = *As a rep*
    `/log` – the call pad: one tap a call
    `/log 12 no-answer` · `/log contact Acme 5m` · `/log appointment Acme tomorrow 14:00 @ae source:webinar`
    `/meeting` – meetings that wait for a word
    `/kpi me` – your month against the pace · `/coach` – your way to graduation
    `/onpace mute` – no warnings of your pace until tomorrow
help-role-mentor = *As a mentor*
    `/coach` – where your trainees stand · `/coach @rep` · `/coach threshold contact 12%`
    `/coach week` – your practices · `/coach practice @rep tomorrow 16:00` · `/coach hours mon-thu 16:00-18:00`
    `/kpi @rep` – your trainees’ numbers
    `/kpi team` – the team’s month
help-role-manager = *As a manager*
    `/kpi team` · `/kpi reps` · `/kpi source` · `/kpi ae last-month`
    `/goal team meetings 300` · `/goal each meetings 30` · `/goal from-revenue 100000000`
    `/onpace settings` · `/onpace members` · `/onpace leave @rep 12/1 12/3`
    `/onpace posts` – what OnPace says by itself, when and where
help-role-ae = *As an AE*
    `/meeting` – meetings that wait for your verdict
    `/meeting qualified Acme` · `/meeting won Acme 1,200,000`
help-role-none = You are in no team yet{ $people ->
    [0] .
   *[other] : { $managers } can add you with `/onpace members`.
 }
help-undo = Every entry has an Undo for 24 hours: `/log undo`. Your own days off: `/onpace leave 12/1 12/3`. Language: `/onpace language 日本語`.

help-log = *`/log`* records calls
    `/log` – the pad: one tap a call, Undo, and a form for details
    `/log contact Acme 5m` – one call · `/log 12 no-answer` – twelve
    `/log 12 no-answer yesterday` – a day late
    `/log appointment Acme tomorrow 14:00 @ae source:webinar` – the call and its meeting
    `/log appointment Acme fri 10:00 by email` – a meeting without a call
    `/log callback Acme tomorrow 10:00` – call back
    `/log email 20` · `/log work 30m` – e-mails, other work
    `/log undo` – what you entered in the last 24 hours
help-meeting = *`/meeting`* keeps meetings up to date
    `/meeting` – your open meetings with buttons
    `/meeting held Acme` · `/meeting moved Acme fri 10:00` · `/meeting no-show Acme` · `/meeting cancelled Acme`
    `/meeting qualified Acme` · `/meeting unqualified Acme` – the AE or a manager
    `/meeting won Acme 1,200,000`
help-kpi = *`/kpi`* shows numbers, to you alone until you tap Share
    `/kpi me` · `/kpi team` · `/kpi @rep`
    `/kpi team last-month` · `/kpi me 2026-09` · `/kpi 2026-09-01..2026-09-15`
    `/kpi source` · `/kpi ae` · `/kpi reps` · `/kpi funnel`
    `/kpi split` – which step holds the month back
    `/kpi later last-month` – what was entered after a month was closed
    `/kpi definitions` – what each number means
help-goal = *`/goal`* shows and sets goals
    `/goal` – what is set
    `/goal team meetings 300` · `/goal each meetings 30` · `/goal @rep meetings 20 2026-12`
    `/goal qualified 60%` · `/goal revenue 12000000`
    `/goal from-revenue 100000000` – back to calls a day, with the team’s own rates
    Goals are set by managers. A new rep’s goal grows with the ramp.
help-coach = *`/coach`* shows where reps stand against the thresholds
    `/coach` – your trainees; for a rep, the own way to graduation; for a manager, everybody
    `/coach @rep` – one rep, with the weakest rate as a curve, and what can be decided: graduation, practice again · `/coach @rep contact`: that curve
    `/coach week` · `/coach week next` – who practises when, what is free, who was left out
    `/coach practice @rep` – times you both have · `/coach practice @rep tomorrow 16:00` · `… with @mentor`
    `/coach hours mon-thu 16:00-18:00` · `/coach hours 3 a day` – when a mentor practises; a manager: `/coach hours @mentor`
    `/coach busy tomorrow 16:00-17:00 customer visit` – a time not free · `/coach busy` – the list
    `/coach threshold` – what is expected now, and a form
    `/coach threshold contact 12%` · `/coach threshold appointment 15% from 12/1` · `/coach threshold held off`
    `/coach rhythm` – how often reps practise, and a form · `/coach rhythm new 15 days` · `/coach rhythm unknown 3 a week`
    Rates: contact, appointment, call-to-appointment, held, qualified. Mentors and managers set them.
    `/coach score @rep` – score a practice; the rep has it at once · `/coach score` – what waits for a score
    `/coach scenarios` – what is practised, and what it is marked by
help-coach-own = *`/coach`* shows your way to graduation
    `/coach` – where each of your rates stands, with the weakest as a curve, and what practice changed
    `/coach me contact` – another rate’s curve: contact, appointment, call-to-appointment, held, qualified
    `/coach week` · `/coach week next` – your practices; their buttons accept, move or skip them
    Thresholds, practices, scores and graduation are set by mentors and managers.
help-onpace = *`/onpace`* sets things up
    `/onpace` – what is still missing
    `/onpace settings` · `/onpace members` · `/onpace shares` (meetings by AE) – managers
    `/onpace leave @rep 12/1 12/3` – days off; without a name, your own
    `/onpace left @rep` – somebody left; their numbers stay
    `/onpace posts` – what OnPace says by itself, and when · `/onpace help posts`
    `/onpace mute` – no warnings of your own pace until tomorrow · `/onpace unmute`
    `/onpace language 日本語` – language
    Every command also works as a word of it: `/onpace log 12 no-answer`, `/onpace kpi me`
help-button-posts = Posts
help-posts = *`/onpace posts`* chooses what OnPace says by itself; managers only
    `/onpace posts` – every post with on or off, times, days and channel; behind each ⋯ Preview now, Change…, on or off
    `/onpace posts numbers 12:00 18:00` · `/onpace posts numbers mon-thu` · `/onpace posts gap off` · `/onpace posts numbers default`
    `/onpace posts preview numbers` – what it would say now · `/onpace posts all off` · `/onpace posts all on`
    Posts: brief, mentor, numbers, warning, board, verdict, outcome, gap, drop, close. Only numbers can have several times a day.
    `/onpace posts warning 85%` – below which share of what is expected by now a pace is warned of · `/onpace posts warning 85% 95%` – and where that is over
    `/onpace posts quiet 20:00-8:00` – when nobody is written to · `/onpace posts quiet off` · `/onpace posts quiet default`
    `/onpace posts catch-up 2h` – how late a post is still of use · `/onpace posts close 5` – the business day on which a month is closed
    A new time holds from its next time on. Nobody gets more than 6 messages a day that they did not ask for.
