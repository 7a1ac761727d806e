"""How residents read an officer's name: 王警官, unless the station shows whole names."""

from locales import family_name
from models.person import Person
from services.desk import Desk
from services.words import harmless


def shown_name(desk: Desk, person: Person) -> str:
    """The name before which, or after which, "officer" stands. Officers among themselves read
    whole names."""
    if desk.station.full_names:
        return harmless(person.name)
    return harmless(person.shown_as or family_name(person.name))
