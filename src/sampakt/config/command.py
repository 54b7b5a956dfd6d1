"""The command ``sampakt``: Django's commands and those of the rooms, under one name."""

import os
import sys


def main() -> None:
    """Run ``sampakt COMMAND``; ``sampakt help`` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sampakt.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
