# What the app itself says: when something breaks, and on App Home.
app-broke = Something went wrong on our side{ refusal-and-nothing }. Please try again. Ref { $ref }.
app-broke-ask = Something went wrong on our side{ refusal-and-nothing }. Please try again; if it happens twice, tell { $manager }: ref { $ref }.
app-form-did-not-open = Slack did not open the form in time, and nothing was recorded. Please tap once more.
