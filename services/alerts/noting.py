"""Noted: how many have read an alert and said so. Who, nobody can tell once it is over."""

import hashlib
import hmac

from sqlalchemy import select

from models.alert import AlertRun, NotedMark
from services.desk import Desk
from services.errors import NotYours, OutdatedButton


async def note(desk: Desk, run_id: int) -> None:
    """Whoever taps twice counts once, and need not be known to us. Raises NotYours for whoever
    has no account, and OutdatedButton for an alert that no longer holds."""
    if desk.account is None:
        raise NotYours
    run = await desk.session.get(AlertRun, run_id, with_for_update=True)
    if run is None or run.station_id != desk.station.id or run.salt is None:
        raise OutdatedButton
    mark = _mark(run.salt, desk.account)
    known = select(NotedMark.id).where(NotedMark.run_id == run.id, NotedMark.mark == mark)
    if await desk.session.scalar(known) is None:
        desk.add(NotedMark(run_id=run.id, mark=mark))
        run.noted += 1
    desk.acknowledge("alert_noted", number=run.noted)


def _mark(salt: str, account: int) -> str:
    return hmac.new(bytes.fromhex(salt), str(account).encode(), hashlib.sha256).hexdigest()
