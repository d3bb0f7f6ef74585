"""`python -m tests.chart_sheet OUT_DIR` draws every sample of tests/bot/test_charts_look.py, for a person to look at."""

import runpy
import sys
from pathlib import Path

from bot.charts.picture import png


def main(out: Path) -> None:
    """One PNG a sample."""
    out.mkdir(parents=True, exist_ok=True)
    samples = runpy.run_path(str(Path(__file__).parent / "bot" / "test_charts_look.py"))["SAMPLES"]
    for name, drawing in samples.items():
        (out / f"{name}.png").write_bytes(png(drawing))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
