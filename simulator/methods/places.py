"""Locations, venues and contacts (https://core.telegram.org/bots/api#sendlocation)."""

from simulator.call import Call
from simulator.envelope import address
from simulator.errors import bad_request
from simulator.wire import JSON

VENUE = ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
VCARD_LIMIT = 2048


def send_location(call: Call) -> JSON:
    location = _location(call)
    period = call.parameters.integer("live_period")
    if period:
        location["live_period"] = period
    return address(call).post(call, {"location": location}).as_json()


def send_venue(call: Call) -> JSON:
    title, street = call.parameters.text("title"), call.parameters.text("address")
    if not title:
        raise bad_request("venue title must be non-empty")
    location = _location(call)
    venue: JSON = {"location": location, "title": title, "address": street}
    venue |= {name: call.parameters.text(name) for name in VENUE if call.parameters.text(name)}
    return address(call).post(call, {"venue": venue, "location": location}).as_json()


def send_contact(call: Call) -> JSON:
    number, name = call.parameters.text("phone_number"), call.parameters.text("first_name")
    if not number:
        raise bad_request("phone number must be non-empty")
    if not name:
        raise bad_request("first name must be non-empty")
    contact = {"phone_number": number, "first_name": name}
    for field in ("last_name", "vcard"):
        if value := call.parameters.text(field):
            contact[field] = value
    if len(contact.get("vcard", "").encode()) > VCARD_LIMIT:
        raise bad_request("vCard is too long")
    return address(call).post(call, {"contact": contact}).as_json()


def _location(call: Call) -> JSON:
    latitude = call.parameters.number("latitude")
    longitude = call.parameters.number("longitude")
    if latitude is None or longitude is None:
        raise bad_request(f"{'latitude' if latitude is None else 'longitude'} is empty")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    location: JSON = {"latitude": latitude, "longitude": longitude}
    accuracy = call.parameters.number("horizontal_accuracy")
    return location | ({"horizontal_accuracy": accuracy} if accuracy else {})
