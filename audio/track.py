"""Track: spoken sentences and silences, joined into one recording at a safe level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from skill.speech import Pause, Speech

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from audio.engines import Clip

# Encoding can raise a peak a little; from here the MP3 still stays below -1.5 dBFS.
PEAK_DBFS = -3.0


def assemble(parts: Speech, clips: Sequence[Clip]) -> Clip:
    """One clip: each Say of *parts* is the next of *clips*, each Pause is silence.

    All clips have the same rate; there are as many as there are Says.
    """
    import numpy as np

    from audio.engines import Clip

    rate = clips[0].rate
    pieces = list(_pieces(parts, clips, rate))
    return Clip(_at_safe_level(np.concatenate(pieces)), rate)


def _pieces(parts: Speech, clips: Sequence[Clip], rate: int) -> Iterator[NDArray[np.float32]]:
    import numpy as np

    spoken = iter(clips)
    for part in parts:
        if isinstance(part, Pause):
            yield np.zeros(round(rate * part.ms / 1000), np.float32)
        else:
            yield next(spoken).samples


def _at_safe_level(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale so that the loudest moment is at PEAK_DBFS; both voices then sound about as loud."""
    import numpy as np

    peak = float(np.abs(samples).max())
    return samples * np.float32(10 ** (PEAK_DBFS / 20) / peak) if peak else samples
