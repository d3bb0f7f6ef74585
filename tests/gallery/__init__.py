"""The gallery: every message, view and file the bot can send, in both languages, made by short conversations in the office."""
