"""The only maker of Python names: a wire name in, a valid name out, unique where it must be."""

from __future__ import annotations

import builtins
import keyword
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from typing import Final

from truespec.settings import TAKEN_NAMES

EXTRAS: Final = "additional_properties"
# What pydantic and the runtime's Model own; a field by such a name would hide it.
MODEL_ATTRIBUTES: Final = frozenset(
    "copy dict json schema construct validate parse_obj parse_raw parse_file from_orm schema_json update_forward_refs "
    "to_json to_dict from_json model_config model_fields model_computed_fields model_extra model_fields_set "
    "model_construct model_copy model_dump model_dump_json model_json_schema model_parametrized_name model_post_init "
    "model_rebuild model_validate model_validate_json model_validate_strings".split()
)
# A field by such a name would hide the type that a later field of its class is annotated with.
ANNOTATION_NAMES: Final = frozenset("str int float bool list dict bytes date time datetime".split())
FIELD_RESERVED: Final = MODEL_ATTRIBUTES | ANNOTATION_NAMES | {EXTRAS}
# Names that a generated module imports for itself.
CLASS_RESERVED: Final = frozenset(
    "Any Literal TypeAlias TypeAliasType ClassVar Annotated Field Model OpenEnum OpenIntEnum FieldRules DateTime Date "
    "Time Uuid Uri IPv4 IPv6 Byte IntegerText NumberText CaselessEnum Enum IntEnum StrEnum RootModel BaseModel "
    "ConfigDict FromJSON Never Tagged Exact".split()
)
_BUILTINS_AND_CLASS_RESERVED: Final = CLASS_RESERVED | frozenset(dir(builtins))
# What the modules of the client and of the resources import for themselves, and what the package exports.
CLASSES_RESERVED: Final = CLASS_RESERVED | frozenset(
    "APIResponse Answering AnsweringPage ApiKey AsyncByteStream AsyncClient AsyncIterable AsyncPages AsyncStream "
    "AsyncStreaming AsyncTokenProvider Basic Bearer Body ByteStream CallOptions ClientCertificate ClientCredentials "
    "ClientOptions Cursor Digest Drift ErrorEvent File FileInput Grant Iterable LastItem Mapping MutualTls NextLink "
    "NextUrl OAuth2 OMIT Offset Omit OpenIdConnect Operation PageNumber Pages Paging Parameter Part Password "
    "RefreshToken RequestEvent Response ResponseEvent RetryEvent Self Sequence Server ServerSentEvent ServerVariable "
    "ServerVariables SpecDriftWarning Stream Streamed StreamedBytes Streaming SyncClient TYPE_CHECKING Token "
    "TokenProvider TypedDict Unpack WithResponse".split()
)
TWINS_RESERVED: Final = CLASSES_RESERVED | {name.removeprefix("Async") for name in CLASSES_RESERVED}
"""Each of these classes has a twin for asynchronous code."""
CALL_RESERVED: Final = frozenset(
    "self body content_type call_options extra_headers extra_query timeout max_retries idempotency_key strict "
    "one_body typed_body open_stream open_stream_async".split()
)
"""The options of every call, and what the body of a method calls."""
# What the annotations beside a method refer to; a method by such a name would hide it.
METHOD_RESERVED: Final = CALL_RESERVED | frozenset(
    "str int float bool bytes builtins datetime ipaddress uuid models overload deprecated "
    "streaming with_response".split()
)
CONSTRUCTOR_RESERVED: Final = frozenset(
    "self http_client server server_variables options base_url timeout deadline max_retries retry_delay "
    "idempotency_header strict max_response_bytes on_drift on_request on_response on_retry on_error tracing".split()
)
HEADER_RESERVED: Final = ANNOTATION_NAMES | frozenset(
    "get keys values items all read typed described request_id builtins ipaddress uuid models formats loose".split()
)
"""What the class of an answer's headers has, and what the annotations in it refer to."""
MEMBER_RESERVED: Final = frozenset(("mro", "name", "value"))
CLIENT_RESERVED: Final = frozenset(
    "api call call_with_response open copy close strict timeout base_url str float bool".split()
)
# Windows keeps these for devices, whatever the ending.
MODULE_RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
# What the package of models refers to.
MODELS_RESERVED: Final = frozenset(("dict", "list", "object", "str"))

_SYMBOLS: Final = {
    "+": "plus", "-": "minus", "*": "star", "/": "slash", "<": "lt", ">": "gt", "=": "eq", "$": "dollar", "@": "at",
    "#": "hash", "&": "and", "|": "or", "!": "not", "?": "question", ".": "dot", "%": "percent", "[": "open",
    "]": "close", ":": "colon", "(": "open", ")": "close", " ": "space", "_": "underscore",
}  # fmt: skip

# A capital after a small letter, or after a digit that follows one; and the last capital of several that begins a word,
# as in HTTPServer, but not the plural of VPCs, the version of IPv6, or the one letter of OAuth.
_CASE_CHANGE: Final = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[a-z]\d)(?=[A-Z])|(?<=[a-z]\d\d)(?=[A-Z])"
    r"|(?<=[A-Z0-9])(?<!^O)(?<![^A-Z]O)(?=[A-Z](?!s(?![a-z])|v\d)[a-z])"
)

_REMEMBERED: Final = 1 << 16

# Bytes: file systems allow 255 for the name of a file, and the engine joins two names and an ending to one.
_LONGEST: Final = 110

Maker = Callable[[str], str]


@lru_cache(_REMEMBERED)
def snake_case(text: str) -> str:
    """Give the words of a text in lower case, joined by underscores; empty when it has no letter or digit."""
    return "_".join(word.lower() for word in words(text))


def pascal_case(text: str) -> str:
    """Give the words of a text joined, each with a capital; the rest of a word stays as the author wrote it."""
    parts = _parted(unicodedata.normalize("NFKC", text))
    return "".join(part[0].upper() + part[1:] for part in parts)


def upper_case(text: str) -> str:
    """Give the words of a text in capitals, joined by underscores."""
    return snake_case(text).upper()


def words(text: str) -> list[str]:
    """Split a text where its case changes and at whatever is no letter or digit: `HTTPServer2Id` is HTTP Server2 Id."""
    return _parted(_CASE_CHANGE.sub(" ", unicodedata.normalize("NFKC", text)))


def _parted(text: str) -> list[str]:
    """Split a text at whatever cannot stand in a name; vowel signs and the like can, though they are no letters."""
    if text.isascii():
        return re.findall("[A-Za-z0-9]+", text)
    return "".join(char if char != "_" and f"a{char}".isidentifier() else " " for char in text).split()


@lru_cache(_REMEMBERED)
def identifier(name: str, prefix: str, reserved: frozenset[str] = frozenset()) -> str:
    """Make a name valid: a prefix before a digit, an underscore after a keyword or a reserved name."""
    # Python reads a name in this form, and so does a class that looks its attributes up.
    name = unicodedata.normalize("NFKC", name)
    if not name or not name.isidentifier():
        name = prefix + name
    name = _shortened(name)
    return name + "_" if keyword.iskeyword(name) or name in reserved else name


def _shortened(name: str) -> str:
    """Give a name that is fit to name a file together with another one; a hash stands for what is cut off."""
    encoded = name.encode()
    if len(encoded) <= _LONGEST:
        return name
    start = encoded[: _LONGEST - 7].decode(errors="ignore").rstrip("_")
    return f"{start}_{sha256(encoded).hexdigest()[:6]}"


def field_name(wire_name: str) -> str:
    """Name a field of a model."""
    return identifier(snake_case(wire_name), "n", FIELD_RESERVED)


def argument_name(wire_name: str) -> str:
    """Name an argument of a method."""
    return identifier(snake_case(wire_name), "n", CALL_RESERVED)


def constructor_name(wire_name: str) -> str:
    """Name an argument of a client's constructor."""
    return identifier(snake_case(wire_name), "n", CONSTRUCTOR_RESERVED)


def class_name(schema_name: str) -> str:
    """Name a class."""
    return identifier(pascal_case(schema_name), "N", _BUILTINS_AND_CLASS_RESERVED)


def member_name(value: str) -> str:
    """Name a member of an enum."""
    return identifier(upper_case(value), "N", MEMBER_RESERVED)


def unique_names(wire_names: Iterable[str], make: Maker) -> dict[str, str]:
    """Name all of them so that no two are the same, whatever their order.

    Of those that collide, the one that is written like its Python name keeps it; the others have their symbols
    spelled out, and if that is not enough, a suffix made from the wire name.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for wire_name in dict.fromkeys(wire_names):
        groups[make(wire_name)].append(wire_name)
    taken = set(groups)
    names: dict[str, str] = {}
    for name, group in sorted(groups.items()):
        owner = _owner(name, group, make)
        for wire_name in sorted(group):
            names[wire_name] = name if wire_name == owner else _apart(wire_name, make, taken)
    return names


def _owner(name: str, group: list[str], make: Maker) -> str | None:
    """Give the one of the group that keeps the name, None when none has a better claim than another."""
    if name in group:
        return name
    able = [wire_name for wire_name in group if _has_letter(wire_name)]
    plain = able if len(group) == 1 else [wire_name for wire_name in able if _spelled(wire_name, make) == name]
    return plain[0] if len(plain) == 1 else None


def _apart(wire_name: str, make: Maker, taken: set[str]) -> str:
    """Give a name that is not taken yet, and take it."""
    spelled = _spelled(wire_name, make)
    digest = sha256(wire_name.encode("utf-8", "surrogatepass")).hexdigest()
    tries = (spelled, *(f"{make(wire_name)}_{digest[:length]}" for length in range(6, len(digest))))
    free = next(name for name in tries if name not in taken)
    taken.add(free)
    return free


def _spelled(wire_name: str, make: Maker) -> str:
    """Name a text with each of its symbols spelled out."""
    return make(re.sub(r"[\W_]", lambda match: f" {_SYMBOLS.get(match[0], f'x{ord(match[0]):x}')} ", wire_name))


def _has_letter(text: str) -> bool:
    """Say whether a text has something to name it by."""
    return any(char.isalnum() for char in text)


def package_name(title: str) -> str:
    """Name a package by the API's title: The Portable API is `portable_api`, and OpenAI's is not `open_ai`.

    No index takes the name of a package in another script, so of that only the letters of this one are left.
    """
    name = "_".join(filter(None, map(_ascii, _title_words(title))))
    is_taken = keyword.iskeyword(name) or name in TAKEN_NAMES or name in sys.stdlib_module_names
    return identifier(f"{name}_api" if is_taken else name, "api_" if name else "api")


def _ascii(word: str) -> str:
    """Give a word in small letters and without their accents, what else is not ASCII left out."""
    return unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()


def client_name(package: str, title: str) -> str:
    """Name the client class: by the title, as its words are written there, or by a package that is named otherwise."""
    parts = _title_words(title) if package_name(title) == package else package.split("_")
    if len(parts) > 1 and parts[-1].lower() in ("api", "client", "sdk"):
        parts = parts[:-1]
    return identifier(pascal_case(" ".join(parts)), "Api", TWINS_RESERVED)


def _title_words(title: str) -> list[str]:
    """Give the words of a title up to its API: what follows is a remark, as in Pets API (Preview)."""
    plain = re.sub(r"^\s*the\s+|(?<=\w)['\u2019](?=\w)", "", unicodedata.normalize("NFKC", title), flags=re.IGNORECASE)
    parts = re.findall(r"[^\W_]+", plain)
    ends = [index for index, part in enumerate(parts) if index and part.lower() == "api"]
    return parts[: ends[0] + 1] if ends else parts
