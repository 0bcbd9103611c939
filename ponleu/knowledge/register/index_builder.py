"""Brings the index of names up to date beside the server: ``python -m`` with this module.

Nobody waits for it. It gives way to other work, and to another that is building already.
"""

from __future__ import annotations

import os

NICENESS = 10


def main() -> None:
    """Build the index, or take in what was written since; a million entries take minutes."""
    import django

    django.setup()
    from ponleu.knowledge.register import name_index

    os.nice(NICENESS)
    with name_index.building() as is_mine:
        if is_mine:
            name_index.bring_up()


if __name__ == "__main__":
    main()
