# App Home.
home-heading = { $day }
home-team = { $team }: { $held }
home-latest = Last: { $what }
home-my-numbers = My month
home-team-numbers = Team’s month
home-not-set-up = OnPace is not set up here yet. Type /onpace in any channel: it takes two minutes.
home-not-a-member = You are in no team yet. A manager can add you with /onpace.

# Practice on App Home
home-practice = *Your practice*
home-practice-left = No practice today: { $why }.
home-mentor = *You as mentor*
home-mentor-none = No practice with you today.
home-trainees = { $count ->
    [one] 1 trainee
   *[other] { $count } trainees, the weakest first
 }
home-trainees-graduated = Everybody you mentor has graduated.
home-manager = *Practice in the team*

# The team on App Home
home-gaps-words = No word yet: { $names }
home-gaps-verdicts = No verdict yet: { $names }
home-gaps-of = { $who } { $count }
home-gaps-others = { $count } of others
home-balance = *AEs this month*
home-balance-line = { $who }: { $given } given, { $share } by share
home-balance-next = The next meeting goes to { $who }.
home-show-meetings = Show meetings
home-show-verdicts = Show verdicts
