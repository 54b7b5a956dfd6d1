"""Every template compiles, and builds only on templates that are there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode

import sampakt

PACKAGE = Path(sampakt.__file__).parent
TEMPLATES = sorted(
    path.relative_to(folder).as_posix()
    for folder in PACKAGE.glob("*/templates")
    for path in folder.rglob("*")
    if path.is_file()
)


def _built_on(name: str) -> Iterator[str]:
    template: Any = engines["django"].engine.get_template(name)  # type: ignore[attr-defined]
    for node in template.nodelist.get_nodes_by_type((ExtendsNode, IncludeNode)):
        reference = node.parent_name if isinstance(node, ExtendsNode) else node.template
        if isinstance(reference.var, str):
            yield reference.var


@pytest.mark.parametrize("name", TEMPLATES)
def test_compiles_on_what_is_there(name: str) -> None:
    for other in _built_on(name):
        try:
            get_template(other)
        except TemplateDoesNotExist:
            pytest.fail(f"{name} builds on {other}, which is not there")


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name.endswith(".txt")])
def test_a_letter_draws_no_markup(name: str) -> None:
    (written,) = PACKAGE.glob(f"*/templates/{name}")
    words = written.read_text()
    drawing = {"day", "moment", "period", "money", "said", "icon", "avatar", "tag"}
    assert not set(re.findall(r"{% (\w+)", words)) & drawing
    assert "<" not in words
