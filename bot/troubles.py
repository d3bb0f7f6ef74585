"""What can go wrong outside OnPace, as one sentence for who sits at the terminal: what happened, then what to do."""

import errno
import sqlite3

from slack_bolt.error import BoltError
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.importing import WrongPlan
from bot.sealing import WrongKeyError
from bot.waiting import cause, refused
from coaching.errors import DatabaseBusy, DatabaseFull, DatabaseReadOnly
from storage.outages import NewerError, code, outage

DOCTOR = "Check ONPACE_DATABASE_URL, then run `onpace doctor`."
RIGHTS = "Give OnPace the right to write its file and the folder it is in, and start again."
#: What to do about a database that takes nothing just now.
OUTAGES = {
    DatabaseBusy: "Another program has been writing all the while: start again when it is done.",
    DatabaseFull: "Make room on its disk, then start again.",
    DatabaseReadOnly: "It may only be read: let OnPace's role write (default_transaction_read_only, a standby), then start again.",
}


def sentence(trouble: Exception, port: int) -> str:
    """The sentence; "" for what nobody foresaw. `port` is the one that was to be listened on."""
    if isinstance(trouble, WrongPlan | WrongKeyError | NewerError):
        return str(trouble)
    if isinstance(trouble, SlackApiError) and not refused(trouble):
        return f"OnPace cannot start: {cause(trouble)}. Run `onpace doctor`."
    if isinstance(trouble, BoltError | SlackApiError):
        return f"Slack did not accept the token ({_refusal(trouble)}). Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN, then run `onpace doctor`."
    if isinstance(trouble, SQLAlchemyError):
        why = str(getattr(trouble, "orig", None) or trouble).splitlines()[0]
        return f"The database cannot be used: {why}. {_remedy(trouble)}"
    return _of_the_system(trouble, port) if isinstance(trouble, OSError) else ""


def _remedy(trouble: SQLAlchemyError) -> str:
    """What to do about the database."""
    if code(getattr(trouble, "orig", None)) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        return f"{RIGHTS} {DOCTOR}"
    return next((remedy for kind, remedy in OUTAGES.items() if isinstance(outage(trouble), kind)), DOCTOR)


def _refusal(refused: BoltError | SlackApiError) -> str:
    """What Slack said, without the words the SDK and Bolt put around it."""
    said = refused if isinstance(refused, SlackApiError) else refused.__context__
    return str(said.response.get("error") or said) if isinstance(said, SlackApiError) else str(refused)


def _of_the_system(trouble: OSError, port: int) -> str:
    if trouble.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program. Stop that one, or choose another: onpace run --port {port + 1}"
    if trouble.filename:
        return f"{trouble.filename} cannot be used: {trouble.strerror}. Check ONPACE_DATABASE_URL, then run `onpace doctor`."
    return f"The network did not answer: {trouble}. Check SLACK_API_URL and the connection, then run `onpace doctor`."
