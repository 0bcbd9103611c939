"""A recovery key on three sheets of words, of which any two are enough.

Source: SLIP-0039, one group of 2 of 3 over 256 bits, no passphrase, extendable, by its reference
implementation ``shamir-mnemonic``. That does nothing against side channels: join sheets only
where nobody else runs programs.
"""

from __future__ import annotations

from collections.abc import Sequence

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.share import Share
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing.keys import KEY_BYTES
from ponleu.engines.sealing.mistyped import mistyped_word
from ponleu.engines.sealing.refusals import Fault, SheetRefused

SHEETS, NEEDED, WORDS = 3, 2, 33


def split(secret: bytes) -> tuple[str, ...]:
    """Three sheets of 33 words; any two give the secret of 32 bytes back, one tells nothing.

    Splitting again makes sheets that do not go with the earlier ones.
    """
    if len(secret) != KEY_BYTES:
        raise EngineError(f"a secret to split has {KEY_BYTES} bytes; got {len(secret)}")
    (sheets,) = generate_mnemonics(
        group_threshold=1,
        groups=[(NEEDED, SHEETS)],
        master_secret=secret,
        extendable=True,
        iteration_exponent=0,
    )
    return tuple(sheets)


def join(sheets: Sequence[str]) -> bytes:
    """The secret of which these are two sheets, in any order, case and spacing.

    Raises:
        SheetRefused: says which sheet and, where it can be known, which word.
    """
    if len(sheets) != NEEDED:
        raise SheetRefused(Fault.COUNT)
    shares = [_share(sheet, number) for number, sheet in enumerate(sheets, 1)]
    if shares[0].group_parameters() != shares[1].group_parameters():
        raise SheetRefused(Fault.NOT_TOGETHER)
    if shares[0].index == shares[1].index:
        raise SheetRefused(Fault.SAME_SHEET)
    try:
        return bytes(combine_mnemonics(sheets))
    except MnemonicError:
        raise SheetRefused(Fault.NOT_TOGETHER) from None


def _share(sheet: str, number: int) -> Share:
    """The share on a sheet, once its words are known to be right."""
    words = sheet.lower().split()
    for place, word in enumerate(words, 1):
        if word not in WORD_INDEX_MAP:
            raise SheetRefused(Fault.UNKNOWN_WORD, sheet=number, word=place)
    if len(words) != WORDS:
        raise SheetRefused(Fault.LENGTH, sheet=number)
    try:
        share = Share.from_mnemonic(sheet)
    except MnemonicError:
        wrong = mistyped_word([WORD_INDEX_MAP[word] for word in words])
        raise SheetRefused(Fault.WRONG_WORD, sheet=number, word=wrong) from None
    if not _is_ours(share):
        raise SheetRefused(Fault.FOREIGN, sheet=number)
    return share


def _is_ours(share: Share) -> bool:
    """Whether ``split`` could have made it; a foreign one may ask for minutes of work."""
    return (
        share.extendable
        and share.iteration_exponent == 0
        and (share.group_index, share.group_threshold, share.group_count) == (0, 1, 1)
        and share.member_threshold == NEEDED
        and share.index < SHEETS
    )
