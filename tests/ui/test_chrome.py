"""What leads about: navigation, crumbs, tabs, filters in the address, pages of a list, sorting."""

import pytest
from django.core.paginator import Paginator


def test_a_room_is_marked_when_one_is_in_it(draw):
    assert 'aria-current="page"' in draw("{% room_link '/partnerships/' 'P' %}", "/partnerships/")
    assert 'aria-current="true"' in draw("{% room_link '/partnerships/' 'P' %}", "/partnerships/K7WQ/")
    assert "aria-current" not in draw("{% room_link '/' 'Start' %}", "/partnerships/")


def test_a_changed_filter_keeps_the_others_and_begins_again(draw):
    address = "/x/?status=kept&unit=3&page=4"
    assert draw("{% query_with status='soon' %}", address) == "?status=soon&amp;unit=3"
    assert draw("{% query_with status=None %}", address) == "?unit=3"
    assert draw("{% query_with status='' unit='' %}", address) == "?"


def test_the_chosen_filter_is_marked(draw):
    drawn = draw("{% chips 'status' options %}", "/x/?status=kept&unit=3", options=[("", "All", 2), ("kept", "Kept")])
    assert '<a class="chip" href="?unit=3">All <span class="chip__count">2</span></a>' in drawn
    assert '<a class="chip" href="?status=kept&amp;unit=3" aria-current="true">Kept</a>' in drawn


def test_the_tab_of_this_page_is_marked(draw):
    items = [{"label": "One", "href": "/x/"}, {"label": "Two", "href": "/x/two/", "count": 0}]
    drawn = draw("{% tabs items %}", "/x/two/", items=items)
    assert '<a href="/x/">One</a>' in drawn
    assert '<a href="/x/two/" aria-current="page">Two <span class="tabs__count">0</span></a>' in drawn


def test_a_pager_keeps_the_filters(draw):
    drawn = draw("{% pager page %}", "/x/?status=kept&page=2", page=Paginator(range(30), 10).page(2))
    assert 'href="?status=kept&amp;page=1" rel="prev"' in drawn
    assert 'aria-label="Page 2" aria-current="true"' in drawn


def test_one_page_needs_no_pager(draw):
    assert draw("{% pager page %}", page=Paginator([], 10).page(1)).strip() == ""


def test_crumbs_are_pairs(draw):
    drawn = draw("{% crumbs '/' 'Start' '/partnerships/' 'Partnerships' %}")
    assert 'aria-label="Back to Partnerships"' in drawn
    with pytest.raises(ValueError, match="pairs"):
        draw("{% crumbs '/' %}")


def test_a_heading_sorts_and_sorts_back(draw):
    assert 'href="?sort=due"' in draw("{% sort_heading 'Due' 'due' %}", "/x/")
    drawn = draw("{% sort_heading 'Due' 'due' %}", "/x/?sort=due")
    assert 'aria-sort="ascending"' in drawn
    assert 'href="?sort=-due"' in drawn


@pytest.mark.parametrize(("cookie", "scheme"), [("dark", "dark"), ('"><script>', "auto"), ("", "auto")])
def test_colours_are_one_of_three(client, cookie, scheme):
    client.cookies["scheme"] = cookie
    assert f'data-color-scheme="{scheme}"' in client.get("/ui/").content.decode()
