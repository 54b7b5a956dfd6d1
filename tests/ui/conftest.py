"""How the tests of components draw one: a template's source in, HTML out."""

from collections.abc import Callable

import pytest
from django.template import engines
from django.test import RequestFactory

Draw = Callable[..., str]


@pytest.fixture
def draw() -> Draw:
    """Draw a template's source with a context; ``address`` is the page it stands on."""

    def drawn(source: str, address: str = "/", **context: object) -> str:
        return str(engines["django"].from_string(source).render(context, RequestFactory().get(address)))

    return drawn
