"""Every template of the package keeps to the content security policy: no inline script, style or handler."""

import re
from pathlib import Path

import pytest

import sampakt

PACKAGE = Path(sampakt.__file__).parent
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
FORBIDDEN = {
    "a style attribute": re.compile(r"""\sstyle\s*=\s*["'{]"""),
    "a style element": re.compile(r"<style[\s>]"),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>"),
    "a handler": re.compile(r"""\son[a-z]+\s*=\s*["']"""),
    "an htmx handler": re.compile(r"\s(data-)?hx-on[:-]"),
    "a script address": re.compile(r"javascript:"),
    "another site's file": re.compile(r"""<(?:script|link|img)[^>]*(?:src|href)\s*=\s*["'](?:https?:)?//"""),
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_template_breaks_the_policy(template):
    source = template.read_text()
    assert [fault for fault, pattern in FORBIDDEN.items() if pattern.search(source)] == []


def test_the_components_page_breaks_no_policy(client):
    answer = client.get("/ui/")
    page = answer.content.decode()
    assert [fault for fault, pattern in FORBIDDEN.items() if pattern.search(page)] == []
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


def test_the_check_finds_what_it_looks_for():
    found = [
        fault
        for fault, pattern in FORBIDDEN.items()
        if pattern.search(
            '<p style="x"><style>x</style><script>x</script><p onclick="x" hx-on:click="x">'
            '<a href="javascript:x"><img src="//x.example/y">'
        )
    ]
    assert found == list(FORBIDDEN)
