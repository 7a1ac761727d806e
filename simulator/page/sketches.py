"""Small drawn pictures for people to send: enough to tell what a photo is of."""

import struct
import zlib
from functools import cache
from typing import TypeAlias

WIDTH, HEIGHT = 320, 240
Color: TypeAlias = tuple[int, int, int]
Shape: TypeAlias = tuple[str, tuple[int, int, int, int], Color]
"""A box or an oval by its left, top, right and bottom, painted over what was there."""

WALL, SHADE, STEEL, DARK = (226, 217, 203), (205, 194, 178), (150, 160, 168), (84, 92, 100)
SCENES: tuple[tuple[Color, tuple[Shape, ...]], ...] = (
    # A pipe on a wall, with a crack in it.
    (WALL, (
        ("box", (0, 196, 320, 240), SHADE), ("box", (132, 0, 164, 240), STEEL),
        ("box", (138, 0, 144, 240), (186, 194, 200)), ("box", (124, 60, 172, 78), DARK),
        ("box", (124, 168, 172, 186), DARK), ("box", (164, 108, 250, 130), STEEL),
        ("oval", (236, 92, 284, 146), (196, 60, 52)), ("oval", (252, 108, 270, 130), WALL),
        ("box", (146, 112, 152, 140), (40, 40, 44)),
    )),
    # Houses along a street.
    ((176, 208, 234), (
        ("oval", (250, 20, 292, 62), (250, 222, 140)), ("box", (0, 176, 320, 240), (120, 124, 130)),
        ("box", (16, 84, 104, 176), (214, 140, 112)), ("box", (116, 56, 204, 176), (236, 208, 160)),
        ("box", (216, 98, 304, 176), (158, 178, 150)), ("box", (34, 104, 54, 128), DARK),
        ("box", (66, 104, 86, 128), DARK), ("box", (134, 76, 154, 100), DARK),
        ("box", (166, 76, 186, 100), DARK), ("box", (150, 136, 172, 176), (110, 78, 60)),
        ("box", (236, 120, 256, 144), DARK), ("box", (0, 204, 320, 208), (232, 232, 228)),
    )),
    # Water on the floor of a kitchen.
    ((214, 222, 226), (
        ("box", (0, 150, 320, 240), (188, 176, 160)), ("box", (24, 70, 200, 152), (244, 244, 240)),
        ("box", (24, 62, 200, 74), DARK), ("box", (108, 76, 112, 152), SHADE),
        ("box", (238, 0, 252, 120), STEEL), ("box", (216, 108, 252, 120), STEEL),
        ("oval", (40, 164, 300, 232), (124, 176, 214)),
        ("oval", (96, 176, 250, 214), (168, 206, 232)),
        ("box", (216, 120, 224, 196), (124, 176, 214)),
    )),
    # A cat on a wall.
    ((196, 214, 222), (
        ("box", (0, 160, 320, 240), (178, 120, 96)), ("box", (0, 160, 320, 168), (206, 150, 124)),
        ("oval", (108, 84, 216, 170), (70, 66, 70)), ("oval", (88, 56, 152, 116), (70, 66, 70)),
        ("box", (92, 46, 108, 74), (70, 66, 70)), ("box", (132, 46, 148, 74), (70, 66, 70)),
        ("oval", (102, 78, 112, 88), (240, 208, 90)), ("oval", (126, 78, 136, 88), (240, 208, 90)),
        ("box", (206, 128, 268, 140), (70, 66, 70)),
    )),
)  # fmt: skip
PIPE, STREET, WATER, CAT = range(len(SCENES))
NAMES = {"pipe": PIPE, "street": STREET, "water": WATER, "cat": CAT}


@cache
def street_sketch(scene: int = PIPE) -> bytes:
    """A PNG of 320 by 240."""
    ground, shapes = SCENES[scene % len(SCENES)]
    rows = [bytearray(bytes(ground) * WIDTH) for _ in range(HEIGHT)]
    for kind, frame, color in shapes:
        _paint(rows, kind, frame, color)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def _paint(
    rows: list[bytearray], kind: str, frame: tuple[int, int, int, int], color: Color
) -> None:
    left, top, right, bottom = frame
    for y in range(top, min(bottom, HEIGHT)):
        start, end = left, right
        if kind == "oval":
            middle, half = (left + right) / 2, (right - left) / 2
            height = (y - (top + bottom) / 2) / ((bottom - top) / 2)
            reach = half * max(0.0, 1 - height * height) ** 0.5
            start, end = int(middle - reach), int(middle + reach)
        start, end = max(start, 0), min(end, WIDTH)
        rows[y][start * 3 : end * 3] = bytes(color) * max(end - start, 0)
