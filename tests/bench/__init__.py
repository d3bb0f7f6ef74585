"""`make bench`: speed, measured side by side in one run and held against the budgets."""
