"""The least a Bolt app can do, behind the same web server: what a command of ours is compared with."""

import sys
import time

import uvicorn
from slack_bolt import App
from slack_sdk import WebClient

from bot.web import build_web


def main(port: int, api: str) -> None:
    """Answer every command with one word."""
    app = App(client=WebClient("xoxb-sandbox", base_url=api), signing_secret="sandbox-secret", process_before_response=True)
    app.command("/log")(lambda ack: ack("logged"))
    web = build_web(app=app, secret="sandbox-secret", wall=time.time, health=lambda: {"ok": True})
    uvicorn.run(web, host="127.0.0.1", port=port, log_level="critical", lifespan="off")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
