"""``ponleu plan draw``: commit to a seed; once all parties have, reveal and draw."""

from __future__ import annotations

import argparse
import secrets
import sys

from ponleu.engines.planning.unannounced import documents
from ponleu.engines.planning.unannounced.drawing import LENGTH, commitment
from ponleu.faces.cli.plan_files import FileRefused, read, write_new

DONE, REFUSED = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("mix", metavar="MIXED.json")
    step = parser.add_mutually_exclusive_group(required=True)
    step.add_argument("--commit", metavar="FILE", help="write a commitment, to be given out")
    step.add_argument("--reveal", action="store_true", help="draw, from all seeds together")
    parser.add_argument(
        "--secret",
        metavar="FILE",
        action="append",
        required=True,
        help="where the seed is kept: one new file to commit, those of all parties to reveal",
    )
    parser.add_argument(
        "--commitment",
        metavar="FILE",
        action="append",
        default=[],
        help="to reveal: what each party gave out before",
    )


def run(args: argparse.Namespace) -> int:
    """Commit, or reveal: the record of the draw goes to standard output."""
    try:
        return _draw(args)
    except (FileRefused, documents.NotReadable) as refusal:
        print(f"ponleu plan draw: {refusal}", file=sys.stderr)
        return REFUSED


def _draw(args: argparse.Namespace) -> int:
    mix = documents.read_mix(read(args.mix))
    if args.commit:
        return _commit(mix, args.commit, args.secret)
    seeds = [documents.read_secret(read(path)) for path in args.secret]
    given_out = sorted(documents.read_commitment(read(path)) for path in args.commitment)
    made = sorted(commitment(mix.digest, seed) for seed in seeds)
    if made != given_out or len(set(made)) < len(made):
        raise FileRefused(
            "the secrets are not those of the commitments and of this mix: give, for each party "
            "once, its --commitment and its --secret"
        )
    sys.stdout.write(documents.draw_file(mix, seeds).decode())
    return DONE


def _commit(mix: documents.Mix, path: str, secret: list[str]) -> int:
    if len(secret) != 1:
        raise FileRefused("a party commits to one seed: give --secret once")
    seed = secrets.token_bytes(LENGTH)
    write_new(secret[0], documents.secret_file(mix, seed))
    write_new(path, documents.commitment_file(mix, seed))
    print(
        f"Give out {path} before the draw; show {secret[0]} to nobody until then.", file=sys.stderr
    )
    return DONE
