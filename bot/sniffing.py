"""What kind of file it is, by its first bytes: whatever the sender calls it."""

UNKNOWN = "bin"
MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "jpg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"GIF8", "gif"),
    (8, b"WEBP", "webp"),
    (8, b"WAVE", "wav"),
    (8, b"AVI ", "avi"),
    (4, b"ftyp", "mp4"),
    (0, b"\x1aE\xdf\xa3", "webm"),
    (0, b"OggS", "ogg"),
    (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"),
    (0, b"fLaC", "flac"),
    (0, b"%PDF-", "pdf"),
    (0, b"PK\x03\x04", "zip"),
)


def extension(content: bytes) -> str:
    """Without a dot. One of ours, or "bin": nobody opens that by a double click."""
    for offset, magic, name in MAGIC:
        if content[offset : offset + len(magic)] == magic:
            return name
    return UNKNOWN
