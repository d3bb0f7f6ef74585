"""Everything that knows Slack, the clock, and pictures."""
