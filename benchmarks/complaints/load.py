"""Sealed reports with a file each, sent to a running server as the script of the pages sends them.

    PONLEU_HOME=/a/new/folder python -m benchmarks.complaints.load --per-minute 200 --minutes 2

Prepares the demonstration country in PONLEU_HOME if it is new, serves it with two workers and
limits out of the way, and files reports at a steady pace whether or not earlier ones are answered.
What a phone does (sealing, proof of work) is done before the clock starts.
"""

from __future__ import annotations

import argparse
import base64
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from urllib.request import urlopen

from ponleu.engines.sealing import new_key_pair, seal
from ponleu.foundation.core.keys import new_key

PORT = 8799
FILE_BYTES = 2 * 1024 * 1024
PIECE_BYTES = 256 * 1024
PUZZLES, ZEROS = 16, b"\x00"
ENVIRONMENT = {
    "PONLEU_REPORT_SENDS_PER_HOUR": "999999",
    "PONLEU_REPORT_URGENT_PER_HOUR": "999999",
    "PONLEU_REPORT_FILES": "999",
}


@dataclass
class Ready:
    """A report as it leaves a phone."""

    file_key: str
    file: bytes
    body: bytes


def post(path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    """Send on a connection of its own, as phones do."""
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    line.request("POST", path, body, headers)
    answer = line.getresponse()
    content = answer.read()
    line.close()
    return answer.status, content


def solved(challenge: str) -> str:
    """Numbers that solve a challenge."""
    found = []
    for puzzle in range(PUZZLES):
        for number in count():
            if sha256(f"{challenge}:{puzzle}:{number}".encode()).digest()[:1] == ZEROS:
                found.append(str(number))
                break
    return ".".join(found)


def made(publics: list[bytes], challenge: str, numbers: str) -> Ready:
    """One report with one file, sealed."""
    key, file_key = new_key(), new_key()
    told = json.dumps({"v": 1, "told": {"what": "x" * 1000}, "files": []}).encode()
    line = {"line": "x", "is_safe": None, "for_whom": "", "signs": [], "place": "", "n_files": 1}
    pair = new_key_pair()
    sent = {
        "key": str(key),
        "content": seal(told, publics, context=b"ponleu complaint content " + key.bytes),
        "summary": seal(
            json.dumps({"v": 1, **line}).encode(),
            publics,
            context=b"ponleu complaint summary " + key.bytes,
        ),
        "mark": os.urandom(16),
        "reporter_key": pair.public,
    }
    text = {
        name: base64.b64encode(value).decode() if isinstance(value, bytes) else value
        for name, value in sent.items()
    }
    text |= {"province": "18", "codes": [], "files": [str(file_key)]}  # type: ignore[dict-item]
    text |= {"challenge": challenge, "numbers": numbers}
    return Ready(str(file_key), os.urandom(FILE_BYTES), json.dumps(text).encode())


def cpu_seconds(pids: list[int]) -> float:
    """Processor time that processes have used."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and all below it."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in below for one in family(int(child)))]


def serve() -> subprocess.Popen[bytes]:
    """The server, once it answers."""
    command = [sys.executable, "-m", "ponleu", "up", "--port", str(PORT)]
    server = subprocess.Popen(command, env={**os.environ, **ENVIRONMENT}, stdout=sys.stderr)
    for _ in range(600):
        time.sleep(1)
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/report/en/", timeout=5):
                return server
        except OSError:
            continue
    raise SystemExit("the server did not start")


def challenge_of_page() -> str:
    """The challenge that the page of sending carries."""
    with urlopen(f"http://127.0.0.1:{PORT}/report/en/send/", timeout=5) as page:
        text = page.read().decode()
    return text.split('data-challenge="')[1].split('"')[0]


def send(ready: Ready, found: list[tuple[float, int]]) -> None:
    """File one report: its file piece by piece, then itself; note how long all took."""
    start = time.perf_counter()
    octets = {"Content-Type": "application/octet-stream", "X-Key": ready.file_key}
    octets["X-Size"] = str(len(ready.file))
    status = 0
    for begin in range(0, len(ready.file), PIECE_BYTES):
        piece = ready.file[begin : begin + PIECE_BYTES]
        status, _ = post("/report/en/file/", piece, {**octets, "X-From": str(begin)})
        if status != http.client.OK:
            break
    if status == http.client.OK:
        status, _ = post("/report/en/sealed/", ready.body, {"Content-Type": "application/json"})
    found.append((time.perf_counter() - start, status))


def main() -> None:
    """Print what was measured as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--per-minute", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=2)
    args = parser.parse_args()
    server = serve()
    try:
        _, keys = post(
            "/report/en/keys/",
            json.dumps({"province": "18", "codes": []}).encode(),
            {"Content-Type": "application/json"},
        )
        publics = [base64.b64decode(one) for one in json.loads(keys)]
        reports = int(args.per_minute * args.minutes)
        challenges = [challenge_of_page() for _ in range(-(-reports // 15))]
        answers = [solved(one) for one in challenges]
        pids = family(server.pid)
        before, begin = cpu_seconds(pids), time.perf_counter()
        found: list[tuple[float, int]] = []
        threads = []
        for nth in range(reports):
            ready = made(publics, challenges[nth // 15], answers[nth // 15])
            time.sleep(max(begin + nth * 60 / args.per_minute - time.perf_counter(), 0))
            threads.append(threading.Thread(target=send, args=(ready, found)))
            threads[-1].start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - begin
        waits = sorted(seconds for seconds, _ in found)
        kept = sum(status == http.client.OK for _, status in found)
        print(
            json.dumps(
                {
                    "reports": reports,
                    "kept": kept,
                    "per_minute": 60 * kept / took,
                    "p50_s": waits[len(waits) // 2],
                    "p95_s": waits[int(0.95 * len(waits))],
                    "slowest_s": waits[-1],
                    "server_cpu_s": cpu_seconds(pids) - before,
                    "load": os.getloadavg()[0],
                }
            )
        )
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
