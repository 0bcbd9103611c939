"""Check a draw of a mixed plan without Ponleu: Python's standard library is all it takes.

    python verify_draw.py MIX.json DRAW.json COMMITMENT.json...

COMMITMENT.json are the files that were given out before the draw, as you kept them. Prints what is
wrong and exits with 1, or says that all is as it was committed to and exits with 0.
"""

import hashlib
import json
import sys


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def one_form(document):
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def drawn(columns, number):
    """The first plan whose running total of weights is above the number."""
    total = 0
    for place, column in enumerate(columns):
        total += int(column["weight"])
        if number < total:
            return place
    raise ValueError("the weights do not reach the number")


def faults(mix_file, draw_file, commitment_files):
    mix, draw = json.loads(mix_file), json.loads(draw_file)
    columns = mix["drawn"]["columns"]
    weights = [int(column["weight"]) for column in columns]
    if sum(weights) != 2**64 or min(weights) <= 0:
        return ["mix: the weights do not add up to 2 to the 64th"]

    digest = sha256(mix_file)
    parts = sorted(
        (bytes.fromhex(part["commitment"]), bytes.fromhex(part["seed"])) for part in draw["parts"]
    )
    given_out = sorted(bytes.fromhex(json.loads(file)["commitment"]) for file in commitment_files)
    form = {"format": "ponleu-draw-commitment-1", "mix_sha256": digest.hex()}
    if sorted(commitment_files) != [one_form({**form, "commitment": c.hex()}) for c in given_out]:
        return ["mix: the plans drawn from are not those that were committed to"]
    if given_out != [made for made, _ in parts] or len(set(given_out)) < max(1, len(given_out)):
        return ["commitments: the record does not hold those that were given out, each once"]
    for made, seed in parts:
        if len(seed) != 32 or sha256(b"ponleu draw 1 commitment\0", digest, seed) != made:
            return ["seeds: one is not the one that was committed to"]

    joined = b"".join(made + seed for made, seed in parts)
    number = int.from_bytes(sha256(b"ponleu draw 1 number\0", digest, joined)[:8], "big")
    place = drawn(columns, number)
    right = {
        "format": "ponleu-draw-1",
        "mix_sha256": digest.hex(),
        "parts": [{"commitment": made.hex(), "seed": seed.hex()} for made, seed in parts],
        "number": str(number),
        "place": place,
        "plan": columns[place],
    }
    wrong = [f"{key}: it should be another" for key in right if draw.get(key) != right[key]]
    if not wrong and draw_file != one_form(right):
        wrong = ["form: the record is not written as a draw writes it"]
    return wrong


def main(paths):
    if len(paths) < 3:
        sys.stdout.write(__doc__)
        return 2
    files = []
    for path in paths:
        with open(path, "rb") as file:
            files.append(file.read())
    try:
        found = faults(files[0], files[1], files[2:])
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        found = [f"a file is not as it was written: {fault!r}"]
    sys.stdout.write("\n".join(found or ["The draw is as it was committed to."]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
