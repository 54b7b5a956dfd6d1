"""Two things that every page asks of Django's query builder hundreds of times, taught to it in a shorter form."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BigIntegerField, Lookup
from django.db.models.expressions import Col
from django.db.models.fields.related import ForeignObject


class Among(Lookup):
    """``space_id__among=numbers``: what ``__in`` asks, of whole numbers that are at hand.

    ``__in`` prepares each number several times over. A viewer may take part in hundreds of spaces, and a page names
    them in a dozen questions: a tenth of its time went to that.
    """

    lookup_name = "among"
    prepare_rhs = False
    rhs: Collection[int]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The condition; nothing is among none."""
        if not self.rhs:
            raise EmptyResultSet
        column, params = self.process_lhs(compiler, connection)
        return f"{column} IN ({', '.join(['%s'] * len(self.rhs))})", (*params, *self.rhs)

    def get_prep_lookup(self) -> Any:
        """The numbers, once each and in order, so that the same question always reads the same."""
        return tuple(sorted(set(self.rhs)))


def teach_lookups() -> None:
    """Let keys be asked for ``among`` numbers, and columns be told apart by what they are.

    Django tells two columns apart by the signature of what made them, looked up for every column of every question
    that is put in order: a sixth of the time of a page that asks for a dozen records. A column is its field in its
    table, whatever made it.
    """
    for field in (BigIntegerField, ForeignObject):
        field.register_lookup(Among)
    Col.identity = property(_what_it_is)  # type: ignore[assignment]  # read by Django alone


def _what_it_is(column: Col) -> tuple[object, ...]:
    return Col, column.alias, column.target, column.output_field
