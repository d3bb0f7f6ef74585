"""/log: the call pad, the details form, and words for everything; Undo for whatever was entered."""

from bot.commands.log.details import corrected, details, details_saved, effort_saved
from bot.commands.log.telling import ae_changed, lead_chosen, log, open_pad, tap
from bot.commands.log.undoing import dismiss, undo

__all__ = [
    "ae_changed",
    "corrected",
    "details",
    "details_saved",
    "dismiss",
    "effort_saved",
    "lead_chosen",
    "log",
    "open_pad",
    "tap",
    "undo",
]
