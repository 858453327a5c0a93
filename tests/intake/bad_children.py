"""Children that misbehave, for the sandbox tests: `python bad_children.py HOW LIMITS`.

Each starts as the real worker does, limits included, and then goes wrong.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from typing import Any

from casefile.intake.base import Limits
from casefile.intake.worker import Answer, Worker, limit_process, serve


def hang(head: dict[str, Any], body: bytes) -> Answer:
    while True:
        time.sleep(1)


def spin(head: dict[str, Any], body: bytes) -> Answer:
    while True:
        pass


def hog(head: dict[str, Any], body: bytes) -> Answer:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def die(head: dict[str, Any], body: bytes) -> Answer:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}, b""


def nonsense(head: dict[str, Any], body: bytes) -> Answer:
    return {"ok": True, "reader": 7}, b"{not json"


def forged(head: dict[str, Any], body: bytes) -> Answer:
    field = {"name": "no_such_field", "value": "x"}
    letter = {"source": "x", "kind": "inquiry", "fields": [field]}
    head = {"ok": True, "reader": "pdf 1", "media_type": "application/pdf", "warnings": []}
    return head, json.dumps({"pages": [], "letters": [letter]}).encode()


def environment(head: dict[str, Any], body: bytes) -> Answer:
    return {"ok": False, "error": " ".join(sorted(os.environ))}, b""


def socket(head: dict[str, Any], body: bytes) -> Answer:
    import socket as network

    try:
        network.create_connection(("127.0.0.1", 9), timeout=1)
    except PermissionError as exc:
        return {"ok": False, "error": f"refused: {exc}"}, b""
    return {"ok": False, "error": "connected"}, b""


def write(head: dict[str, Any], body: bytes) -> Answer:
    try:
        with open(body.decode(), "w") as stream:  # noqa: PTH123 - what a hostile parser would do
            stream.write("x")
    except PermissionError as exc:
        return {"ok": False, "error": f"refused: {exc}"}, b""
    return {"ok": False, "error": "written"}, b""


def once(head: dict[str, Any], body: bytes) -> Answer:
    """Dies on a document that says so, reads every other."""
    return die(head, body) if b"die" in body else Worker().answer(head, body)


def main() -> None:
    how, limits = sys.argv[1], Limits(**json.loads(sys.argv[2]))
    limit_process(limits)
    answers = {f.__name__: f for f in (hang, spin, hog, die, nonsense, forged, environment, socket, write, once)}
    if how == "liar":
        sys.stdout.buffer.write(b"\x00\x00\x00\x05\xff\xff\xff\xff\xff\xff\xff\xff{}{}{")
        sys.stdout.buffer.flush()
        time.sleep(30)
    serve(sys.stdin.buffer, sys.stdout.buffer, answers[how], limits.size_mb * 1_000_000)


if __name__ == "__main__":
    main()
