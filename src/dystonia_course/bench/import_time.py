"""How long `import dystonia_course` takes in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from dystonia_course.bench.measurement import Measurement, percentile, spread

_CODE = "import time; start = time.perf_counter(); import dystonia_course; print(time.perf_counter() - start)"


def measure(interpreters: int = 11) -> Iterator[Measurement]:
    """The import alone, in seconds, the interpreter's own start not counted."""
    seconds = [
        float(subprocess.run([sys.executable, "-c", _CODE], capture_output=True, text=True, check=True).stdout)
        for _ in range(interpreters)
    ]
    yield Measurement(
        "import dystonia_course, fresh interpreter, median", percentile(seconds, 50), "s", 0.3, spread(seconds, "s")
    )
