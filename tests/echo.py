"""A small bot for the tests of the page: an unmodified Bolt app that answers with what it was told."""

from typing import Any

from slack_bolt import App

from sandbox.server import Server
from tests.sandboxes import bolt

Json = dict[str, Any]

COMMANDS: list[Json] = [
    {"command": "/echo", "description": "Say it again", "usage_hint": "[words]", "should_escape": True},
    {"command": "/form", "description": "Open a form"},
    {"command": "/late", "description": "Never answer"},
]


def plain(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    """An option of a menu."""
    return {"text": plain(value), "value": value}


def button(label: str, action: str, **more: Any) -> Json:
    """A button."""
    return {"type": "button", "text": plain(label), "action_id": action, "value": action, **more}


SURE = {"title": plain("Cancel Acme?"), "text": plain("It cannot be undone."), "confirm": plain("Cancel it"), "deny": plain("Keep it")}
USED: Json = {
    "type": "actions",
    "elements": [
        button("Tap", "tap", style="primary"),
        button("Cancel…", "cancel", style="danger", confirm=SURE),
        {"type": "static_select", "action_id": "menu", "placeholder": plain("Outcome"), "options": [option("held"), option("moved")]},
        {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-24"},
        {"type": "overflow", "action_id": "more", "options": [option("share"), option("hide")]},
        {"type": "users_select", "action_id": "who", "placeholder": plain("Who")},
    ],
}
FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Log a call"),
    "submit": plain("Save"),
    "blocks": [
        {"type": "input", "block_id": "lead", "label": plain("Lead"), "element": {"type": "plain_text_input", "action_id": "lead"}},
        {
            "type": "input",
            "block_id": "outcome",
            "label": plain("Outcome"),
            "optional": True,
            "element": {"type": "static_select", "action_id": "outcome", "options": [option("held"), option("moved")]},
        },
        {"type": "actions", "block_id": "more", "elements": [button("New lead…", "push")]},
    ],
}
SECOND: Json = {
    "type": "modal",
    "callback_id": "second",
    "title": plain("New lead"),
    "blocks": [{"type": "section", "text": plain("A second one")}],
}


def echo(server: Server) -> App:
    """The bot, not yet connected."""
    registration = server.workspace.registration
    registration.manifest = {**registration.manifest, "features": {"slash_commands": COMMANDS}}
    app = bolt(server)
    commands_of(app)
    actions_of(app)
    forms_of(app)
    return app


def commands_of(app: App) -> None:
    """/echo, /form, /late."""

    @app.command("/echo")
    def again(ack: Any, command: Json) -> None:
        ack(text=command["text"], blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": f"You said {command['text']}"}}, USED])

    @app.command("/form")
    def form(ack: Any, command: Json, client: Any) -> None:
        ack()
        client.views_open(trigger_id=command["trigger_id"], view=FORM)

    @app.event("message")
    def quiet() -> None:
        """A person's own words."""


def actions_of(app: App) -> None:
    """A tap on anything replaces the message by what was told."""

    @app.action("push")
    def push(ack: Any, body: Json, client: Any) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=SECOND)

    def used(ack: Any, action: Json, respond: Any) -> None:
        ack()
        told = next(str(action[key]) for key in ("selected_date", "selected_user", "selected_option", "value") if action.get(key))
        told = action["selected_option"]["value"] if "selected_option" in action else told
        blocks = [{"type": "section", "text": plain(f"{action['action_id']}: {told}")}, USED]
        respond(text="used", blocks=blocks, replace_original=True)

    for name in ("tap", "cancel", "menu", "day", "more", "who"):
        app.action(name)(used)


def forms_of(app: App) -> None:
    """A lead called bad is refused; others are said in the DM. Home tells the reader's locale."""

    @app.view("form")
    def save(ack: Any, body: Json, client: Any) -> None:
        values = body["view"]["state"]["values"]
        lead, outcome = values["lead"]["lead"]["value"], values["outcome"]["outcome"]["selected_option"]
        if lead == "bad":
            ack(response_action="errors", errors={"lead": "Which <Acme>?"})
            return
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text=f"Saved {lead}, {outcome['value'] if outcome else 'nothing'}")

    @app.event("app_home_opened")
    def home(event: Json, client: Any) -> None:
        locale = client.users_info(user=event["user"], include_locale=True)["user"]["locale"]
        text = {"type": "section", "text": plain(f"Your home, {locale}")}
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [text, USED]})

    @app.event("user_change")
    def changed() -> None:
        """Told, and let be."""
