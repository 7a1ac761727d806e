"""What the asker alone sees in the group, beside the neutral line that everyone reads there."""

from typing import Any

from models.address import Address
from models.case import Case
from services import lookup, outbox
from services.desk import Desk


async def receipt(desk: Desk, case: Case, group: Address, values: dict[str, Any]) -> None:
    """What it is about, and by when somebody comes back. `values`: a receipt's."""
    await _whisper(desk, case, group, "whisper_receipt", values)


async def outcome(desk: Desk, case: Case, group: Address, values: dict[str, Any]) -> None:
    """How it ended. `values`: an outcome's."""
    await _whisper(desk, case, group, "whisper_outcome", values)


async def _whisper(
    desk: Desk, case: Case, group: Address, template: str, values: dict[str, Any]
) -> None:
    if case.asker_id is None:
        return
    receiver = await lookup.address_of(desk, case.asker_id)
    if receiver is not None:
        language = await lookup.language_of_asker(desk, case)
        outbox.whisper(desk, group, receiver, template, values, language=language, case=case)
