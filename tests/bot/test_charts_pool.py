"""Pictures come from a process of their own: kept, drawn again after a crash, gone when the bot is gone."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path

import pytest

from bot.charts import Bars, Drawing, Pool
from bot.charts.drawings import Bar
from bot.charts.picture import png


@dataclass(frozen=True)
class Deadly(Drawing):
    """Kills the worker that unpacks it, as long as its file is there; each death is a letter in the file."""

    path: str = ""
    deaths: int = 1

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _die_or_draw, (self.path, self.deaths)


def _die_or_draw(path: str, deaths: int) -> Drawing:
    seen = Path(path)
    if len(seen.read_text()) < deaths:
        seen.write_text(seen.read_text() + "x")
        os._exit(1)
    return Bars("drawn after all", "")


def _bars(value: int) -> Bars:
    return Bars("Team", "Nov 20", (Bar("web", value, str(value)),))


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(keep=3) as one:
        yield one


def _workers() -> set[int]:
    return {child.pid for child in active_children() if child.pid is not None}


def test_drawing_leaves_the_processor_to_who_waits_for_an_acknowledgement(pool: Pool) -> None:
    pool.draw(_bars(1))
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert {os.getpriority(os.PRIO_PROCESS, worker) for worker in _workers()} == {min(ours + 5, 19)}


def test_nothing_is_started_before_the_first_picture() -> None:
    before = _workers()
    with Pool():
        assert _workers() == before


def test_a_picture_is_the_one_the_drawing_gives(pool: Pool) -> None:
    assert pool.draw(_bars(3)) == png(_bars(3))


def test_a_picture_drawn_once_is_kept(pool: Pool) -> None:
    assert pool.draw(_bars(3)) is pool.draw(_bars(3))


def test_the_picture_longest_unasked_goes_first(pool: Pool) -> None:
    oldest = pool.draw(_bars(10))
    used = pool.draw(_bars(11))
    pool.draw(_bars(12))
    assert pool.draw(_bars(11)) is used
    pool.draw(_bars(13))
    assert pool.draw(_bars(11)) is used
    assert pool.draw(_bars(10)) is not oldest


def test_a_warm_picture_is_quick(pool: Pool) -> None:
    pool.draw(_bars(20))
    took = []
    for value in range(21, 26):
        begun = time.perf_counter()
        pool.draw(_bars(value))
        took.append(time.perf_counter() - begun)
    assert min(took) <= 0.15


def test_a_worker_that_died_is_started_anew(pool: Pool) -> None:
    before = _workers()
    pool.draw(_bars(30))
    (worker,) = _workers() - before or _workers()
    os.kill(worker, signal.SIGKILL)
    assert pool.draw(_bars(31)).startswith(b"\x89PNG")
    assert worker not in _workers()


def test_a_drawing_its_worker_died_over_is_tried_once_more(pool: Pool, tmp_path: Path) -> None:
    deaths = tmp_path / "deaths"
    deaths.write_text("")
    assert pool.draw(Deadly("", "", str(deaths), 1)) == png(Bars("drawn after all", ""))


def test_and_only_once_more_then_the_pool_draws_on(pool: Pool, tmp_path: Path) -> None:
    deaths = tmp_path / "deaths"
    deaths.write_text("")
    with pytest.raises(BrokenProcessPool):
        pool.draw(Deadly("", "", str(deaths), 9))
    assert deaths.read_text() == "xx"
    assert pool.draw(_bars(40)).startswith(b"\x89PNG")


def test_a_drawing_nobody_can_draw_says_so_and_breaks_nothing(pool: Pool) -> None:
    with pytest.raises(TypeError, match="nothing draws a Drawing"):
        pool.draw(Drawing("", ""))
    assert pool.draw(_bars(41)).startswith(b"\x89PNG")


def test_many_threads_share_one_pool(pool: Pool) -> None:
    values = [50 + n % 4 for n in range(24)]
    with ThreadPoolExecutor(8) as threads:
        pictures = list(threads.map(pool.draw, map(_bars, values)))
    assert dict(zip(values, pictures, strict=True)) == {value: png(_bars(value)) for value in set(values)}


BOT = textwrap.dedent("""
    import multiprocessing, os, signal, sys, threading, time
    from bot.charts import Bars, Pool
    if __name__ == "__main__":
        signal.signal(signal.SIGINT, signal.default_int_handler)  # who is started in the background would not hear it
        with Pool() as pool:
            try:
                if "cold" in sys.argv:
                    threading.Timer(float(sys.argv[2]), os.killpg, (os.getpid(), signal.SIGINT)).start()
                pool.draw(Bars("warm", ""))
                print(*(child.pid for child in multiprocessing.active_children()), flush=True)
                time.sleep(60)
            except KeyboardInterrupt:
                print(len(pool.draw(Bars("last", ""))) > 1000, flush=True)
    else:
        print("loaded by a worker", flush=True)
""")


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A little bot in a process group of its own, one picture drawn."""
    (tmp_path / "little.py").write_text(BOT)
    with subprocess.Popen(
        [sys.executable, tmp_path / "little.py"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("after", ["0.03", "0.2", "0.5"])
def test_ctrl_c_while_the_worker_starts_is_quiet_too(tmp_path: Path, after: str) -> None:
    (tmp_path / "little.py").write_text(BOT)
    told = subprocess.run(
        [sys.executable, tmp_path / "little.py", "cold", after],
        capture_output=True,
        text=True,
        start_new_session=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert (told.stdout.splitlines()[-1], told.stderr, told.returncode) == ("True", "", 0)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_ctrl_c_reaches_the_bot_and_leaves_its_worker_drawing(bot: subprocess.Popen[str]) -> None:
    assert _line(bot)
    os.killpg(bot.pid, signal.SIGINT)
    out, err = bot.communicate(timeout=30)
    assert (out.strip(), err, bot.returncode) == ("True", "", 0)


def test_a_worker_does_not_load_the_program_again(bot: subprocess.Popen[str]) -> None:
    assert int(_line(bot))


def test_a_worker_does_not_outlive_a_bot_that_was_killed(bot: subprocess.Popen[str]) -> None:
    worker = int(_line(bot))
    bot.kill()
    bot.wait(timeout=30)
    until = time.monotonic() + 20
    while _is_alive(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _is_alive(worker)


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
