"""The canned answers: one source of about 2 KB, and a list of a thousand of them."""

from __future__ import annotations

import json
from typing import Any

WORDS = "Sign in to the vendor, open the settings of your account and make a key that may read every calendar. "
TYPES = ("STRING", "PASSWORD", "TEXT", "NUMBER", "BOOLEAN", "DATE")


def created() -> bytes:
    """Give the answer to a create call."""
    return json.dumps({"data": source(1)}).encode()


def listed(count: int) -> bytes:
    """Give the answer to a list call."""
    return json.dumps({"data": [source(number) for number in range(count)]}).encode()


def source(number: int) -> dict[str, Any]:
    """Make the source of one number; every fourth is named beyond ASCII."""
    return {
        "id": 80_000 + number,
        "displayName": f"{'Équipe' if number % 4 == 0 else 'Team'} {number}'s calendar",
        "sourceSpec": {
            "name": "google_calendar",
            "displayName": "Google Calendar",
            "website": "https://calendar.google.com",
            "tagLine": "Events, attendees and rooms",
            "lifecycle": "STABLE",
            "authenticationStrategy": "AUTH_CODE",
            "instructions": WORDS * 6,
            "propertyDefinitions": [definition(name) for name in TYPES],
        },
        "properties": {
            "email": f"user{number}@example.com",
            "days": number % 90,
            "archived": number % 2 == 0,
        },
        "createdAt": "2023-06-12T20:03:00Z",
        "updatedAt": "2023-08-01T00:00:00Z",
    }


def definition(type_name: str) -> dict[str, Any]:
    """Make the definition of one property."""
    name = type_name.lower()
    return {
        "name": name,
        "displayName": name.title(),
        "type": type_name,
        "required": type_name == "STRING",
        "description": f"The {name} of the calendar's user",
    }
