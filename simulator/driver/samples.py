"""Small real files for people to send when a test doesn't care which."""

import base64
import struct
import zlib
from collections.abc import Iterator

PHOTO = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////"
    "////////////////////////////wAALCAAwAEABAREA/8QAFwABAQEBAAAAAAAAAAAAAAAAAAMCBP/EABoQAQACAwEA"
    "AAAAAAAAAAAAAAAToQIDUVL/2gAIAQEAAD8A6wAAAAAAAc8mfaJM+0xNs9UTbPVNyZ9okz7TE2z1RNs9UCYoJigmKCY/"
    "/9k="
)
"""A grey street as a JPEG of 64 by 48."""
DOCUMENT = b"Neighbourhood notice: the lift is repaired on Monday.\n"
SILENCE = b"\xf8\xff\xfe"
"""One Opus packet of 20 ms (RFC 6716, section 3.1)."""


def picture(
    width: int = 64, height: int = 48, color: tuple[int, int, int] = (90, 140, 200)
) -> bytes:
    """A PNG of one colour."""
    row = b"\0" + bytes(color) * width
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * height)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def voice(seconds: int = 1) -> bytes:
    """Silence as Ogg Opus (RFC 7845), which players accept."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"none" + struct.pack("<I", 0)
    pages = [_page(head, 0, 0, 2), _page(tags, 1, 0, 0)]
    for second in range(seconds):
        last = 4 if second == seconds - 1 else 0
        pages.append(_page(SILENCE * 50, second + 2, (second + 1) * 48000, last, [3] * 50))
    return b"".join(pages)


def _page(data: bytes, number: int, at: int, flags: int, sizes: list[int] | None = None) -> bytes:
    """One Ogg page (RFC 3533, section 6)."""
    segments = bytes(sizes or [len(data)])
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, at, 1, number, 0, len(segments))
    page = bytearray(head + segments + data)
    page[22:26] = struct.pack("<I", _checksum(page))
    return bytes(page)


def _table() -> Iterator[int]:
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
        yield value & 0xFFFFFFFF


CRC = list(_table())


def _checksum(page: bytes | bytearray) -> int:
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ CRC[(value >> 24) ^ byte]
    return value
