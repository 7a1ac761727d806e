"""Files, by the ids under which bots know them (https://core.telegram.org/bots/api#file).

Real ids differ from bot to bot and from one answer to the next, and only `file_unique_id`
stays; here a file keeps both.
"""

import base64
import hashlib
from dataclasses import dataclass
from itertools import count

DOWNLOAD_LIMIT = 20_000_000
UPLOAD_LIMIT = 50_000_000
PHOTO_LIMIT = 10_000_000
FOLDERS = {
    "photo": ("AgAC", "photos"), "video": ("BAAC", "videos"), "animation": ("CgAC", "animations"),
    "audio": ("CQAC", "music"), "document": ("BQAC", "documents"), "voice": ("AwAC", "voice"),
    "video_note": ("DQAC", "video_notes"), "sticker": ("CAAC", "stickers"),
}  # fmt: skip


@dataclass(slots=True, frozen=True)
class StoredFile:
    """`size` may be larger than the content, for a file too big to be kept in a test."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    content: bytes
    size: int
    path: str


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._numbers = count(1)

    def store(
        self, kind: str, content: bytes, name: str, mime_type: str, size: int | None = None
    ) -> StoredFile:
        number = next(self._numbers)
        prefix, folder = FOLDERS[kind]
        digest = hashlib.blake2b(b"%d:" % number + content[:64], digest_size=30).digest()
        token = base64.urlsafe_b64encode(digest).decode()
        ending = name.rpartition(".")[2] if "." in name else "bin"
        file = StoredFile(
            prefix + "AgIAAxkB" + token, "AQAD" + token[:11], kind, name, mime_type, content,
            len(content) if size is None else size, f"{folder}/file_{number}.{ending}",
        )  # fmt: skip
        self._by_id[file.file_id] = self._by_path[file.path] = file
        return file

    def get(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)
