"""`python -m tests.chart_sheet OUT_DIR` draws every sample of the tests of charts, for a person to look at."""

import runpy
import sys
from pathlib import Path

from bot.charts.picture import png


def main(out: Path) -> None:
    """One PNG a sample."""
    out.mkdir(parents=True, exist_ok=True)
    for tests in ("test_charts_look.py", "test_charts_curve.py"):
        samples = runpy.run_path(str(Path(__file__).parent / "bot" / tests))["SAMPLES"]
        for name, drawing in samples.items():
            (out / f"{name}.png").write_bytes(png(drawing))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
