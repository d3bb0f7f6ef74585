"""/meeting: what became of each meeting, by buttons, forms and words."""

from bot.commands.meeting.forms import moved_saved, won_again_saved, won_saved
from bot.commands.meeting.telling import held_earlier, meeting, more, open_list, tap, which, won_again

__all__ = ["held_earlier", "meeting", "more", "moved_saved", "open_list", "tap", "which", "won_again", "won_again_saved", "won_saved"]
