"""Patterns of dates worded in English; ``date_grammar`` says what each one means."""

from __future__ import annotations

import re

from ponleu.engines.reading.calendar_words import (
    ANY_LOWER_MONTH,
    ANY_MONTH,
    ANY_WEEKDAY,
    FULL_MONTH,
    FULL_WEEKDAY,
    SHORT_LOWER_MONTH,
)
from ponleu.engines.reading.numbers import WORD_NUMBER

_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL = rf"{_DAY}(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d{3})"
_DASH = r"\s*[-–—]\s*"
_LEAD = rf"(?:(?:{ANY_WEEKDAY}),?\s+(?:the\s+)?)?"

MONTH_DAY = re.compile(
    rf"\b{_LEAD}(?P<month>{ANY_MONTH}|{SHORT_LOWER_MONTH})\s+(?P<day>{_ORDINAL})"
    rf"(?:(?:{_DASH}|\s+(?:to|until)\s+)(?P<until>{_ORDINAL})(?!\s+(?:{FULL_MONTH})))?"
    rf"(?:,?\s+(?P<year>{_YEAR}))?"
)
DAY_MONTH = re.compile(
    rf"\b{_LEAD}(?<![\d$/.,])(?P<day>{_ORDINAL})"
    rf"(?:(?:{_DASH}|\s+(?:to|until|and|&)\s+)(?P<until>{_ORDINAL}))?"
    rf"(?:\s+of)?\s+(?P<month>{ANY_MONTH}|{ANY_LOWER_MONTH})(?![a-z])(?:,?\s+(?P<year>{_YEAR}))?"
)
NUMERIC = re.compile(
    rf"(?<![\d/.-])(?:(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])-(?P<d1>{_DAY})"
    rf"|(?P<d2>{_DAY})(?P<mark>[/.-])(?P<m2>1[0-2]|0?[1-9])(?P=mark)(?P<y2>{_YEAR}))(?![\d/-])"
)
SHORT_YEAR = re.compile(
    rf"(?<![\d/.-])(?P<day>{_DAY})(?P<mark>[/.-])(?P<month>1[0-2]|0[1-9]|(?<=[/])[1-9])(?P=mark)"
    r"(?P<year>[0-3]\d)(?![\d/:-]|[.,]\d)"
)
DAY_OF_MONTH = re.compile(
    rf"(?<![\d/.,-])(?P<day>{_DAY})(?P<mark>[/-])(?P<month>1[0-2]|0?[1-9])"
    r"(?![\d/%-]|[.,]\d|\s+of\b)"
)
DAY_CUE = re.compile(
    r"(?:\b(?:on|since|from|until|till|by|dated?|day|of|before|after|about|for|between|and|to|night"
    r"|morning|evening|afternoon|yesterday|today|friday|monday|tuesday|wednesday|thursday|saturday"
    r"|sunday)[\s(:]+|\)\s*[-–]\s*|(?:\A|\n)\s*[-•*\[(]?\s*)\Z",
    re.IGNORECASE,
)
LINE_CUE = re.compile(r"\n\s*[-•*\[(]?\s*\Z|\A\Z")
MONTH_OF_YEAR = re.compile(rf"(?<![\d/.-])(?P<month>1[0-2]|0?[1-9])/(?P<year>{_YEAR})(?![/-]\d)")
NUMBERED = re.compile(
    r"(?:\b(?:no|nr|number|ref|law|decree|letter|brief|case|file)|№|#)[.:\s]*\Z", re.IGNORECASE
)
MONTHS_YEAR = re.compile(
    rf"\b(?P<month>{ANY_MONTH})(?:\s*[-–]\s*|\s+to\s+)(?P<last>{ANY_MONTH})\s+(?P<year>{_YEAR})"
)
MONTH_OF_SAID_YEAR = re.compile(
    rf"\b(?P<month>{ANY_MONTH}|{ANY_LOWER_MONTH})\s+(?:of\s+)?(?P<which>this|last|next)\s+year\b"
)
YEAR_MONTH = re.compile(
    rf"\b(?P<year>{_YEAR})\s+(?P<month>{FULL_MONTH}|{ANY_LOWER_MONTH})(?![a-z]|\s+\d)"
)
COUNTED_DAY = re.compile(
    rf"\b(?:(?P<year>{_YEAR})\s+year\s+)?(?P<month>1[0-2]|[1-9])\s+month\s+(?P<day>{_DAY})\s+day\b"
)
MONTH_YEAR = re.compile(rf"\b(?P<month>{ANY_MONTH})(?:\s+of)?,?\s+(?P<year>{_YEAR})")
MONTH_ALONE = re.compile(
    r"\b(?i:in|since|by|until|during|of|(?P<shift>last|next|this)|early|late|mid|end|before|after"
    r"|(?P<loose>from|to|through|between|and|for|was|is|already|around|about|throughout|till))[\s-]+"
    rf"(?P<month>{FULL_MONTH}|(?:jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec|juni|juli|agust|agustus|octobar"
    r"|oktober|desember|septembar|decembar|novembar)(?=\b[^a-z-]|\Z))\b(?!\s+\d)"
)
PART_OF_YEAR = re.compile(
    rf"\b(?:the )?(?P<which>first|second|third|fourth|last) (?P<part>half|quarter)"
    rf" of (?P<year>{_YEAR})",
    re.IGNORECASE,
)
YEAR_CUE = re.compile(
    r"(?:\b(?P<sure>in|since|till|during|year|early|late|mid|end|fy|born)[\s-]*(?<=[\s-])"
    r"|\bfy|\bcopyright\s+"
    r"|\b(?:by|until|of|before|after|from)\s+(?!\d{4}\s+(?:people|persons|workers|victims|women|men|children|cases|complaints|dollars"
    r"|riels?|baht|families|migrants|nationals|foreigners|employees|staff|units|households|calls)\b)"
    r"|\b(?P<loose>the|its|for|to|and|between|a|their|this)\s+|(?P<mark>[(\[]|(?:©|\(c\))\s*(?:[A-Z][\w'’&.-]*\s+){0,5}))"
    rf"(?P<year>{_YEAR})(?:[-–/](?P<until>{_YEAR}|\d\d(?!\d)))?(?P<decade>s\b)?(?!\w|%|[-–]\d)",
    re.IGNORECASE,
)
YEAR_NOUN = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}(?:reports?|law|elections?|census|budget|plan|constitution|convention"
    r"|agreement|memorandum|protocol|treaty|decree|act|season|edition|strategy|survey|figures?)\b",
    re.IGNORECASE,
)
YEAR_AFTER = re.compile(
    rf"\s*(?:[-–]|to\b|and\b|until\b)\s*{_YEAR}(?!\d)|\s*(?:[.,;:)”\"]|$)"
    r"|\s+(?:was|is|were|are|by|which|that|said|showed|rose|fell|had|has)\b"
)
YEAR_BEFORE = re.compile(rf"{_YEAR}[,;]?\s*\Z")
_UNIT = r"(?P<unit>day|week|month|year)s?"
_COUNT = rf"(?P<count>\d{{1,3}}|{WORD_NUMBER})"
DAY_WORD = re.compile(
    r"\b(?:(?P<word>today|tonight|tonite|yesterday|yesturday|yest|tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr"
    r"|2moro)|this (?:morning|afternoon|evening)"
    r"|(?P<night>last night))\b(?!['’]s\s+(?:society|world|age|era|generation|youth))",
    re.IGNORECASE,
)
SHIFT = re.compile(
    r"\b(?:(?P<when>later|earlier|early|late|the end of|end of)\s+)?"
    r"(?P<shift>this|last|next|previous|coming|current|the past|past)\s+"
    r"(?P<unit>week|month|year)\b",
    re.IGNORECASE,
)
END_OF = re.compile(r"\b(?:the )?end of (?:the )?(?P<unit>month|year)\b", re.IGNORECASE)
BEGINNING_OF = re.compile(
    r"\b(?:the )?(?:beginning|start) of (?:(?P<shift>this|last|next|the) )?(?P<unit>month|year)\b"
    r"(?P<now>\s+(?:until|till|to|up\s+to)\s+(?:now|date|today|the\s+present)\b)?",
    re.IGNORECASE,
)
YEARS_EDGE = re.compile(
    r"\b(?:(?P<mid>mid-?year|the\s+middle\s+of\s+the\s+year)|(?:the\s+)?year['’]s\s+end|year-end)\b",
    re.IGNORECASE,
)
SPAN = re.compile(
    rf"\b(?:the )?(?P<shift>past|last|previous|next|coming)\s+{_COUNT}\s+{_UNIT}\b", re.IGNORECASE
)
WITHIN = re.compile(
    rf"\bwithin\s+(?:(?P<one>a|an)|(?:the\s+)?(?:next\s+|coming\s+|following\s+)?{_COUNT})\s+"
    r"(?:working\s+|calendar\s+)?(?P<unit>hour|day|week|month|year)s?\b"
    r"(?!\s+(?:of|after|before)\b|\s+from\s+(?!now|today|publication))",
    re.IGNORECASE,
)
AGO = re.compile(
    rf"\b(?:{_COUNT}|(?P<one>an?))\s+{_UNIT}\s+(?P<side>ago|back|later|earlier|afterwards?)\b",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    rf"\b(?:(?P<shift>(?i:last|next|this|coming))\s+)?(?P<weekday>{FULL_WEEKDAY})\b(?!-)"
)
SHORT_WEEKDAY = re.compile(
    r"\b(?:(?P<shift>last|next|this|coming)\s+)?(?P<weekday>mon|tues?|wed|weds|thurs?|thu|fri|sat|sun)\b\.?"
    r"(?:\s+(?P<part>morning|afternoon|evening|night|noon))?",
    re.IGNORECASE,
)
NEXT_MONTH = re.compile(rf"\s+(?:and|to|until)\s+(?:{FULL_MONTH})\b")
JOINED = re.compile(r"\s*(?:to|until|till|through|[-–—])\s*\Z")
BETWEEN = re.compile(r"\bbetween\s+\Z", re.IGNORECASE)
