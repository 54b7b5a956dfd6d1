"""The gazetteer of the registers and of intake's own lists, made once."""

from pathlib import Path

import pytest

from sampakt import organisations
from sampakt.intake.rules.gazetteer import Gazetteer
from sampakt.intake.rules.lists import OWN_LISTS, gazetteer_from


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return gazetteer_from([Path(organisations.__file__).parent / "registers", OWN_LISTS])
