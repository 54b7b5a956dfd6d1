"""What every test stands on: files in a folder of their own, quick passwords, pages in English."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _installation(settings: object, tmp_path: Path) -> None:
    """An installation whose uploads vanish with the test and whose passwords cost nothing."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Words that are looked at outside a request are English ones."""
    with translation.override("en"):
        yield
