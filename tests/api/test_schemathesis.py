"""The API held against its own description: made-up requests to every operation, with a key and without one."""

from pathlib import Path

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from .conftest import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DESCRIPTION = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PHASES = {"examples": {"enabled": True}, "coverage": {"enabled": True, "unexpected-methods": []}}

schema = schemathesis.openapi.from_path(
    DESCRIPTION,
    config=SchemathesisConfig.from_dict(
        {"phases": PHASES, "generation": {"max-examples": 5, "deterministic": True, "database": "none"}}
    ),
)
schema.app = get_wsgi_application()
unhurried = settings(deadline=None, suppress_health_check=list(HealthCheck))


def _held(case: schemathesis.Case, world: World, headers: dict[str, str]) -> None:
    case.call_and_validate(checks=CHECKS, headers=headers)


@schema.parametrize()
@unhurried
def test_with_a_key(case: schemathesis.Case, world: World, key: str) -> None:
    _held(case, world, {"Authorization": f"Bearer {key}"})


@schema.parametrize()
@unhurried
def test_without_a_key(case: schemathesis.Case, world: World) -> None:
    _held(case, world, {})
