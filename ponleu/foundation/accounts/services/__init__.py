"""Writes about accounts. One function is one thing that a person or command can do."""

from ponleu.foundation.accounts.services.demonstration import begin_demonstration_accounts
from ponleu.foundation.accounts.services.grants import AlreadyGranted, end_grant, give_grant
from ponleu.foundation.accounts.services.keepers import add_keeper
from ponleu.foundation.accounts.services.keys import begin_key_pair, unlocked
from ponleu.foundation.accounts.services.people import (
    UsernameTaken,
    add_user,
    choose_preferences,
    deactivate,
    keep_passphrase,
    reactivate,
    reset_sign_in,
)
from ponleu.foundation.accounts.services.programs import (
    Handed,
    Wish,
    end_program,
    make_program,
    program_of,
    renew_program,
)
from ponleu.foundation.accounts.services.sessions import sign_out_everywhere
from ponleu.foundation.accounts.services.structure import load_structure

__all__ = [
    "AlreadyGranted",
    "Handed",
    "UsernameTaken",
    "Wish",
    "add_keeper",
    "add_user",
    "begin_demonstration_accounts",
    "begin_key_pair",
    "choose_preferences",
    "deactivate",
    "end_grant",
    "end_program",
    "give_grant",
    "keep_passphrase",
    "load_structure",
    "make_program",
    "program_of",
    "reactivate",
    "renew_program",
    "reset_sign_in",
    "sign_out_everywhere",
    "unlocked",
]
