"""The command ``sampakt``: Django's commands and those of the rooms, under one name."""

import os
import sys

READER_GONE = 128 + 13
"""How a shell tells that a command ended because nobody read on."""


def main() -> None:
    """Run ``sampakt COMMAND``; ``sampakt help`` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sampakt.config.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read, such as `head`, has had enough. Nothing must be written any more, not even at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(READER_GONE)


if __name__ == "__main__":
    main()
