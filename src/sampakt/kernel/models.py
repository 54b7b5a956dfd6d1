"""The base of every editable record: when it was made and changed, its version, and the words it is found by."""

from functools import reduce
from operator import and_, or_
from typing import Any, ClassVar, TypeVar, cast

from django.db import models

from sampakt.kernel.alphabet import fold, ways_to_write, words_sought
from sampakt.kernel.text import Text

HEAD = 600
"""So many signs of the words of a record of which there are many stand in an index; few records say more."""

Questions = TypeVar("Questions", bound=models.QuerySet[Any])


def manager_of(questions: type[Questions]) -> Questions:
    """The manager of a table: it asks the questions of its queryset, and is known to."""
    return cast("Questions", questions.as_manager())


class Record(models.Model):
    """A record that people edit. ``version`` counts the saves, so that two writers never overwrite each other."""

    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Findable(models.Model):
    """A record that search finds. ``sought`` holds the folded words of the fields named in ``found_by``.

    ``collected`` are the columns that ``set_sought`` fills in from others.
    """

    found_by: ClassVar[tuple[str, ...]] = ()
    collected: ClassVar[tuple[str, ...]] = ("sought",)
    sought = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    def set_sought(self) -> None:
        """Collect the words; ``save`` does it, bulk writers call it themselves."""
        words: list[str] = []
        for name in self.found_by:
            value = getattr(self, name)
            parts: list[Any] = list(value.as_data().values()) if isinstance(value, Text) else [value]
            words += [str(part) for part in parts if part]
        self.sought = fold(" ".join(words))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_sought()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.collected}
        super().save(*args, **kwargs)


class FoundInIndex(Findable):
    """One of a hundred thousand records that search finds: ``head``, the first of its words, stands in an index.

    The index holds all else that is asked when such records are sought, so that it is read and they are not. Of the few
    with more words all of them are asked on the side.
    """

    collected = ("sought", "head", "is_longer")
    head = models.CharField(max_length=HEAD, blank=True, editable=False)
    is_longer = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def set_sought(self) -> None:
        """Collect the words, and what of them stands in the index."""
        super().set_sought()
        self.head, self.is_longer = self.sought[:HEAD], len(self.sought) > HEAD

    @classmethod
    def ways_to_find(cls, query: str) -> tuple[models.Q, ...]:
        """The records with every word of ``query``, in two ways: by the index, and those with more words on the side.

        Either may be asked alone, which is shorter than both at once. A record may be found both ways.
        """
        words = words_sought(query)
        if not words:
            return (models.Q(),)
        heads = reduce(and_, (having_word("head", word) for word in words))
        longer = cls._default_manager.filter(having_words(query), is_longer=True).order_by()
        return heads, models.Q(pk__in=longer.values("pk"))

    @classmethod
    def having_words(cls, query: str) -> models.Q:
        """What the function of that name asks, of the index."""
        return reduce(or_, cls.ways_to_find(query))


def having_words(query: str) -> models.Q:
    """The records whose words hold every word of ``query``, in any case and order; an empty query holds for all."""
    found = models.Q()
    for word in words_sought(query):
        found &= having_word("sought", word)
    return found


def having_word(column: str, word: str) -> models.Q:
    """The records that hold a folded word in a column, with whatever dashes it is written."""
    return models.Q(*((f"{column}__contains", way) for way in ways_to_write(word)), _connector=models.Q.OR)
