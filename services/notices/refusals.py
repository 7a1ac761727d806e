"""What someone is told when the answer is no, or when something went wrong."""

from models.address import Address
from services import outbox
from services.desk import Desk
from services.errors import DoorstepError


def refusal(desk: Desk, error: DoorstepError) -> None:
    """A tap is answered on the spot; a message gets a reply. A group needn't read that one of
    its members was shut out."""
    if desk.callback_id is not None:
        desk.acknowledge(f"error/{error.notice}", **error.values, tapped=True)
    elif desk.place is not None and (desk.place.is_private or not desk.suspended):
        _reply(desk, desk.place, f"error/{error.notice}", **error.values, tapped=False)


def went_wrong(desk: Desk) -> None:
    """The update was parked: the sender hears that a person will look at it."""
    if desk.callback_id is not None:
        desk.acknowledge("error/went_wrong", hotline=desk.station.hotline)
    elif desk.place is not None:
        _reply(desk, desk.place, "error/went_wrong", hotline=desk.station.hotline)


def _reply(desk: Desk, to: Address, template: str, **values: object) -> None:
    outbox.say(
        desk,
        to,
        template,
        values,
        reply_to_id=desk.heard_id,
        thread_id=desk.thread_id,
    )
