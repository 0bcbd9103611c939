"""Message catalogues without gettext's programs.

``update`` gathers every translatable string of ``ponleu`` into the catalogues, ``check`` fails on
a string without a Khmer translation or with other placeholders, ``compile`` makes what Django
reads. Templates are parsed by Django, Python by ``ast``, catalogues by Babel.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "ponleu"
CALLS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "Translatable",
}
"""What a string is handed to that pages translate; engines, which know no Django, mark theirs."""

PLACEHOLDER = re.compile(r"%\((\w+)\)[sdrf]|%[sd]")

FIRST_DAY = datetime(2026, 11, 22, tzinfo=UTC)
"""Catalogues carry no day of their own: the history of the files tells it."""

MessageId = str | tuple[str, str]


def catalogues() -> list[Path]:
    """Every catalogue: of the whole package, and of rooms that have their own."""
    return sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/django.po"))


def _owner(catalogue: Path) -> Path:
    """The folder whose strings a catalogue holds."""
    return catalogue.parents[3]


def gathered(owner: Path) -> dict[MessageId, str]:
    """Every translatable string of a folder with the file in which it stands first.

    Rooms inside it that have catalogues of their own are left out.
    """
    apart = {_owner(path) for path in catalogues()} - {owner, *owner.parents}
    found: dict[MessageId, str] = {}
    readers = (("*.py", _in_python), ("templates/**/*.html", _in_template))
    for pattern, read in readers:
        for path in sorted(owner.rglob(pattern)):
            if apart.isdisjoint(path.parents):
                for message in read(path):
                    found.setdefault(message, str(path.relative_to(ROOT)))
    return found


def _in_python(path: Path) -> Iterator[MessageId]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and _called(node) in CALLS):
            continue
        values = [a.value for a in node.args if isinstance(a, ast.Constant)]
        texts = [value for value in values if isinstance(value, str)]
        if _called(node).startswith("ngettext") and len(texts) > 1:
            yield texts[0], texts[1]
        elif texts:
            yield texts[0]


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _in_template(path: Path) -> Iterator[MessageId]:
    from django.template import engines  # Django is set up by main
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    made: Any = engines["django"].from_string(path.read_text(encoding="utf-8"))
    template = made.template
    for node in template.nodelist.get_nodes_by_type(TranslateNode):
        yield str(node.filter_expression.var.literal)
    for node in template.nodelist.get_nodes_by_type(BlockTranslateNode):
        singular = node.render_token_list(node.singular)[0]
        if node.plural:
            yield singular, node.render_token_list(node.plural)[0]
        else:
            yield singular


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def _empty(language: str, old: Catalog) -> Catalog:
    return Catalog(
        locale=language,
        project="Ponleu",
        header_comment="# Words of Ponleu's pages. They await a reader's check.",
        creation_date=FIRST_DAY,
        revision_date=FIRST_DAY,
        last_translator=old.last_translator or "Ponleu",
        language_team=language,
        msgid_bugs_address="",
        fuzzy=False,
    )


def update() -> int:
    """Add what is new to each catalogue and drop what is gone."""
    for path in catalogues():
        language, wanted, old = path.parts[-3], gathered(_owner(path)), _read(path)
        new = _empty(language, old)
        for message, where in sorted(wanted.items(), key=lambda item: str(item[0])):
            known = old.get(message if isinstance(message, str) else message[0])
            new.add(message, known.string if known else "", locations=[(where, 0)])
        with path.open("wb") as file:
            write_po(file, new, width=100, include_lineno=False, omit_header=False)
        print(f"{path.relative_to(ROOT)}: {len(list(_faults(language, path, wanted)))} to do")
    return 0


def check() -> int:
    """1 if a string lacks its translation."""
    faults = [
        fault
        for path in catalogues()
        for fault in _faults(path.parts[-3], path, gathered(_owner(path)))
    ]
    print("\n".join(faults))
    if faults:
        print("run `python -m tools.catalogues update`, then fill in what is empty")
    return 1 if faults else 0


def _faults(language: str, path: Path, wanted: dict[MessageId, str]) -> Iterator[str]:
    catalogue = _read(path)
    for message, where in wanted.items():
        known = catalogue.get(message if isinstance(message, str) else message[0])
        if known is None or not _is_whole(known):
            yield f"{language}: no translation of {message!r} ({where})"
        elif _placeholders(known.string) - _placeholders(known.id):
            yield f"{language}: other placeholders in {message!r}"


def _is_whole(message: Message) -> bool:
    strings = [message.string] if isinstance(message.string, str) else message.string or []
    return bool(strings) and all(strings)


def _placeholders(texts: str | tuple[str, ...] | list[str] | None) -> set[str]:
    joined = texts if isinstance(texts, str) else " ".join(texts or ())
    return {match.group(0) for match in PLACEHOLDER.finditer(joined)}


def compile_all() -> int:
    """Write the compiled form beside each catalogue."""
    for path in catalogues():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, _read(path))
    return 0


def main() -> int:
    """Do what the first argument says."""
    work = {"update": update, "check": check, "compile": compile_all}.get(" ".join(sys.argv[1:]))
    if work is None:
        print("say one of: update, check, compile", file=sys.stderr)
        return 2
    if work is not compile_all:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ponleu.faces.config.settings")
        import django

        django.setup()
    return work()


if __name__ == "__main__":
    sys.exit(main())
