"""The child process that parses foreign files: `python -m casefile.intake.worker`.

It limits itself before the first foreign byte arrives, answers one request at
a time on its standard output, and keeps the last document so that its pages
need not be sent again.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, TypeAlias

from casefile.domain.letters import Letter, PageText
from casefile.intake.base import Limits, OpenDocument, Unreadable
from casefile.intake.letters import read_letters
from casefile.intake.protocol import Closed, read_frame, write_frame
from casefile.intake.registry import reader_for

Answer: TypeAlias = tuple[dict[str, Any], bytes]

_FEWEST_LETTERS = 20  # characters a page; below it a page has no text layer worth the name
_MOST_PAGES = 500  # a longer file is a production of records, not a letter; all its text is read all the same
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.remove")


def limit_process(limits: Limits) -> None:
    """Takes away what a parser of foreign bytes does not need.

    On Linux and macOS memory, open files, core dumps and file writes are limited by
    the system; on Windows only by the parent's clock (a Job Object is not tried here).
    """
    _warm_up()
    try:
        import resource
    except ImportError:
        pass
    else:
        wanted = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, 64)]
        wanted.append((resource.RLIMIT_AS, limits.memory_mb * 1_000_000))
        for what, most in wanted:
            with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS
                resource.setrlimit(what, (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader may not do {event}")
    if event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        raise PermissionError("a reader may not write files")


def _warm_up() -> None:
    """Loads pdfium and the letter rules, so that no document waits for them."""
    import casefile.intake.readers.pdf  # noqa: F401

    read_letters([PageText(1, "June 1, 2017\nDear Mayor:\nSee 8 U.S.C. § 1373 by June 30, 2017.\nSincerely,")])
    gc.freeze()  # what is loaded now stays: no later collection need look through every reporter ever printed


class Worker:
    """Answers requests about one document after another."""

    def __init__(self) -> None:
        self._data = b""
        self._used: list[OpenDocument] = []

    def answer(self, head: dict[str, Any], body: bytes) -> Answer:
        """One answer.

        Args:
            head: `op` ("read", "boxes", "image") and its arguments; `keep`
                true means the document sent last.
            body: The document's bytes.
        """
        if not head.get("keep"):
            self._data = body
        operations: dict[object, Callable[[dict[str, Any]], Answer]] = {
            "read": self._read,
            "boxes": self._boxes,
            "image": self._image,
        }
        try:
            return operations[head.get("op")](head)
        except Unreadable as exc:
            return {"ok": False, "error": str(exc)}, b""
        except RecursionError:
            return {"ok": False, "error": "The file is nested too deeply to be read."}, b""

    def rest(self) -> None:
        """Closes what the last answer was made from; done after it was sent, so that nobody waits for it."""
        for document in self._used:
            document.close()
        self._used.clear()

    def _open(self) -> tuple[OpenDocument, str, str]:
        reader = reader_for(self._data)
        document = reader.open(self._data)
        self._used.append(document)
        return document, f"{reader.name} {reader.version}", reader.media_type

    def _read(self, head: dict[str, Any]) -> Answer:
        document, reader, media_type = self._open()
        extracted = document.extract()
        warnings = list(extracted.warnings)
        letters: tuple[Letter, ...] = ()
        if _has_text(extracted.pages):
            letters = _letters(extracted.pages, str(head.get("name", "")), media_type, warnings)
            letters = tuple(_with_boxes(letter, document) for letter in letters)
        elif media_type == "application/pdf":
            warnings.append("This PDF has no text layer; it needs OCR.")
        else:
            warnings.append("The file holds no text.")
        reply = {
            "pages": [page.to_json() for page in extracted.pages],
            "letters": [letter.to_json() for letter in letters],
        }
        found = {"ok": True, "reader": reader, "media_type": media_type, "warnings": warnings}
        return found, json.dumps(reply, ensure_ascii=False).encode("utf-8", "replace")

    def _boxes(self, head: dict[str, Any]) -> Answer:
        document, _, _ = self._open()
        boxes = document.boxes(int(head["page"]), [(int(start), int(end)) for start, end in head["spans"]])
        return {"ok": True}, json.dumps(boxes).encode()

    def _image(self, head: dict[str, Any]) -> Answer:
        document, _, _ = self._open()
        return {"ok": True}, document.image(int(head["page"]), float(head["scale"]))


def _letters(pages: tuple[PageText, ...], name: str, media_type: str, warnings: list[str]) -> tuple[Letter, ...]:
    if len(pages) > _MOST_PAGES:
        warnings.append(f"Only the first {_MOST_PAGES} of {len(pages)} pages were searched for letters.")
    try:
        return read_letters(pages[:_MOST_PAGES], source=name, media_type=media_type)
    except MemoryError:
        raise
    except Exception as exc:  # a fault of our rules must not cost the attorney the document's text
        warnings.append(f"The letter's fields could not be worked out ({type(exc).__name__}); its text was read.")
        return ()


def _has_text(pages: tuple[PageText, ...]) -> bool:
    return any(sum(map(str.isalnum, page.text[:2000])) >= _FEWEST_LETTERS for page in pages)


def _with_boxes(letter: Letter, document: OpenDocument) -> Letter:
    by_page: dict[int, list[int]] = {}
    for index, item in enumerate(letter.fields):
        by_page.setdefault(item.page, []).append(index)
    placed: list[tuple[Any, ...]] = [()] * len(letter.fields)
    for page, indexes in by_page.items():
        found = document.boxes(page, [letter.fields[index].span for index in indexes])
        for index, boxes in zip(indexes, found, strict=True):
            placed[index] = boxes
    return letter.with_boxes(placed)


def serve(
    requests: BinaryIO,
    answers: BinaryIO,
    answer: Callable[[dict[str, Any], bytes], Answer],
    most: int,
    rest: Callable[[], None] = lambda: None,
) -> None:
    """Answers frames until the parent goes away.

    Args:
        requests: Where frames come from.
        answers: Where answers go to.
        answer: Makes one answer.
        most: The longest document, in bytes.
        rest: Called after each answer was sent.
    """
    write_frame(answers, {"ready": True})
    while True:
        try:
            head, body = read_frame(requests, most=most)
        except Closed:
            return
        try:
            reply = answer(head, body)
        except MemoryError:
            reply = {"ok": False, "memory": True}, b""
        write_frame(answers, *reply)
        rest()


def main() -> None:
    """Runs the worker on standard input and output; limits come as JSON in the first argument."""
    limits = Limits(**json.loads(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up in an answer
    limit_process(limits)
    worker = Worker()
    serve(sys.stdin.buffer, answers, worker.answer, limits.size_mb * 1_000_000, worker.rest)


if __name__ == "__main__":
    main()
