"""Types of the API."""

from colliding_names_case._runtime.open_enum import OpenEnum


class Address_d80c9b(OpenEnum):
    """Address_d80c9b"""

    PLUS_1 = "+1"
    MINUS_1 = "-1"
    A_ca9781 = "a"
    A = "A"
    N_e3b0c4 = ""
    N24H = "24h"
    NONE = "None"
    MRO = "mro"
