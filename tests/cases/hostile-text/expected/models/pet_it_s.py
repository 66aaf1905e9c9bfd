"""Types of the API."""

from hostile_text_case._runtime.open_enum import OpenEnum


class PetItS(OpenEnum):
    """PetItS"""

    X22_X22_X22 = '"""'
    X5C = "\\"
    X = "{{ x }}"
    X2028 = "\u2028"
