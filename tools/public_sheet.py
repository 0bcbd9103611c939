"""The one sheet and the one font of the public pages: only what these pages use.

``sheet`` writes the sheet from the site's three and the pages' own rules, ``check`` fails if the
sheet in the repository is another, ``font`` cuts the Khmer face (needs fonttools and brotli).

A rule stays if the pages use every class, element and attribute that its selector names; a custom
property stays if a rule that stays reads it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from tools.steps import ROOT

ROOM = ROOT / "ponleu/faces/public"
CORE = ROOT / "ponleu/foundation/core"
STATIC = CORE / "static/ponleu"
SHEETS = (
    STATIC / "vendor/govuk-frontend-6.6.0.min.css",
    STATIC / "tokens.css",
    STATIC / "ponleu.css",
    ROOM / "pages.css",
)
SHEET = ROOM / "static/public/public.css"
WHOLE_FONT = STATIC / "fonts/noto-sans-khmer-khmer-400-normal.woff2"
FONT = ROOM / "static/public/khmer-400.woff2"
KHMER = [*range(0x1780, 0x17DE), *range(0x17E0, 0x17EA), *range(0x200B, 0x200E), 0x25CC]
"""The code points that the cut face keeps: letters, digits, joiners, the dotted circle."""

DROPPED_AT = ("@charset", "@font-face", "@keyframes", "@media print", "@page")
NEVER = ("[data-theme", ".govuk-template", ".js-enabled", ".govuk-frontend-supported")
ALWAYS = {"html", "body", "root"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, or a block of rules under a condition such as @media."""

    head: str
    body: str = ""
    inside: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Used:
    """What the pages name: classes, elements, attributes."""

    classes: set[str] = field(default_factory=set)
    elements: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)


def rules(css: str) -> Iterator[Rule]:
    """The rules of a sheet, comments left out."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    at = 0
    while (opening := css.find("{", at)) >= 0:
        head = css[at:opening].rpartition(";")[2].strip()
        closing = _end(css, opening)
        body = css[opening + 1 : closing]
        if head.startswith(("@media", "@supports")):
            yield Rule(head, inside=tuple(rules(body)))
        else:
            yield Rule(head, body)
        at = closing + 1


def _end(css: str, opening: int) -> int:
    depth = 0
    for found in re.finditer(r"[{}]|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", css[opening:]):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if not depth:
            return opening + found.start()
    raise ValueError("a rule is not closed")


def used_by(texts: Iterator[str]) -> Used:
    """What templates and scripts name."""
    found = Used(elements=set(ALWAYS))
    for text in (re.sub(r"{%.*?%}|{{.*?}}", " ", text) for text in texts):
        for said in re.findall(r"class(?:Name)?=?\s*=?\s*[\"']([^\"']*)[\"']", text):
            found.classes.update(said.split())
        found.elements.update(re.findall(r"<([a-z][a-z0-9]*)", text))
        found.attributes.update(re.findall(r"[\s\"]([a-z][a-z-]*)(?==|>|\s)", text))
    return found


def is_used(selector: str, used: Used) -> bool:
    """Whether the pages use all that one selector names."""
    if any(never in selector for never in NEVER):
        return False
    plain = re.sub(r":not\([^)]*\)", "", selector)
    plain = re.sub(r"::?[a-z-]+(\([^)]*\))?", "", plain)
    for name in re.findall(r"\[([a-z-]+)", plain):
        if name not in used.attributes | {"class"}:
            return False
    plain = re.sub(r"\[[^\]]*\]", "", plain)
    if any(name not in used.classes for name in re.findall(r"\.([\w-]+)", plain)):
        return False
    elements = re.findall(r"[a-z][a-z0-9]*", re.sub(r"\.[\w-]+", "", plain))
    return all(element in used.elements for element in elements)


def kept(rule: Rule, used: Used) -> Rule | None:
    """The rule with the selectors that are used; None if there is none."""
    if rule.head.startswith(DROPPED_AT):
        return None
    if rule.inside:
        inside = tuple(k for k in (kept(r, used) for r in rule.inside) if k)
        return Rule(rule.head, inside=inside) if inside else None
    if rule.head.startswith("@"):
        return None
    selectors = [s.strip() for s in re.split(r",(?![^(]*\))", rule.head)]
    selectors = [s for s in selectors if is_used(s, used)]
    return Rule(",".join(selectors), rule.body) if selectors and rule.body.strip() else None


def written(sheet: list[Rule]) -> str:
    """A sheet as short text."""
    css = "".join(_written(rule) for rule in sheet)
    while (shorter := _without_unread(css)) != css:
        css = shorter
    return re.sub(r"[^{}]+\{\}", "", css)


def _written(rule: Rule) -> str:
    body = "".join(_written(r) for r in rule.inside) if rule.inside else _short(rule.body)
    return f"{_short(rule.head)}{{{body}}}"


def _short(css: str) -> str:
    css = re.sub(r"\s+", " ", css).strip().rstrip(";")
    css = re.sub(r"\s*([;,>])\s*", r"\1", css)
    return re.sub(r"([;{]|^)([\w-]+)\s*:\s*", r"\1\2:", css)


def _without_unread(css: str) -> str:
    read = set(re.findall(r"var\((--[\w-]+)", css))
    return re.sub(
        r"(?<=[{;])(--[\w-]+):[^;}]*(;|(?=\}))",
        lambda m: m.group() if m.group(1) in read else "",
        css,
    )


def sheet() -> str:
    """The sheet of the public pages as it should be."""
    pages = [*ROOM.rglob("templates/**/*.html"), CORE / "templates/core/_mark.html"]
    scripts = list(ROOM.glob("static/public/*.js"))
    used = used_by(path.read_text(encoding="utf-8") for path in [*pages, *scripts])
    theirs = [r for path in SHEETS[:-1] for r in rules(path.read_text(encoding="utf-8"))]
    own = list(rules(SHEETS[-1].read_text(encoding="utf-8")))
    return written([k for k in (kept(r, used) for r in theirs) if k] + own) + "\n"


def cut_font() -> int:
    """Write the Khmer face with the letters of Khmer alone and all its shaping."""
    from fontTools import subset  # only who renews the font has it

    options = subset.Options(layout_features=["*"], flavor="woff2", hinting=False)
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, names and licence stay
    with subset.load_font(str(WHOLE_FONT), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=KHMER)
        cutter.subset(font)
        subset.save_font(font, str(FONT), options)
    print(f"{FONT.relative_to(ROOT)}: {FONT.stat().st_size} bytes")
    return 0


def write() -> int:
    """Write the sheet."""
    SHEET.write_text(sheet(), encoding="utf-8")
    print(f"{SHEET.relative_to(ROOT)}: {SHEET.stat().st_size} bytes")
    return 0


def check() -> int:
    """1 if the sheet in the repository is not what the pages need."""
    if SHEET.read_text(encoding="utf-8") == sheet():
        return 0
    print("run `python -m tools.public_sheet sheet`: pages, script or sheets have changed")
    return 1


def main() -> int:
    """Do what the first argument says."""
    work = {"sheet": write, "check": check, "font": cut_font}.get(" ".join(sys.argv[1:]))
    if work is None:
        print("say one of: sheet, check, font", file=sys.stderr)
        return 2
    return work()


if __name__ == "__main__":
    sys.exit(main())
