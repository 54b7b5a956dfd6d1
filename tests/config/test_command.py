"""The command ``sampakt`` among other commands."""

import os
import subprocess
import sys
from pathlib import Path


def test_nobody_reads_on_and_no_traceback_is_told(tmp_path: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    ended = subprocess.run(
        [sys.executable, "-m", "sampakt.config.command", "schema"],
        stdout=writes,
        stderr=subprocess.PIPE,
        env={**os.environ, "SAMPAKT_DATA": str(tmp_path)},
        check=False,
        timeout=60,
    )
    os.close(writes)
    assert (ended.returncode, ended.stderr) == (141, b"")
