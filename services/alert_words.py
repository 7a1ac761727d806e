"""The words of an alert as a person writes them: text with named placeholders, `{{ street }}`.

Jinja2 reads them, of all it knows nothing is allowed but that, and nothing is ever executed: the
pieces are put together here. The words are plain text: what looks like markup, in them or in a
value, is escaped where a message is rendered, and so shown as typed. A value that contains
`{{ x }}` stays text.
"""

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes

from services.errors import (
    AlertTextTooLong,
    AlertValueTooLong,
    PlaceholderMissing,
    PlaceholdersOnly,
    PlaceholderUnknown,
)

TEXT_UNITS = 4096  # UTF-16 units, as Telegram counts: a message
CAPTION_UNITS = 1024  # and the words under a photo, video or document
VALUE_UNITS = 1024
SHOWN = 40  # letters of what is quoted in an error
_TEXT = "data"
_BEGIN, _END = "variable_begin", "variable_end"
_NAME, _SPACE = "name", "whitespace"

_environment = Environment(keep_trailing_newline=True)  # noqa: S701  It only reads.


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def placeholders(template: str, limit: int = TEXT_UNITS) -> list[str]:
    """The names in it, each once, in order. Raises PlaceholdersOnly or AlertTextTooLong."""
    return list(dict.fromkeys(name for name, _ in _found(template, limit)))


def check(template: str, names: Iterable[str], limit: int = TEXT_UNITS) -> None:
    """Whether it may be kept: raises what `placeholders` does, and PlaceholderUnknown for one
    that isn't among these names."""
    known = sorted(names)
    for name, line in _found(template, limit):
        if name not in known:
            raise PlaceholderUnknown(name=name[:SHOWN], line=line, known=known)


def filled(template: str, values: Mapping[str, str], limit: int = TEXT_UNITS) -> str:
    """The words as people read them. Values that it doesn't ask for are left aside.

    Raises what `placeholders` does, PlaceholderMissing where a value isn't there or is blank,
    and AlertValueTooLong or AlertTextTooLong. The limit holds for template and result.
    """
    said = []
    for name, text, line in _pieces(template, limit):
        said.append(text if name is None else _value(values, name, line))
    words = "".join(said)
    _must_fit(words, limit)
    return words


def _value(values: Mapping[str, str], name: str, line: int) -> str:
    value = values.get(name, "")
    if not value.strip():
        raise PlaceholderMissing(name=name[:SHOWN], line=line)
    if units(value) > VALUE_UNITS:
        raise AlertValueTooLong(name=name[:SHOWN], limit=VALUE_UNITS, units=units(value))
    return value


def _found(template: str, limit: int) -> list[tuple[str, int]]:
    """Each placeholder with its line."""
    return [(name, line) for name, _, line in _pieces(template, limit) if name is not None]


def _pieces(template: str, limit: int) -> list[tuple[str | None, str, int]]:
    """Names and texts in order, with their lines: first looked at token by token, so that nothing
    deep is ever parsed, and then as Jinja2 understands the whole."""
    _must_fit(template, limit)
    try:
        _must_be_plain(template)
        tree = _environment.parse(template)
    except TemplateSyntaxError as error:
        raise PlaceholdersOnly(line=error.lineno, found=_line(template, error.lineno)) from None
    return [_piece(node, template) for node in _outputs(tree)]


def _must_be_plain(template: str) -> None:
    line, inside = 1, False
    for line, kind, value in _environment.lex(template):
        if kind in (_BEGIN, _END):
            inside = kind == _BEGIN
        elif kind not in (_NAME if inside else _TEXT, _SPACE):
            raise PlaceholdersOnly(line=line, found=_line(template, line) or value[:SHOWN])
    if inside:
        raise PlaceholdersOnly(line=line, found=_line(template, line))


def _outputs(tree: nodes.Template) -> Iterator[nodes.Node]:
    for node in tree.body:
        yield from node.nodes if isinstance(node, nodes.Output) else [node]


def _piece(node: nodes.Node, template: str) -> tuple[str | None, str, int]:
    if isinstance(node, nodes.Name):
        return node.name, "", node.lineno
    if isinstance(node, nodes.TemplateData):
        return None, node.data, node.lineno
    raise PlaceholdersOnly(line=node.lineno, found=_line(template, node.lineno))


def _line(template: str, number: int) -> str:
    lines = template.splitlines()
    return lines[number - 1].strip()[:SHOWN] if 0 < number <= len(lines) else ""


def _must_fit(text: str, limit: int) -> None:
    if units(text) > limit:
        raise AlertTextTooLong(limit=limit, units=units(text))
