"""The same delivery several times: one row, the same answer."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from sqlmodel import func, select

from sandbox.deliveries import SLASH, How
from storage.engine import connect, reading
from storage.tables import Call
from tests.faults.finding import Finding, Stage
from tests.living import HANA, Person, furnished, lived
from tests.people import TEAM_CHANNEL


def trials(stage: Stage) -> Iterator[Finding]:
    """The same envelope ×4 and ×100 at once, over both transports."""
    for transport in ("socket", "http"):
        folder = stage.folder / transport
        folder.mkdir()
        url = furnished(f"sqlite:///{folder / 'onpace.db'}")
        with lived(folder, transport, url) as hana:
            for times in (4, 100):
                yield again(hana, url, transport, times)


def again(hana: Person, url: str, transport: str, times: int) -> Finding:
    """One logged call, delivered so often at once."""
    workspace = hana.server.workspace
    before = calls(url)
    passes = {"trigger_id": workspace.passes.trigger(HANA), "response_url": workspace.response_url(HANA, TEAM_CHANNEL)}
    payload = workspace.payloads.slash(workspace.by_id[HANA], workspace.channels[TEAM_CHANNEL], "/log", "contact", passes)
    with ThreadPoolExecutor(times) as crowd:
        # each with a signature of its own over HTTP, as Slack signs anew what it sends again: only the database knows them
        answers = list(crowd.map(lambda n: workspace.delivery.deliver(SLASH, payload, How(skew=-n)), range(times)))
    rows = calls(url) - before
    failed = sum(bool(answer.failed) for answer in answers)
    said = {str(answer.body) for answer in answers if not answer.failed}
    passed = rows == 1 and not failed and len(said) == 1
    return Finding(
        f"one /log delivered ×{times} at once, {transport}", times, passed, int(rows < 1), max(rows - 1, 0), failed, f"{len(said)} answer"
    )


def calls(url: str) -> int:
    """How many calls there are."""
    engine = connect(url)
    with reading(engine) as session:
        count = session.exec(select(func.count()).select_from(Call)).one()
    engine.dispose()
    return count
