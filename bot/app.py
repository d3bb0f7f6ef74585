"""build_app(): Bolt's listeners, one for each kind of thing Slack sends; each acknowledges with the answer the tables give."""

import json
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import absences, blocks, commands, delivery
from bot.answering import Answering
from bot.clients import Clients
from bot.delivery import Delivery
from bot.leaving import Leaving
from bot.replies import Replies
from bot.settings import leave_nothing_for_bolt
from bot.talk import Modal, Reply

log = structlog.get_logger()

ANYTHING = re.compile(".*", re.DOTALL)
#: An acknowledgement frame of 20 KB or more is dropped silently by Socket Mode (docs.slack.dev, slack-go's maxResponseSize).
MOST_IN_ACK = 18_000


def build_app(*, clients: Clients, signing_secret: str, answering: Answering, replies: Replies, leaving: Leaving | None = None) -> App:
    """The Bolt app, for either transport.

    A listener does one short local transaction and answers; its only Slack call is views.open or push. What only looks is
    acknowledged and answered afterwards. With process_before_response a listener runs on the transport's own thread.
    The signature is checked by Bolt (HTTP only).
    Bolt asks nothing of Slack on its own: whose token speaks is `clients`' matter, and no listener uses Bolt's client.
    """
    leave_nothing_for_bolt()
    app = App(
        name="OnPace",  # else Bolt looks for the file that made it, through every module there is: a tenth of a second
        client=WebClient(),
        authorize=lambda enterprise_id, team_id: AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id),
        signing_secret=signing_secret,
        process_before_response=True,
        listener_executor=ThreadPoolExecutor(8, thread_name_prefix="bolt"),
        raise_error_for_unhandled_request=False,
    )
    front = Front(clients=clients, answering=answering, replies=replies)
    app.command(ANYTHING)(lambda ack, body: front.command(ack, delivery.of_command(body)))
    app.action(ANYTHING)(lambda ack, body: front.action(ack, delivery.of_action(body)))
    app.view(ANYTHING)(lambda ack, body: front.form(ack, delivery.of_form(body)))
    app.view_closed(ANYTHING)(lambda ack: ack())
    app.event("app_home_opened")(lambda body, event: front.home_opened(body, event))
    app.event("user_change")(lambda body, event: absences.heard(answering, str(body["team_id"]), event["user"]))
    if leaving:
        app.event("app_uninstalled")(leaving.uninstalled)
        app.event("tokens_revoked")(leaving.revoked)
    app.event(ANYTHING)(lambda: None)
    app.error(_broken)
    return app


def _broken(error: Exception, request: BoltRequest) -> BoltResponse:
    """What breaks outside an answer: a payload we cannot read. Nobody sees a traceback; the log does.

    That a workspace took OnPace off must not be lost: without a 200 Slack tells it again.
    """
    log.error("a delivery broke", error=repr(error), path=str(request.body.get("type") or request.body.get("command") or ""))
    kind = (request.body.get("event") or {}).get("type") if request.body.get("type") == "event_callback" else ""
    return BoltResponse(status=503 if kind in ("app_uninstalled", "tokens_revoked") else 200, body="")


class Front:
    """How a Reply reaches the person, by what they did."""

    def __init__(self, *, clients: Clients, answering: Answering, replies: Replies) -> None:
        """Clients are used for views.open and push only: 2 s, no retries."""
        self._clients = clients
        self._answering = answering
        self._replies = replies

    def command(self, ack: Ack, asked: Delivery) -> None:
        """A slash command: the reply is the acknowledgement itself, unless it comes later or is too large for one."""
        if self._comes_later(asked):
            ack()
            return
        reply = self._answer(asked)
        self._show_modal(asked, reply)
        if not reply.text:
            ack()
        elif _size(message(reply)) < MOST_IN_ACK:
            ack(message(reply))
        else:
            ack()
            self._replies.respond(asked.response_url, message(reply), asked.user, workspace=asked.workspace)

    def action(self, ack: Ack, asked: Delivery) -> None:
        """A tap: acknowledged, then answered where it was."""
        if self._comes_later(asked):
            ack()
            return
        reply = self._answer(asked)
        self._show_modal(asked, reply)
        ack()
        self._say(asked, reply)

    def form(self, ack: Ack, asked: Delivery) -> None:
        """A form: its errors keep it open, a next view replaces it, else it closes and the answer comes where it was opened."""
        reply = self._answer(asked)
        if reply.errors:
            ack(response_action="errors", errors=dict(reply.errors))
            return
        if reply.modal and reply.modal.how in ("update", "push") and _size(view(asked, reply.modal)) < MOST_IN_ACK:
            ack(response_action=reply.modal.how, view=view(asked, reply.modal))
        else:
            ack()
            self._show_modal(asked, reply)
        self._say(asked, reply)

    def home_opened(self, body: Mapping[str, Any], event: Mapping[str, Any]) -> None:
        """App Home is made fresh at each opening, in the background."""
        if event.get("tab") == "home":
            who = Delivery(
                kind="event",
                name="app_home_opened",
                key=str(body.get("event_id")),
                fingerprint="",
                workspace=str(body["team_id"]),
                user=event["user"],
            )
            self._publish(who)

    def _comes_later(self, asked: Delivery) -> bool:
        """Whether the answer is made after the acknowledgement: what only looks holds nobody up, however much there is to look at."""
        if not asked.response_url or asked.name == commands.OPENS or not commands.only_looks(asked):
            return False
        once = (asked.workspace, asked.key, asked.fingerprint)
        made = lambda: message(self._answer(asked))  # noqa: E731
        return self._replies.respond_later(asked.response_url, made, asked.user, workspace=asked.workspace, once=once)

    def _answer(self, asked: Delivery) -> Reply:
        return self._answering.answer(asked)

    def _say(self, asked: Delivery, reply: Reply) -> None:
        if asked.from_home and not _asks_on(reply):
            self._publish(asked, reply.text)
            return
        if reply.text and asked.response_url:
            self._replies.respond(asked.response_url, message(reply), asked.user, workspace=asked.workspace)
        elif reply.text:
            self._replies.tell(asked.workspace, asked.user, message(reply))
        if reply.home:
            self._publish(asked)

    def _publish(self, asked: Delivery, notice: str = "") -> None:
        self._replies.publish(asked.workspace, asked.user, lambda: list(self._answering.home(asked, notice)), notice)

    def _show_modal(self, asked: Delivery, reply: Reply) -> None:
        """Open a view with the trigger of what the person did; when Slack does not take it, the person is told."""
        if reply.modal is None:
            return
        shown = view(asked, reply.modal)
        call: Callable[[], Any]
        if asked.view_id and reply.modal.how == "update":
            call = lambda: self._clients.of(asked.workspace, timeout=2).views_update(view_id=asked.view_id, view=shown)  # noqa: E731
        elif asked.view_id and not asked.from_home and asked.kind == "action":
            call = lambda: self._clients.of(asked.workspace, timeout=2).views_push(trigger_id=asked.trigger_id, view=shown)  # noqa: E731
        else:
            call = lambda: self._clients.of(asked.workspace, timeout=2).views_open(trigger_id=asked.trigger_id, view=shown)  # noqa: E731
        try:
            call()
        except Exception as trouble:  # noqa: BLE001 - whatever it is, what the reply says was done is done: the person must hear it
            log.warning("a form could not be opened", form=reply.modal.form, trouble=repr(trouble)[:300])
            self._say(asked, self._answering.form_did_not_open(asked))


def _asks_on(reply: Reply) -> bool:
    """Whether a reply that changed nothing has buttons to go on with: App Home cannot show them, so it is told in the person's DM."""
    return not reply.home and any(block["type"] == "actions" for block in reply.blocks)


def message(reply: Reply) -> dict[str, Any]:
    """A reply as Slack takes it: for this person only."""
    body: dict[str, Any] = {"response_type": "ephemeral", "text": blocks.clipped(reply.text, 4000), "replace_original": reply.replace}
    return body | {"blocks": list(reply.blocks[:50])} if reply.blocks else body


def view(asked: Delivery, modal: Modal) -> dict[str, Any]:
    """A form as Slack takes it."""
    shown: dict[str, Any] = {
        "type": "modal",
        "callback_id": modal.form,
        "title": blocks.plain(modal.title, 24),
        "blocks": list(modal.blocks[:100]),
        "private_metadata": delivery.wrapped(asked, modal.meta),
    }
    if modal.submit:
        shown["submit"] = blocks.plain(modal.submit, 24)
    if modal.close:
        shown["close"] = blocks.plain(modal.close, 24)
    return shown


def _size(body: dict[str, Any]) -> int:
    return len(json.dumps(body, ensure_ascii=True))
