"""What the code says of templates, buttons and texts: read from its source."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("services", "handlers", "bot", "scheduler", "models")
SPEAKING = {
    "say", "amend", "copy", "to_officers", "acknowledge", "refusal", "_reply", "_say", "_copy",
    "_relay",
}  # fmt: skip
TEMPLATE = re.compile(r"[a-z_]+(/[a-z_]+)?")


@cache
def trees() -> dict[Path, ast.Module]:
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


def strings() -> Iterator[tuple[Path, str]]:
    """Every string in the code but docstrings."""
    for path, tree in trees().items():
        docstrings = {id(_docstring(node)) for node in ast.walk(tree)}
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and id(node) not in docstrings:
                yield path, str(node.value)  # type: ignore[attr-defined]  # It is a Constant.


def calls() -> Iterator[tuple[str, ast.Call]]:
    """The calls that say something, each with the template that it names."""
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in SPEAKING:
                for argument in node.args:
                    text = argument.value if isinstance(argument, ast.Constant) else None
                    if isinstance(text, str) and TEMPLATE.fullmatch(text):
                        yield text, node


def errors() -> set[str]:
    """The templates of errors: each class says its own as `notice`."""
    found = set()
    for node in ast.walk(trees()[ROOT / "services" / "errors.py"]):
        if (
            isinstance(node, ast.Assign)
            and _name(node.targets[0]) == "notice"
            and isinstance(node.value, ast.Constant)
        ):
            found.add(f"error/{ast.literal_eval(node.value)}")
    return found


def actions() -> set[str]:
    """The names of the buttons, as handlers answer to them and services set them."""
    found = set()
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and path.name == "callbacks.py":
                found |= {
                    str(key.value.value)
                    for key in node.keywords
                    if key.arg == "prefix" and isinstance(key.value, ast.Constant)
                }
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                button = re.fullmatch(r"([a-z_]+):", str(node.values[0].value))
                if button and path.parent.name == "notices":
                    found.add(button[1])
    return found - {"of_case", "of_run", "of_alert"}


def fields(function: str, path: str) -> set[str]:
    """The keys of the dictionary that a function returns."""
    for node in ast.walk(trees()[ROOT / path]):
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef) and node.name == function:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Dict):
                    return {str(ast.literal_eval(key)) for key in inner.value.keys if key}
    raise LookupError(function)


def literal_values() -> Iterator[tuple[str, set[str]]]:
    """Each template with the names of its values, where a call writes them out one by one."""
    for template, call in calls():
        for argument in call.args:
            if not isinstance(argument, ast.Dict):
                continue
            names = [key.value for key in argument.keys if isinstance(key, ast.Constant)]
            if len(names) == len(argument.keys):
                yield template, {str(name) for name in names}


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _docstring(node: ast.AST) -> ast.expr | None:
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr):
        return node.body[0].value
    return None
