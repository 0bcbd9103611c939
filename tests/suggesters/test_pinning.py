"""The optional model is pinned to the bytes that were looked at."""

from pathlib import Path

from ponleu.foundation.suggesters.spacy_model import DEFAULT

LOCK = Path(__file__).resolve().parents[2] / "requirements" / "ner.lock"


def test_the_model_is_pinned_by_the_hash_of_its_wheel():
    lock = LOCK.read_text(encoding="utf-8").replace("\\\n", "")
    package = DEFAULT.replace("_", "-")

    (line,) = [line for line in lock.splitlines() if line.startswith(package)]

    digest = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
    assert line.split()[:2] == [f"{package}==3.8.0", f"--hash=sha256:{digest}"]
