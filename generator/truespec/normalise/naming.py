"""Names for what the description leaves unnamed, made from where it stands and never from the order of entries."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from msgspec import Struct, field

from truespec.codes import DUPLICATE_OPERATION_ID
from truespec.diagnostic import Report
from truespec.document import Document, Mapping, Sequence, Value
from truespec.grammar import Kind, component_key
from truespec.normalise.extensions.naming import type_name
from truespec.normalise.option_names import option_words
from truespec.pointer import Pointer, Token
from truespec.walk import walk

OperationNames = dict[Pointer, str]

# Steps into a schema that say nothing about what the value is.
_SILENT: Final = frozenset(("allOf", "properties", "$defs", "definitions", "schema", "patternProperties"))
_OPTIONS_OF_COMPONENT: Final = len(("components", "schemas", "name", "oneOf"))
# The path items that others refer to; each of them stands in its place too.
_ITEMS: Final = ("components", "pathItems")
_STEPS: Final = {
    "items": "item",
    "additionalProperties": "value",
    "prefixItems": "item",
    "itemSchema": "item",
}


def operation_names(document: Document, report: Report) -> OperationNames:
    """Give every operation's name by its pointer: its operationId when that is its own, else method and path."""
    operations = [found for found in walk(document.root, to=Kind.OPERATION) if found.pointer.tokens[:2] != _ITEMS]
    ids = Counter(_operation_id(found.value) for found in operations)
    unnamed: list[Pointer] = []
    names: OperationNames = {}
    for found in operations:
        own = _operation_id(found.value)
        if own and ids[own] > 1:
            at = document.place(found.pointer / "operationId")
            report.add(DUPLICATE_OPERATION_ID, at=at, message=f"{own} is the operationId of {ids[own]} operations")
        if own and ids[own] == 1:
            names[found.pointer] = own
        else:
            unnamed.append(found.pointer)
    names = _without_paths(names)
    return names | _from_paths(unnamed, taken=set(names.values()))


def _without_paths(names: OperationNames) -> OperationNames:
    """Take FastAPI's repetition of path and method off an operationId: read_item_items__item_id__get is read_item."""
    short = {pointer: _without_path(name, pointer) for pointer, name in names.items()}
    count = Counter([*short.values(), *names.values()])
    return {pointer: short[pointer] if count[short[pointer]] == 1 else name for pointer, name in names.items()}


def _without_path(name: str, pointer: Pointer) -> str:
    """Give an operationId without the path and method at its end."""
    path, method = str(pointer.tokens[1]), str(pointer.tokens[-1])
    ending = re.sub(r"\W", "_", path) + f"_{method}"
    return name.removesuffix(ending) or name


def _from_paths(pointers: list[Pointer], taken: set[str]) -> OperationNames:
    """Name operations by their method and path; where that is no difference, as in /a/b and /a/{b}, with a suffix."""
    names = {pointer: _from_path(pointer) for pointer in pointers}
    count = Counter([*taken, *names.values()])
    return {pointer: name if count[name] == 1 else f"{name}_{pointer.digest}" for pointer, name in names.items()}


def _operation_id(operation: Value) -> str:
    """Give the operationId, or an empty text."""
    value = operation.get("operationId") if isinstance(operation, Mapping) else None
    return value if isinstance(value, str) else ""


def _from_path(pointer: Pointer) -> str:
    """Name an operation by its method and path: `get /a/{b}` is `get_a_b`."""
    path, method = str(pointer.tokens[1]), str(pointer.tokens[-1])
    return "_".join([method, *re.findall(r"\w+", path)])


class Namer(Struct, frozen=True):
    """Names inline schemas of one document; `options` remembers the words for the options of each choice."""

    document: Document
    operations: OperationNames
    options: dict[Pointer, list[str]] = field(default_factory=dict[Pointer, list[str]])

    def name(self, schema: Mapping, pointer: Pointer) -> str:
        """Name the schema at `pointer`: its author's name for it, or its owner and the way from there."""
        own = type_name(schema, is_named_by_use=_is_named_by_use(pointer))
        if own:
            return component_key(own)
        words: list[str] = []
        for part in filter(None, self._parts(pointer)):
            # An option that had a name before it was composed with what stands beside its choice says it all again.
            words.append(part.removeprefix(f"{'.'.join(words)}."))
        return ".".join(map(component_key, words))

    def _parts(self, pointer: Pointer) -> list[str]:
        """Give the owner's name and the telling steps from it to the schema."""
        for length in range(len(pointer.tokens), 0, -1):
            owner = Pointer(pointer.tokens[:length])
            if owner in self.operations:
                return [self.operations[owner], *self._steps(owner, pointer.tokens[length:])]
        match pointer.tokens:
            case ("components", "schemas", name, *rest):
                return [str(name), *self._steps(Pointer(pointer.tokens[:3]), tuple(rest))]
            case ("components", _, name, *rest):
                return [str(name), *self._steps(Pointer(pointer.tokens[:3]), tuple(rest))]
            case ("paths", path, *rest):
                return [str(path), *self._steps(Pointer(pointer.tokens[:2]), tuple(rest))]
            case _:
                return self._steps(Pointer(), pointer.tokens)

    def _steps(self, owner: Pointer, tokens: tuple[Token, ...]) -> list[str]:
        """Give the telling steps from an owner on."""
        steps: list[str] = []
        at, rest = owner, list(tokens)
        while rest:
            key = str(rest.pop(0))
            at = at / key
            step, taken = self._step(at, key, rest)
            for token in rest[:taken]:
                at = at / token
            del rest[:taken]
            steps.append(step)
        return steps

    def _step(self, at: Pointer, key: str, rest: list[Token]) -> tuple[str, int]:
        """Give the word for one step and how many further tokens it takes."""
        following = str(rest[0]) if rest else ""
        match key:
            case "requestBody":
                return "request", 0
            case "responses":
                return self._response_word(at, following), 1
            case "content":
                return self._content_word(at, following), 1
            case "parameters":
                return self._parameter_word(at / following), 1
            case "oneOf" | "anyOf":
                return self._option_word(at / following, following), 1
            case "allOf":
                return "", 1
            case "properties" | "$defs" | "definitions" | "patternProperties" | "headers" | "callbacks":
                return following, 1
            case _ if key in _SILENT:
                return "", 0
            case _:
                return _STEPS.get(key, key), 0

    def _response_word(self, at: Pointer, status: str) -> str:
        """Say `response` for the first success and the status for all others."""
        responses = self._find(at)
        statuses = sorted(responses) if isinstance(responses, Mapping) else []
        successes = [code for code in statuses if code.startswith("2")]
        return "response" if status == (successes or ["default"])[0] else status

    def _content_word(self, at: Pointer, media_type: str) -> str:
        """Say nothing more than `body` when there is one media type, or for JSON among several."""
        contents = self._find(at)
        several = isinstance(contents, Mapping) and len(contents) > 1
        word = media_type.rsplit("/", 1)[-1] if several and media_type != "application/json" else ""
        return word or ("body" if at.tokens[0] == "components" else "")

    def _parameter_word(self, at: Pointer) -> str:
        """Say a parameter's name."""
        parameter = self._find(at)
        return str(parameter.get("name", "parameter")) if isinstance(parameter, Mapping) else "parameter"

    def _option_word(self, at: Pointer, index: str) -> str:
        """Say what tells an option from the others."""
        if at.parent not in self.options:
            self.options[at.parent] = self._option_words(at.parent)
        words = self.options[at.parent]
        return words[int(index)] if words else f"option{int(index) + 1}"

    def _option_words(self, at: Pointer) -> list[str]:
        """Give a word for each option of a choice, none when there is no such choice."""
        options, choice = self._find(at), self._find(at.parent)
        if not isinstance(options, Sequence) or not isinstance(choice, Mapping):
            return []
        is_component = at.tokens[:2] == ("components", "schemas") and len(at.tokens) == _OPTIONS_OF_COMPONENT
        return option_words(choice, options, is_named=is_component)

    def _find(self, at: Pointer) -> Value:
        """Give what stands at a pointer, None when nothing does."""
        try:
            return self.document.find(at)
        except KeyError:
            return None


def _is_named_by_use(pointer: Pointer) -> bool:
    """Say whether a schema is that of a property or of a parameter, so that a name beside it is theirs."""
    tokens = pointer.tokens
    return tokens[-2:-1] == ("properties",) or ("parameters" in tokens[:-2] and tokens[-1:] == ("schema",))
