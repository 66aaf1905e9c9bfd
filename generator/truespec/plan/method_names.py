"""Names of methods: an operation's own name, without the words that `client.<resource>.` says already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from truespec.plan.names import METHOD_RESERVED, identifier, unique_names, words

_ARTICLES: Final = frozenset(("a", "an", "the"))
_PREPOSITIONS: Final = frozenset("as at by for from in into of on onto to via with".split())
# After these the resource is what is acted on: addItemsToPlaylist of Playlists is `add_items`.
_TOWARDS: Final = frozenset(("for", "from", "in", "of", "to"))
_VERSION: Final = re.compile(r"v\d+")
_ONE: Final = "get"
_MANY: Final = "list"


def method_names(operations: Iterable[str], tag: str) -> dict[str, str]:
    """Name the operations of a tag; those that would share a short name keep their whole one.

    Where getEvent and getEvents would share `get`, the one of many is `list`.
    """
    whole = unique_names(operations, lambda operation: method_name(operation, ""))
    short = {operation: method_name(operation, tag) for operation in whole}
    count = Counter(short.values())
    many = [operation for operation in whole if short[operation] == _ONE and _is_of_many(operation, tag)]
    if count[_ONE] > 1 and len(many) == 1 and not count[_MANY]:
        short[many[0]] = _MANY
        count = Counter(short.values())
    taken = set(whole.values())
    return {
        operation: name if count[name] == 1 and (name == whole[operation] or name not in taken) else whole[operation]
        for operation, name in short.items()
    }


def method_name(operation: str, tag: str) -> str:
    """Name a method by its operation without its tag: createSource and sources/create of Sources are both `create`.

    The tag stays where the rest would not say the same without it, as in listSpecialEvents of Events.
    """
    said = [word.lower() for word in words(operation)]
    return identifier("_".join(_shortened(said, _noun(tag))), "n", METHOD_RESERVED)


def _shortened(said: list[str], noun: list[str]) -> list[str]:
    """Leave out a noun, at the first place where that is possible."""
    singular = list(map(_singular, said))
    for start in range(len(said) - len(noun) + 1) if noun else ():
        end = start + len(noun)
        if singular[start:end] == noun:
            before, after = said[:start], said[end:]
            if (rest := _rest(before, after, many=said[end - 1] != noun[-1])) is not None:
                return rest
    return said


def _rest(before: list[str], after: list[str], *, many: bool) -> list[str] | None:
    """Give what is left when the noun between two parts of a name is left out, None when it has to stay."""
    if before and before[-1] in _ARTICLES:
        before, many = before[:-1], False
    if all(map(_VERSION.fullmatch, before)):
        return after or None
    if len(before) == 1:
        # In English the first noun of a compound is singular; a plural one is something else: saveAlbumsUser.
        return None if many and after and after[0] not in _PREPOSITIONS else [*before, *after]
    if not after and before[-1] in _TOWARDS:
        return before[:-1]
    return before if not after and before[1:] == ["all"] else None


def _is_of_many(operation: str, tag: str) -> bool:
    """Say whether an operation's name ends with its tag's noun in the plural."""
    last, noun = words(operation)[-1].lower(), _noun(tag)
    return last != _singular(last) and [_singular(last)] == noun[-1:]


def _noun(tag: str) -> list[str]:
    """Give the words of a tag, in the singular."""
    return [_singular(word.lower()) for word in words(tag)]


def _singular(word: str) -> str:
    """Give an English noun without its plural ending, roughly: it is only compared with others like it."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if re.search("(s|x|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
