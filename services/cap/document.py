"""XML from strangers: no document type, no entities, nothing from elsewhere, and not too much."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

LARGEST = 2 * 1024 * 1024  # bytes
CHINESE = ("gb2312", "gbk", "gb18030", "gb_2312-80", "cp936", "ms936", "windows-936", "x-gbk")
_DECLARED = re.compile(
    rb"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"'](?P<encoding>[\w.-]{1,40})[\"'][^>]{0,100}\?>"
)


class CapError(ValueError):
    """A plain sentence that says what is wrong, and in which element."""


class NotFetchedError(CapError):
    """Nothing was read, for a reason that may pass: the network, or the server."""


def parsed(data: bytes, largest: int = LARGEST) -> Element:
    """Raises CapError."""
    if len(data) > largest:
        raise CapError(f"The document is larger than {largest // 1024 // 1024} MB.")
    try:
        root: Element = fromstring(
            _decoded(data), forbid_dtd=True, forbid_entities=True, forbid_external=True
        )
    except DefusedXmlException:
        raise CapError("The document has a DTD or entities, which are not accepted.") from None
    except ParseError as error:
        line, column = error.position
        raise CapError(f"It is no XML: line {line}, column {column + 1} can't be read.") from None
    except (ValueError, LookupError):
        raise CapError("It is no XML in an encoding that is read: take UTF-8.") from None
    return root


def _decoded(data: bytes) -> bytes | str:
    """What the parser can't decode itself: Chinese encodings. Its ban on DTDs and entities comes
    after that, so that nothing hides behind one."""
    found = _DECLARED.match(data)
    if found is None or found["encoding"].decode().casefold() not in CHINESE:
        return data
    try:
        return data[found.end() :].decode("gb18030")  # which holds the others
    except UnicodeDecodeError:
        raise CapError("It isn't in the encoding that it names: take UTF-8.") from None


def split(tag: str) -> tuple[str, str]:
    """Namespace and name."""
    namespace, found, name = tag.removeprefix("{").rpartition("}")
    return (namespace, name) if found else ("", tag)
