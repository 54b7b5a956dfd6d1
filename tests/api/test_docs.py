"""The examples in docs/api.md are answered as they stand."""

import re
import shlex
from pathlib import Path

import pytest
from django.test import Client

from .conftest import World

pytestmark = pytest.mark.django_db
GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
EXAMPLES = [
    shlex.split(line)
    for block in BLOCKS
    for line in block.replace("\\\n", " ").splitlines()
    if line.startswith("curl ")
]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 7


@pytest.mark.parametrize("words", EXAMPLES, ids=" ".join)
def test_an_example_is_answered(words: list[str], world: World, key: str) -> None:
    address = next(word for word in words if word.startswith("$SAMPAKT")).replace("$SAMPAKT", "/api/v1")
    headers = {"Authorization": f"Bearer {key}"} if "Authorization: Bearer $KEY" in words else {}
    body = words[words.index("-d") + 1] if "-d" in words else ""
    method = words[words.index("-X") + 1] if "-X" in words else "POST" if body else "GET"
    answer = Client(headers=headers).generic(method, address, body, content_type="application/json")
    assert answer.status_code in {200, 201}, answer.content


def test_every_status_that_the_api_says_no_with_is_in_the_table() -> None:
    assert re.findall(r"^\| (\d{3}) \|", GUIDE, re.MULTILINE) == ["400", "401", "403", "404", "405", "409", "422"]
