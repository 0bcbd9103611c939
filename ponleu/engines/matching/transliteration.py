"""Words of other scripts in Latin letters: Khmer by learned spellings, Chinese by pinyin."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from anyascii import anyascii

from ponleu.engines.matching.burmese_letters import burmese_letters
from ponleu.engines.matching.fold import fold
from ponleu.engines.matching.indic_letters import SCRIPTS as INDIC
from ponleu.engines.matching.indic_letters import indic_letters
from ponleu.engines.matching.thai_letters import thai_letters

_DOUBLE_SURNAMES: Final = frozenset(
    {
        "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "东方",
        "東方", "独孤", "獨孤", "南宫", "南宮", "夏侯", "皇甫", "尉迟", "尉遲",
        "公孙", "公孫", "慕容", "令狐", "长孙", "長孫", "宇文", "端木", "百里",
        "呼延", "轩辕", "軒轅", "申屠", "太史", "闻人", "聞人", "澹台", "澹臺",
    }
)  # fmt: skip
_SURNAME_READINGS: Final = {
    "曾": "zeng", "单": "shan", "單": "shan", "解": "xie", "仇": "qiu", "任": "ren", "查": "zha",
    "区": "ou", "區": "ou", "盖": "ge", "盛": "sheng", "召": "shao", "尉": "wei", "乐": "yue",
    "樂": "yue", "覃": "qin", "缪": "miao", "繆": "miao", "朴": "piao", "翟": "zhai", "折": "she",
    "黑": "he", "秘": "bi", "冼": "xian", "洗": "xian", "員": "yun", "员": "yun", "祭": "zhai",
    "宁": "ning", "薄": "bo", "繁": "po", "句": "gou", "尹": "yin", "哈": "ha", "葛": "ge",
}  # fmt: skip
_KOREAN_SURNAMES: Final = {
    "김": "kim", "이": "lee", "박": "park", "최": "choi", "정": "jung", "강": "kang", "조": "cho",
    "윤": "yoon", "장": "jang", "임": "lim", "한": "han", "오": "oh", "서": "seo", "신": "shin",
    "권": "kwon", "황": "hwang", "안": "ahn", "송": "song", "유": "yoo", "홍": "hong", "전": "jeon",
    "고": "ko", "문": "moon", "손": "son", "배": "bae", "백": "baek", "노": "noh", "남": "nam",
    "류": "ryu", "하": "ha",
}  # fmt: skip
_KOREAN_NAME: Final = 3
_PLAIN: Final = re.compile("[^a-z0-9]+")
_DIGITS: Final = re.compile("[0-9]+|[^0-9]+")
_DOUBLED: Final = re.compile("(chh|ch|kh|ng|nh|ph|th)\\1")
_MOST_GIVEN: Final = 2
"""Characters of a Chinese given name: a longer run is no person's whole name."""


def khmer_letters(units: Sequence[str], spellings: Mapping[str, str]) -> str:
    """Units of a Khmer word in the Latin letters that are usual for them."""
    return _DOUBLED.sub(r"\1", "".join(spellings.get(unit, "") for unit in units))


def letters_and_digits(word: str) -> list[str]:
    """A word cut where letters and digits meet."""
    return _DIGITS.findall(word)


def chinese_words(word: str) -> list[str]:
    """A run of Chinese characters as pinyin; of a short run the family name stands apart.

    >>> chinese_words("曾志强")
    ['zeng', 'zhiqiang']
    """
    head = 2 if word[:2] in _DOUBLE_SURNAMES and len(word) > 2 else 1
    if not head < len(word) <= head + _MOST_GIVEN:
        return [_pinyin(word)]
    surname = _SURNAME_READINGS.get(word[:head]) or _pinyin(word[:head])
    return [surname, _pinyin(word[head:])]


def korean_words(word: str) -> list[str]:
    """A run of Korean syllables in letters; of three the family name stands apart as is usual."""
    surname = _KOREAN_SURNAMES.get(word[:1])
    if len(word) == _KOREAN_NAME and surname:
        return [surname, plain_letters(word[1:], "Hang")]
    return [plain_letters(word, "Hang")]


def _pinyin(word: str) -> str:
    from pypinyin import Style, lazy_pinyin  # its tables take half a second; most need none

    read = lazy_pinyin(word, style=Style.NORMAL, v_to_u=False)
    return _PLAIN.sub("", fold("".join(read)))


def plain_letters(word: str, script: str) -> str:
    """A word of another script in Latin letters: by its own rules, or by a general table."""
    if script == "Thai":
        spelled = thai_letters(word)
    elif script == "Mymr":
        spelled = burmese_letters(word)
    elif script in INDIC:
        spelled = indic_letters(word, script)
    else:
        spelled = anyascii(word)
    return _PLAIN.sub("", fold(spelled) or fold(anyascii(word)))
