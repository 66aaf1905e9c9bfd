"""Rules: what the OpenAPI specification demands of a description, whatever a client can make of it."""

from truespec.rules.checking import check_part, check_rules, check_rules_of_others

__all__ = ["check_part", "check_rules", "check_rules_of_others"]
