"""Questions of the desk, each answered in a fixed number of database queries."""

from sampakt.desk.queries.all_needs import NeedsPage, needs_page
from sampakt.desk.queries.search import Found, Group, Hit, everything_found, group_found
from sampakt.desk.queries.start import StartPage, Welcome, start_page, welcome

__all__ = [
    "Found",
    "Group",
    "Hit",
    "NeedsPage",
    "StartPage",
    "Welcome",
    "everything_found",
    "group_found",
    "needs_page",
    "start_page",
    "welcome",
]
