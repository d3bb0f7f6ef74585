# App Home.
home-heading = { $day }
home-team = { $team }: { $held }
home-latest = Last: { $what }
home-my-numbers = My month
home-team-numbers = Team’s month
home-not-set-up = OnPace is not set up here yet. Type /onpace in any channel: it takes two minutes.
home-not-a-member = You are in no team yet. A manager can add you with /onpace.
