"""A month of the demo team: every post OnPace makes by itself, seen by its reader; `make month`, and in process in the tests."""
