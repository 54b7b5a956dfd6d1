from pathlib import Path

from sampakt.config.management.commands.openapi import described

KEPT = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


def test_the_description_in_docs_is_the_api_as_it_is() -> None:
    """When this fails: look at what changed, then run ``sampakt openapi --to docs/openapi.json``."""
    assert KEPT.read_text(encoding="utf-8") == described()
