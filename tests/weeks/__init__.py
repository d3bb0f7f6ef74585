"""Three weeks of the demo team's practice, day by day, with known truth: on real processes by `make weeks`, in process in the tests."""
