"""Where Word templates that people wrote are run: they show, choose and repeat, and can do nothing else."""

from collections.abc import Iterator
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

ALLOWED: tuple[type[nodes.Node], ...] = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const),
    *(nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or),
    *(nodes.Filter, nodes.Test),
)
FILTERS = ("capitalize", "count", "default", "d", "first", "join", "last", "length", "lower", "title", "trim", "upper")
TESTS = ("defined", "undefined", "none", "true", "false", "even", "odd", "equalto", "eq", "ne")


class NotForTemplates(TemplateError):
    """The template asks for something that templates may not do."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without calls, sums, variables of its own and macros; a list within a list is walked only from its owner.

    What remains ends, and takes no more room than the data that it shows.
    """

    def __init__(self, undefined: type[Undefined]) -> None:
        super().__init__(autoescape=True, undefined=undefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing is called."""
        return False

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        for complaint in _complaints(source):
            raise NotForTemplates(complaint)
        return super()._generate(source, *args, **kwargs)


def _complaints(source: nodes.Template) -> Iterator[str]:
    for node in source.find_all(nodes.Node):
        if not isinstance(node, (*ALLOWED, nodes.Keyword)):
            yield type(node).__name__.lower()
    yield from _loops(source, None)


def _loops(node: nodes.Node, owner: str | None) -> Iterator[str]:
    """Loops within a loop that do not walk over something of the outer one's: they multiply without end."""
    for child in node.iter_child_nodes():
        inner = owner
        if isinstance(child, nodes.For):
            root = child.iter
            while isinstance(root, nodes.Getattr | nodes.Getitem):
                root = root.node
            if child.recursive or not isinstance(root, nodes.Name) or (owner is not None and root.name != owner):
                yield "for"
            inner = child.target.name if isinstance(child.target, nodes.Name) else ""
        yield from _loops(child, inner)
