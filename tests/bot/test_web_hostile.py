"""Whatever comes by HTTP to the real process, signed or not, is answered with 200, 400, 401, 405 or 413; never with a 500."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.gate import is_ssl_check
from tests.faults.kills import signed
from tests.living import furnished, lived

ALLOWED = {200, 400, 401, 405, 413}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("hostile")
    with lived(folder, "http", furnished(f"sqlite:///{folder / 'onpace.db'}")) as hana:
        with httpx.Client(base_url=f"http://127.0.0.1:{hana.port}", timeout=20, trust_env=False) as client:
            yield client
            assert client.get("/healthz").status_code == 200
        assert hana.bot.end() == 0
        assert "Traceback" not in hana.bot.output


WORDS = st.text(max_size=8) | st.sampled_from(["T0ONPACE", "U0HANA", "/log", "home", "app_home_opened", "user_change", "modal", "log"])
NAMES = ["id", "type", "user", "team", "team_id", "event", "actions", "view", "state", "values", "value", "action_id", "action_ts", "tab"]


def _named(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from([*NAMES, "callback_id", "private_metadata", "authorizations", "enterprise"]), inner, max_size=5)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS, lambda inner: st.lists(inner, max_size=3) | _named(inner), max_leaves=8
)
KINDS = ["event_callback", "url_verification", "block_actions", "view_submission", "view_closed", "app_rate_limited", "shortcut"]
PAYLOADS = st.builds(lambda body, kind: json.dumps(body | {"type": kind}).encode(), _named(JSON), st.sampled_from(KINDS))
FORMS = st.dictionaries(st.sampled_from(["command", "text", "user_id", "team_id", "trigger_id", "payload", "ssl_check"]), WORDS, max_size=6)
BODIES = (
    st.binary(max_size=300)
    | PAYLOADS
    | PAYLOADS.map(lambda payload: urlencode({"payload": payload}).encode())
    | FORMS.map(lambda form: urlencode(form).encode("utf-8"))
)
TYPES = st.sampled_from(["application/json", "application/x-www-form-urlencoded", "application/json; charset=utf-8", "text/plain", ""])
VALUES = st.binary(max_size=80).map(lambda value: bytes(b for b in value if b > 32 and b != 127))
ODD = st.dictionaries(st.sampled_from([b"X-Slack-Signature", b"X-Slack-Request-Timestamp", b"X-Slack-Retry-Num", b"Accept"]), VALUES)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BODIES, kind=TYPES, odd=ODD, proven=st.booleans(), method=st.sampled_from(["POST", "POST", "POST", "PUT", "GET"]))
def test_nothing_makes_a_500(web: httpx.Client, body: bytes, kind: str, odd: dict[bytes, bytes], proven: bool, method: str) -> None:
    good = {name.encode(): value.encode() for name, value in signed(body).items()} if proven else {}
    headers = odd | good | {b"Content-Type": kind.encode()}
    answer = web.request(method, "/slack/events", content=body, headers=list(headers.items()))
    assert answer.status_code in ALLOWED
    assert proven or answer.status_code in (401, 405) or (method == "POST" and is_ssl_check(kind, body))
