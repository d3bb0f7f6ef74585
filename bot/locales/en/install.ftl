# What a browser shows after somebody installed OnPace in a workspace.
install-done = OnPace is installed in { $team }
install-done-next = Open Slack and type /onpace in any channel. Where no team is set up yet, whoever does so first becomes the manager and is led through the set-up.
install-open = Open OnPace in Slack
install-not-done = OnPace was not installed
install-nothing-new = Nothing was changed
install-again = Start again
install-cancelled = The installation was cancelled on Slack’s page; nothing was changed. You can start again at any time.
install-other-browser = This page was not reached from the installation’s start in this browser, so nothing was changed. If you installed OnPace a moment ago and reloaded the page, it is already installed: open Slack and type /onpace. Otherwise please start again, and finish in the same browser.
install-too-late = This link was used already or is older than ten minutes, so nothing was changed. If you installed OnPace with it, it is already installed: open Slack and type /onpace. Otherwise please start again.
install-one-workspace = OnPace is installed for one workspace at a time, not for a whole organization. Please start again and choose a workspace.
install-refused = Slack did not complete the installation ({ $reason }). Please start again; if it happens twice, tell whoever runs OnPace.
install-slack-busy = Slack did not answer as it should, so OnPace was not installed. Please wait a few minutes and start again; if it goes on, look at slack-status.com.
install-broke = Something went wrong on our side. Please start again; if it happens twice, tell whoever runs OnPace: ref { $reason }.
install-too-often = Too many requests came from your network within a minute, so this one was not taken. Please wait a minute and start again.
