"""Sealing: what only named people open, kept in bytes that show any change."""

from ponleu.engines.sealing.envelope import (
    content_key_of,
    open_sealed,
    recipients_of,
    rewrap,
    seal,
)
from ponleu.engines.sealing.files import new_file_key, open_file, seal_file
from ponleu.engines.sealing.keys import KeyId, KeyPair, key_id, new_key_pair
from ponleu.engines.sealing.passphrases import Cost, lock, unlock
from ponleu.engines.sealing.proofs import proof, proves
from ponleu.engines.sealing.recovery import join, split
from ponleu.engines.sealing.refusals import Fault, NotOpened, SheetRefused

__all__ = [
    "Cost",
    "Fault",
    "KeyId",
    "KeyPair",
    "NotOpened",
    "SheetRefused",
    "content_key_of",
    "join",
    "key_id",
    "lock",
    "new_file_key",
    "new_key_pair",
    "open_file",
    "open_sealed",
    "proof",
    "proves",
    "recipients_of",
    "rewrap",
    "seal",
    "seal_file",
    "split",
    "unlock",
]
