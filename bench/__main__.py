"""python -m bench: every measurement, one line each."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.start import measure_start
from bench.turn import measure_turn
from cli.package import build_package

# A listener waits for the start only once, and for every turn.
GOALS = {"start and first answer": 1.3, "a turn": 1.5}


def main() -> None:
    """Print each figure beside the smallest possible skill, as a ratio with its goal."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "lambda"
        build_package(package)
        figures = {"start and first answer": measure_start(package), "a turn": measure_turn()}
    print("Spine Guide beside the smallest skill that ask-sdk-core can make, medians:")
    for name, sides in figures.items():
        ratio = sides["ours"] / sides["peer"]
        verdict = "met" if ratio <= GOALS[name] else "missed"
        print(
            f"{name}: {ratio:.2f} times the peer's "
            f"({sides['ours'] * 1000:.2f} ms against {sides['peer'] * 1000:.2f} ms), "
            f"goal {GOALS[name]}, {verdict}"
        )


if __name__ == "__main__":
    main()
