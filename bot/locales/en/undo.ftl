# Taking back.
undo-head = What you entered in the last 24 hours:
undo-nothing = Nothing of the last 24 hours is left to undo.
undo-line = { $time } { $what }
undo-done = Taken back: { $what }.
undo-already = Already undone: { $what }.
undo-meeting = { $lead }, { $when }: { $what }
undo-goal = a goal
undo-setting = { $what ->
    [language] the language
    [visibility] the visibility
    [rep] mentor and start date
    [members] people and roles
    [score] the score
    [shares] meetings by AE
    [closed] a closed or working day
    [rhythm] how often reps practise
    [posts] all posts on or off
    [quiet] quiet hours and dates of posts
   *[team] the team’s settings
 }
undo-calls = calls
undo-appointment = an appointment
undo-activity = e-mails or work
undo-leave = leave of { $who }, { $days }
undo-mute = a rest from pace warnings
undo-other = a change
