"""Words of danger, and the emergency number that belongs to them.

The words of every language count, whatever language the writer has chosen.
"""

from dataclasses import dataclass

from locales import danger_in

CRIME = "crime"


@dataclass(frozen=True)
class Danger:
    """`numbers`: which service (police, fire, ambulance) answers under which number."""

    numbers: dict[str, str]
    crime: bool


def found_in(text: str, emergency: dict[str, str]) -> Danger:
    """What the text speaks of. `emergency` is the station's list: service to number."""
    found = danger_in(text)
    numbers = {service: number for service, number in emergency.items() if service in found}
    return Danger(numbers, crime=CRIME in found)
