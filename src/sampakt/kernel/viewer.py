"""Who looks on: a frozen value, built once a request. Nothing below a view knows the request or the user."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import count

from sampakt.kernel.terms import Role

EDITING = frozenset({Role.LEAD, Role.COORDINATOR})
CONTRIBUTING = EDITING | {Role.CONTACT}

_numbers = count(1)


@dataclass(frozen=True)
class Standing:
    """What somebody is in one shared space: the roles, and the organisations they act for there."""

    roles: frozenset[str] = frozenset()
    organisations: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Viewer:
    """A person, a programme with a token, or a passer-by (the default: nobody, nowhere)."""

    user_id: int | None = None
    name: str = ""
    organisations: Mapping[int, frozenset[str]] = field(default_factory=dict)
    spaces: Mapping[int, Standing] = field(default_factory=dict)
    circles: frozenset[int] = frozenset()
    is_operator: bool = False
    may_write: bool = True
    language: str = "en"

    @cached_property
    def key(self) -> int:
        """A number for all that decides what the viewer may see and do, and in which language: equal for equals."""
        return number_of(
            (
                self.user_id,
                self.is_operator,
                self.may_write,
                self.language,
                tuple(sorted((number, tuple(sorted(roles))) for number, roles in self.organisations.items())),
                tuple((number, self.spaces[number]) for number in sorted(self.spaces)),
                self.circles,
            )
        )

    @property
    def is_known(self) -> bool:
        """Whether somebody has signed in."""
        return self.user_id is not None

    def standing_in(self, space_id: int) -> Standing | None:
        """The viewer's standing in a space; None when they have no business there."""
        return self.spaces.get(space_id)

    def is_in(self, space_id: int) -> bool:
        """Whether the viewer takes part in the space at all."""
        return space_id in self.spaces

    def has_role_in(self, space_id: int, roles: frozenset[str]) -> bool:
        """Whether the viewer holds one of ``roles`` in the space."""
        standing = self.spaces.get(space_id)
        return standing is not None and not standing.roles.isdisjoint(roles)

    def may_edit_in(self, space_id: int) -> bool:
        """Leads and coordinators write the agreement, its parties and its promises."""
        return self.may_write and (self.is_operator or self.has_role_in(space_id, EDITING))

    def may_contribute_in(self, space_id: int) -> bool:
        """Contact persons, too, record what was done and say how it stands."""
        return self.may_write and (self.is_operator or self.has_role_in(space_id, CONTRIBUTING))

    def acts_for(self, organisation_id: int | None, space_id: int) -> bool:
        """Whether the viewer acts for the organisation in that space."""
        standing = self.spaces.get(space_id)
        return standing is not None and organisation_id in standing.organisations

    def joined(self, space_id: int, standing: Standing) -> "Viewer":
        """The same viewer once they have a standing in one more space."""
        return replace(self, spaces={**self.spaces, space_id: standing})

    def administers(self, organisation_id: int) -> bool:
        """Whether the viewer looks after the organisation's units, offices, people and invitations."""
        roles = self.organisations.get(organisation_id, frozenset())
        return self.may_write and (self.is_operator or Role.ADMINISTRATOR in roles)


@lru_cache(maxsize=4_096)
def number_of(held: tuple[Hashable, ...]) -> int:
    """A number is never given twice, so that one forgotten and told anew is another one, and stands for no other.

    What a viewer holds may be hundreds of standings: compared once a request, and not in each of its questions.
    """
    return next(_numbers)


NOBODY = Viewer()
SYSTEM = Viewer(name="Sampakt", is_operator=True)
"""The system itself, when a command or time acts: it appears so in the trail."""
