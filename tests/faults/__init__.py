"""Faults made to happen to the real bot, and what came of them: `make faults` prints the table."""
