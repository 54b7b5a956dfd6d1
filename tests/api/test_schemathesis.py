"""The API held against its own description: made-up requests to every operation, with a key and without one.

``API_CASES=all`` in the environment tries every wrong value of every field as well, which takes some minutes.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from .conftest import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    # schemathesis reads a file that it fetched, but does not close the answer as a server does.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

DESCRIPTION = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
COVERAGE = "all" if os.environ.get("API_CASES") == "all" else "positive"


def described(cases: int, **phases: Any) -> Any:
    """The committed description, to be tried with some made-up cases for each operation besides ``phases``."""
    generation = {"max-examples": cases, "deterministic": True, "database": "none"}
    config = SchemathesisConfig.from_dict({"phases": phases, "generation": generation})
    schema = schemathesis.openapi.from_path(DESCRIPTION, config=config)
    schema.app = get_wsgi_application()
    return schema


with_key = described(8, coverage={"unexpected-methods": [], "generation": {"mode": COVERAGE}})
without_key = described(3, coverage={"enabled": False})
unhurried = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The served request uses the test's own connection, so its end must not close it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@with_key.parametrize()
@unhurried
def test_with_a_key(case: schemathesis.Case, world: World, key: str) -> None:
    case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {key}"})


@without_key.parametrize()
@unhurried
def test_without_a_key(case: schemathesis.Case, world: World) -> None:
    case.call_and_validate(checks=CHECKS)
