"""How parent and child talk: length-prefixed frames of JSON and bytes, never pickles.

A frame is two big-endian lengths (4 and 8 bytes), a JSON object and a body.
Nothing that comes from the child is executed, imported or unpickled.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">IQ")
_MOST_HEAD = 1_000_000


class BadFrame(Exception):
    """The other side sent something that is no frame, or a frame that is too long."""


class Closed(Exception):
    """The other side has gone."""


def write_frame(stream: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Writes one frame and flushes it.

    >>> import io
    >>> pipe = io.BytesIO()
    >>> write_frame(pipe, {"op": "read"}, b"Dear")
    >>> _ = pipe.seek(0)
    >>> read_frame(pipe, most=100)
    ({'op': 'read'}, b'Dear')
    """
    text = json.dumps(head).encode()
    stream.write(_LENGTHS.pack(len(text), len(body)))
    stream.write(text)
    stream.write(body)
    stream.flush()


def read_frame(stream: BinaryIO, *, most: int) -> tuple[dict[str, Any], bytes]:
    """Reads one frame.

    Args:
        stream: A blocking binary stream.
        most: Longest body taken, in bytes.

    Raises:
        Closed: The stream ended.
        BadFrame: Too long, or no JSON object.
    """
    head_length, body_length = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if head_length > _MOST_HEAD or body_length > most:
        raise BadFrame(f"a frame of {head_length} and {body_length} bytes")
    text = _exactly(stream, head_length)
    try:
        head = json.loads(text)
    except ValueError as exc:
        raise BadFrame("no JSON") from exc
    if not isinstance(head, dict):
        raise BadFrame("no object")
    return head, _exactly(stream, body_length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise Closed
    return data
