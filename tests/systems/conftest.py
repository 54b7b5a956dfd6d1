"""The five systems as files."""

from pathlib import Path

import pytest

from sampakt.demo.actions import FOLDER, system_files
from sampakt.kernel.viewer import SYSTEM
from sampakt.transfer.actions import Loaded, load
from sampakt.transfer.queries import file_read

SYSTEMS = tuple(file.stem for file in system_files())


def file_of_system(name: str) -> Path:
    """Where a system's file lies."""
    return FOLDER / "systems" / f"{name}.yaml"


def content_of(name: str) -> str:
    """A system's file without the comments at its head."""
    lines = file_of_system(name).read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#"))


def load_system(name: str) -> Loaded:
    """Load a system, after those that it refers to."""
    for earlier in SYSTEMS[: SYSTEMS.index(name)]:
        if f"agreement: {earlier}/" in content_of(name):
            load_system(earlier)
    return load(file_read(file_of_system(name).read_bytes()), by=SYSTEM)


@pytest.fixture(params=SYSTEMS)
def system(request: pytest.FixtureRequest) -> str:
    """Each of the five, one after the other."""
    name: str = request.param
    return name
