"""What is printed on paper: the words of a poster."""

from collections.abc import Mapping

from locales.filters import SERVICES, services
from locales.marking import _
from locales.translations import translated

POSTER = {
    "invitation": _("Ask the police station"),
    "how": _("Scan, press Start, and write or send a photo. The officer on duty answers you."),
    "hotline": _("Station telephone"),
    "emergency": _("This is not an emergency call. In danger, call at once:"),
    "telegram": _("Needs Telegram. It carries messages abroad: please send no secrets."),
}


def poster_words(language: str, emergency: Mapping[str, str]) -> dict[str, str]:
    """By their names in POSTER, and `numbers`: whom to call in danger."""
    said = {name: translated(language, text) for name, text in POSTER.items()}
    ordered = {service: emergency[service] for service in SERVICES if service in emergency}
    same = len(set(ordered.values())) == 1
    numbers = next(iter(ordered.values())) if same else services(language, ordered)
    return {**said, "numbers": numbers}
