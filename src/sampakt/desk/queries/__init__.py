"""Questions of the desk, each answered in a fixed number of database queries."""

from sampakt.desk.queries.search import Found, Group, Hit, everything_found, group_found
from sampakt.desk.queries.start import StartPage, Welcome, start_page, welcome

__all__ = [
    "Found",
    "Group",
    "Hit",
    "StartPage",
    "Welcome",
    "everything_found",
    "group_found",
    "start_page",
    "welcome",
]
