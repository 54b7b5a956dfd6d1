"""SQLite as Sampakt talks to it: Django's own way, with two things remembered that it does anew each time."""
