"""What commands share."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation

pytestmark = pytest.mark.django_db
COMMANDS = [
    ("assess",),
    ("tick",),
    ("load", "x.yaml"),
    ("dump", "x"),
    ("demo",),
    ("verify_trail",),
    ("verify_minutes",),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_database_that_is_not_up_to_date_is_told_of_in_one_line(words: tuple[str, ...]) -> None:
    MigrationRecorder.Migration.objects.filter(app="commitments").delete()
    with pytest.raises(CommandError, match=r"^The database is not up to date\. Run this first: sampakt migrate$"):
        call_command(*words, stdout=StringIO())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Det finns inget partnerskap x."),
        ("nb", "Det finnes ikke noe partnerskap x."),
        ("en", "There is no partnership x."),
    ],
)
@pytest.mark.parametrize("words", [("assess", "--partnership", "x"), ("dump", "x")], ids=" ".join)
def test_a_command_says_why_it_refuses_in_the_language_of_the_installation(
    words: tuple[str, ...], language: str, said: str
) -> None:
    with translation.override(language), pytest.raises(CommandError) as refused:
        call_command(*words)
    assert str(refused.value) == said


def test_a_day_that_is_none_is_told_in_the_language_of_the_installation() -> None:
    with translation.override("sv"), pytest.raises(CommandError, match="2024-13-01 är inget datum"):
        call_command("assess", "--as-of", "2024-13-01")
