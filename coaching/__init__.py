"""The rules of inside sales: values in, value out. No SQL, no Slack, no clock."""
