"""Alerts in private: the page on which somebody chooses them, and that they have stopped."""

from collections.abc import Sequence
from typing import Any

from models.address import Address
from models.station import Grid
from services import outbox
from services.alerts import topics as packing
from services.alerts.topics import Topic
from services.desk import Desk
from services.notices.people import GRIDS_SHOWN
from services.outbox import Actions

PAGES = ("my_alerts", "alerts_stopped")  # what the page takes the place of


def page(desk: Desk, topics: Sequence[Topic], grid_id: int | None) -> None:
    """What its reader gets, for where, and a button for each topic."""
    _show(desk, "my_alerts", topics, grid_id, _page_buttons(topics, grid_id))


def places(desk: Desk, grids: Sequence[Grid], number: int) -> None:
    """For which neighbourhood? As many as a phone shows, and after the last the first again."""
    first = number * GRIDS_SHOWN if number * GRIDS_SHOWN < len(grids) else 0
    shown = [f"alerts_for:{grid.id}|{grid.name}" for grid in grids[first : first + GRIDS_SHOWN]]
    rows = [shown[at : at + 2] for at in range(0, len(shown), 2)]
    more = [[f"alert_places:{first // GRIDS_SHOWN + 1}"]] if len(grids) > GRIDS_SHOWN else []
    _put(desk, "which_alerts", {}, [*rows, *more, ["alerts_for:0"]])


def stopped(desk: Desk, topics: Sequence[Topic], grid_id: int | None) -> None:
    """Nothing more comes in private, and how to have it again."""
    bits = packing.packed(topics)
    undo = [[f"undo_stop:{grid_id or 0}:{bits}"]] if bits else []
    _put(desk, "alerts_stopped", {}, [*undo, ["my_alerts"]])


def in_private(desk: Desk, to: Address) -> None:
    """/alert in a group: one chooses in private."""
    outbox.say(
        desk,
        to,
        "alerts_in_private",
        actions=[["alerts_privately"]],
        reply_to_id=desk.heard_id,
        thread_id=desk.thread_id,
    )


def _show(
    desk: Desk, template: str, topics: Sequence[Topic], grid_id: int | None, actions: Actions
) -> None:
    grid = desk.directory.grids.get(grid_id) if grid_id is not None else None
    values = {"topics": [topic.value for topic in topics], "place": grid.name if grid else None}
    _put(desk, template, values, actions)


def _put(desk: Desk, template: str, values: dict[str, Any], actions: Actions) -> None:
    """In place of the page that was tapped; under anything else, as a message of its own."""
    about = desk.about
    if about is not None and about.template in (*PAGES, "which_alerts"):
        outbox.amend(desk, about, template, values, actions, language=desk.language)
        return
    reply_to_id = about.id if about is not None and about.run_id is not None else None
    outbox.say(desk, desk.here, template, values, actions=actions, reply_to_id=reply_to_id)


def _page_buttons(topics: Sequence[Topic], grid_id: int | None) -> Actions:
    buttons = [
        f"drop_alerts:{topic.value}"
        if topic in topics
        else f"want_alerts:{grid_id or 0}:{topic.value}"
        for topic in Topic
    ]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    stop = [["stop_alerts"]] if topics else []
    return [*rows, ["alert_places:0"], *stop]
