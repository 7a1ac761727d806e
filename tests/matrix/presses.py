"""Buttons and links, pressed by anyone anywhere: what follows, and whether it was refused."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from aiogram.filters.callback_data import CallbackData

from bot.acknowledging import ALERTS
from locales import render_plain
from models.alert import AlertUrgency, Category, Certainty, Severity
from models.case import CaseKind
from models.station import GroupKind
from services.alert_library import Follows
from services.alerts.form import Asked, DayOfMonth, Part, Sheet, TimeOfYear, Weekday, When
from services.alerts.topics import Topic
from simulator import Tap
from tests.buttons import Values, data_of, every_button, name_of
from tests.matrix.scene import Fresh, Scene
from tests.matrix.table import STANDINGS, Standing, Tables, Where, Who, allows

# Whoever isn't a person has no private chat with the bot.
FACELESS = (Who.ANONYMOUS, Who.CHANNEL, Who.BOT)
AT_WORK = (Who.HOLDER, Who.ON_DUTY, Who.OFF_DUTY, Who.LEADER)
LANGUAGE = "en"  # everybody's, also after they have chosen it
OUTDATED = render_plain("error/outdated_button", LANGUAGE, {}, "UTC")
# A field that means another thing with this button than with the others.
WORDS_TYPED = ("answer_case", "send_late", "give_late", "drop_late", "new_case", "for_myself")
OF_SENT = ("update_alert", "all_clear", "call_off", "found")
OF_DRAFT = ("send_follow_up", "follow_up_words", "drop_follow_up")
OF_BUTTON: dict[str, Callable[[Scene, Fresh], Values]] = {
    **{name: lambda _, fresh: {"exchange": [fresh.typed_id]} for name in WORDS_TYPED},
    "send_to_group": lambda _, fresh: {"exchange": [fresh.held_id]},
    "will_call": lambda _, fresh: {"exchange": [fresh.held_id]},
    "suspend": lambda scene, _: {"person": [scene.spare_id]},
    "away_until": lambda scene, _: {
        "minutes": [int(scene.street.clock.now().timestamp()) // 60 + 9]
    },
    "swap": lambda scene, _: {"shift": [scene.shifts["Ben"].id]},
    "more_swaps": lambda scene, _: {"shift": [scene.shifts["Ben"].id]},
    "swap_for": lambda scene, _: {"shift": [scene.shifts["Ben"].id]},
    **{name: lambda _, fresh: {"alert": [fresh.draft_id]} for name in OF_DRAFT},
    **{name: lambda _, fresh: {"alert": [fresh.alert_id]} for name in OF_SENT},
    **{name: lambda scene, _: {"run": [scene.run_id]} for name in ("noted", "report")},
    "lift": lambda scene, _: {"person": [scene.spare_id]},
    "approve_alert": lambda _, fresh: {"alert": [fresh.alerts["submitted"]]},
    "give_back_alert": lambda _, fresh: {"alert": [fresh.alerts["submitted"]]},
    "take_back_alert": lambda _, fresh: {"alert": [fresh.alerts["own"]]},
    "alert_weekday": lambda _, fresh: {"alert": [fresh.alerts["weekly"]]},
    "alert_month": lambda _, fresh: {"alert": [fresh.alerts["monthly"]]},
    "alert_season": lambda _, fresh: {"alert": [fresh.alerts["weekly"]]},
    "alert_holds": lambda *_: {"minutes": [60]},
    "resume_run": lambda _, fresh: {"run": [fresh.runs["paused"]]},
    "retry_failed": lambda _, fresh: {"run": [fresh.runs["done"]]},
}


def values(scene: Scene, fresh: Fresh, button: type[CallbackData]) -> Values:
    """What a client could put into the button's fields to do something with this case."""
    common: Values = {
        "case": [fresh.id],
        "person": [scene.colleague_id],
        "grid": [scene.grid_id],
        "exchange": [fresh.said_id],
        "kind": [CaseKind.DISPUTE],
        "page": [0],
        "minutes": [0],
        "code": [LANGUAGE],
        "shift": [scene.shifts["Gus"].id],
        "other": [scene.shifts["Carol"].id],
        "swap": [fresh.swap_id],
        "change": [fresh.change_id],
        "topic": [Topic.FIRE],
        "topics": [1],
        "handover": [fresh.handover_id],
        "alert": [fresh.alerts["draft"]],
        "run": [fresh.runs["sending"]],
        "area": [scene.area_id],
        "sheet": [Sheet.WORDS],
        "version": [1],
        "minute": [600],
        "asked": [Asked.TEXT],
        "thing": [Part.PICTURE],
        "key": ["heat"],
        "followed": [fresh.alert_id],
        "follows": [Follows.ANY],
        "group_kind": [GroupKind.MERCHANTS],
        "when": [When.TODAY],
        "weekday": [Weekday.SAT],
        "day": [DayOfMonth.MIDDLE],
        "season": [TimeOfYear.COLD],
        "severity": [Severity.MINOR],
        "urgency": [AlertUrgency.FUTURE],
        "certainty": [Certainty.POSSIBLE],
        "category": [Category.FIRE],
        "imported": [fresh.import_id],
    }
    own = OF_BUTTON.get(name_of(button))
    return {**common, **(own(scene, fresh) if own else {})}


@dataclass
class Press:
    """One combination. `fresh` is the case that it is about."""

    button: type[CallbackData]
    who: Who
    where: Where
    standing: Standing
    expected: bool
    fresh: Fresh | None = None
    tap: Tap | None = None

    @property
    def name(self) -> str:
        return name_of(self.button)

    async def press(self, scene: Scene, fresh: Fresh) -> None:
        self.fresh = fresh
        person = fresh.asker if self.who is Who.ASKER else scene.people[self.who]
        data = next(data_of(self.button, values(scene, fresh, self.button)))
        self.tap = await person.presses(scene.bubble(person, self.where), data)

    @property
    def answer(self) -> str:
        query = self.tap.query if self.tap else None
        return query.answer.text if query and query.answer else ""

    @property
    def refused(self) -> bool:
        """With an alert, or, where a bot pressed, with silence."""
        query = self.tap.query if self.tap else None
        if query is None or query.answer is None:
            return True
        return query.answer.show_alert and (self.name not in ALERTS or self.answer == OUTDATED)

    def __str__(self) -> str:
        private = "private" if self.standing.private else "shown"
        return (
            f"{self.name} by {self.who} in the {self.where}, "
            f"{self.standing.stage} ({private}): {self.answer!r}"
        )


def every_press(tables: Tables) -> Iterator[Press]:
    for button in every_button():
        # Where it isn't about a case, it is the same however one stands.
        standings = STANDINGS if "case" in button.model_fields else STANDINGS[:1]
        for who, where, standing in product(Who, Where, standings):
            if not could_press(who, where):
                continue
            expected = allows(tables, name_of(button), who, where, standing)
            yield Press(button, who, where, standing, expected)


def could_press(who: Who, where: Where) -> bool:
    """A client can make up what a button says, but only under a message that it was sent."""
    if where is Where.ROOM:
        return who in (*AT_WORK, Who.ANONYMOUS)
    return where is Where.GROUP or who not in FACELESS


def missing(rows: Tables, names: Sequence[str], what: str) -> list[str]:
    return [
        f"docs/permissions.md has no row for the {what} `{name}`: add one that says where it works "
        "and who may use it, and how the case has to stand."
        for name in names
        if name not in rows
    ]
