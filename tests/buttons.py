"""Every button there is, and callback data for it, made from its class: what a client could
forge. A button with a field that is new here has to be given values for it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from aiogram.filters.callback_data import CallbackData

from handlers import callbacks

ABSTRACT = (CallbackData, callbacks.OfCase, callbacks.OfRun, callbacks.OfAlert)
Values = Mapping[str, Sequence[Any]]  # what each field may be filled with


def every_button() -> list[type[CallbackData]]:
    """The classes of handlers/callbacks, in its order."""
    return [
        found
        for found in vars(callbacks).values()
        if isinstance(found, type)
        and issubclass(found, CallbackData)
        and found not in ABSTRACT
        and hasattr(found, "__prefix__")
    ]


def name_of(button: type[CallbackData]) -> str:
    """The action's name in services/outbox."""
    return str(button.__prefix__)


def data_of(button: type[CallbackData], values: Values) -> Iterator[str]:
    """The callback data with all of the values. One that the button's own bounds refuse is an
    error: where a field means another thing than elsewhere, it is given values of its own."""
    fields = list(button.model_fields)
    for field in fields:
        if field not in values:
            raise AssertionError(
                f"The button {button.__name__} has a field {field!r} that the tests have no values "
                f"for: say what it may hold, where {sorted(values)} are made."
            )
    for chosen in product(*(values[field] for field in fields)):
        yield button(**dict(zip(fields, chosen, strict=True))).pack()
