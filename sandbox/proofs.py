"""What Slack asks of an address by itself: the challenge of url_verification, and ssl_check."""

import json
from urllib.parse import parse_qs, urlencode

import httpx

from sandbox.payloads import VERIFICATION_TOKEN
from sandbox.shapes import parsed

CHALLENGE_BYTES = 26  # 52 characters, as in the sample of docs.slack.dev, url_verification
ROBOT = "Slackbot 1.0 (+https://api.slack.com/robots)"  # as Slack's robots call themselves there


def asked(challenge: str) -> bytes:
    """The body of url_verification (docs.slack.dev, url_verification): the one event without a team or an inner event."""
    return json.dumps({"token": VERIFICATION_TOKEN, "challenge": challenge, "type": "url_verification"}).encode()


def disproved(answer: httpx.Response, challenge: str) -> str:
    """Why this answer does not prove the address, "" when it does."""
    if answer.status_code != 200:
        return f"HTTP {answer.status_code}"
    return "" if echoed(answer) == challenge else "another answer than the challenge"


def echoed(answer: httpx.Response) -> object:
    """What was sent back: as text/plain, as a form's `challenge` or as JSON's (docs.slack.dev, url_verification: any of the three)."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return next(iter(parse_qs(answer.text).get("challenge", [])), "")
    if kind != "application/json":
        return answer.text.strip()
    try:
        told = parsed(answer.content)
    except ValueError:
        return ""
    return told.get("challenge") if isinstance(told, dict) else ""


def certificate_checked(client: httpx.Client, url: str) -> int:
    """Send ssl_check; the HTTP status, which should be 200, 0 when nothing came back.

    docs.slack.dev, slash commands: a simple POST with ssl_check=1 and a token, now and then, to see whether the certificate is good. Like
    Slack's it is not signed (bolt-js, HTTPModuleFunctions: "`ssl_check=1` requests do not require x-slack-signature verification").
    """
    form = urlencode({"ssl_check": "1", "token": VERIFICATION_TOKEN})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": ROBOT}
    try:
        return client.post(url, content=form, headers=headers).status_code
    except (httpx.HTTPError, RuntimeError):  # RuntimeError: the client was closed meanwhile
        return 0
