"""Every kind of complaint that truespec knows, by stage: 1 load, 2 resolve, 3 normalise, 4 plan and render, 5 verify, 6 write, 7 settings."""

from __future__ import annotations

from functools import partial

from truespec.diagnostic import Code, Effect, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_REPAIRED, _WIDENED, _LOST = Effect.REPAIRED, Effect.WIDENED, Effect.LOST

UNREADABLE_FILE = Code("TS101", _ERROR, "The source cannot be read: it is missing, is a folder, or may not be opened.")
INVALID_ENCODING = Code("TS102", _ERROR, "The source is not UTF-8 text.")
INVALID_YAML = Code("TS103", _ERROR, "The source is not valid YAML 1.2.")
INVALID_JSON = Code("TS104", _ERROR, "The source is not valid JSON.")
DUPLICATE_KEY = Code("TS105", _ERROR, "A mapping holds the same key twice, so one of the two values would be lost.")
NO_DESCRIPTION = Code("TS106", _ERROR, "The page holds no fenced code block with an OpenAPI description.")
DISAGREEMENT = Code(
    "TS107", _ERROR, "Two descriptions of one API say different things about the same operation or component."
)
ASYNCAPI = Code("TS108", _ERROR, "The source describes an AsyncAPI channel, not an HTTP API.")
OLD_MINTLIFY = Code(
    "TS109",
    _WARNING,
    "The page holds the operation object of Mintlify's older generation, which was converted to OpenAPI.",
)
NOT_OPENAPI = Code(
    "TS110",
    _ERROR,
    "The source is not an OpenAPI description: a top-level key that every description needs is missing.",
)
UNSUPPORTED_VERSION = Code("TS111", _ERROR, "The description is of an OpenAPI version that truespec cannot read yet.")
UNSUPPORTED_YAML = Code(
    "TS112",
    _ERROR,
    "The YAML uses something that has no JSON meaning or could grow without bound, such as a tag, a complex key or an alias bomb.",
)
WRONG_OPERATION = Code(
    "TS113", _WARNING, "The page's code fence announces another operation than its description holds."
)
TOO_DEEP = Code(
    "TS114",
    _ERROR,
    "The source is nested deeper than truespec reads, or composed of more; no description has reason to be.",
)
NOT_A_MAPPING = Code("TS115", _ERROR, "The source is empty, or its root is not a mapping.")

NO_PAGES = Code("TS116", _ERROR, "A folder holds no documentation page with an OpenAPI description.")
PAGES_LEFT_OUT = Code("TS117", _INFO, "Pages of a folder hold no OpenAPI description, and were left out.")
DIFFERENT_WORDING = Code(
    "TS118", _INFO, "Two descriptions of one API say the same in other words; those of the first by name are used."
)
UNREACHABLE = Code("TS119", _ERROR, "An address cannot be fetched, or what it gives is no description.")
FORBIDDEN_ADDRESS = Code(
    "TS120", _ERROR, "An address leads into a private network, or from https to http, without having been named."
)
REPAIRED_PAGE = Code("TS121", _WARNING, "A documentation page misprints its description, and was repaired.")
SHORT_VERSION = Code("TS122", _WARNING, "The version of OpenAPI is not written as text with three numbers.")
LAST_COMMA = Code(
    "TS123",
    _ERROR,
    "A comma stands after the last entry of a list or mapping, which JSON does not allow; it is passed over.",
    _REPAIRED,
    survived=True,
)
OPEN_FENCE = Code("TS124", _WARNING, "A code fence of a page is not closed, so that what it holds may be cut off.")

INVALID_OVERLAY = Code("TS151", _ERROR, "The overlay is not a valid OpenAPI Overlay document.")
INVALID_TARGET = Code("TS152", _ERROR, "An overlay action's target is not a valid JSONPath expression.")
NO_MATCH = Code("TS153", _WARNING, "An overlay action matches nothing in the description.")

DANGLING_REFERENCE = Code("TS201", _ERROR, "A reference points to something that the description does not hold.")
DANGLING_EXAMPLE = Code(
    "TS202",
    _WARNING,
    "A reference inside an example points to something that the description does not hold; examples are data, so it is kept as it is.",
)
REFERENCE_CYCLE = Code("TS203", _ERROR, "References lead back to themselves without ever reaching a value.")
FOREIGN_REFERENCE = Code("TS204", _ERROR, "A reference points outside of the entry document.")

EMBEDDED_REFERENCE = Code(
    "TS205",
    _WARNING,
    "A reference leads nowhere from the root, but into the definitions of the schema around it, and was repaired.",
    _REPAIRED,
)

UNREAD_REFERENCE = Code(
    "TS206",
    _WARNING,
    "A reference leads into the network, which truespec does not ask unless it is allowed to; the widest object that it can mean stands for it.",
    _WIDENED,
)

INVALID_VALUE = Code("TS301", _ERROR, "A value has another type than the OpenAPI specification demands.")
UNDECLARED_PATH_PARAMETER = Code(
    "TS302",
    _ERROR,
    "A path template names a parameter that the operation does not declare; it is taken as a required string.",
    _REPAIRED,
    survived=True,
)
INVALID_EXTENSION = Code("TS303", _ERROR, "An extension has a value of the wrong type.")
UNKNOWN_EXTENSION = Code(
    "TS304",
    _INFO,
    "The description uses an extension that truespec does not know; it is kept in the canonical description and has no effect.",
)
UNMAPPED_GO_TYPE = Code(
    "TS305", _INFO, "A Go type is external and not in the type map, so the schema's own shape is used.", _WIDENED
)
WIDENED = Code(
    "TS306", _WARNING, "A schema says something that Python types cannot express yet; the type was widened.", _WIDENED
)
CONFLICTING_ALL_OF = Code(
    "TS307", _WARNING, "Members of an allOf disagree about a property; the last one wins.", _REPAIRED
)
DUPLICATE_OPERATION_ID = Code(
    "TS308",
    _ERROR,
    "Two operations share an operationId; the later by path and method is named by its path.",
    _REPAIRED,
    survived=True,
)
UNSUPPORTED_SECURITY = Code(
    "TS309",
    _INFO,
    "A security scheme is of a kind that the HTTP client has to apply; calls are made without a credential for it.",
    _WIDENED,
)
INVALID_GO_TYPE = Code(
    "TS310",
    _WARNING,
    "An x-go-type is not a Go type expression that truespec can read; the schema's own shape is used.",
    _WIDENED,
)
IMPOSSIBLE_STYLE = Code(
    "TS311",
    _WARNING,
    "A parameter has a style that does not exist where it travels; it is written in the default style of that place.",
    _REPAIRED,
)
IGNORED_EXTENSION = Code("TS312", _WARNING, "An extension has a value that it cannot have, and so no effect.")
IGNORED_PARAMETER = Code(
    "TS313",
    _INFO,
    "A header is one of those that OpenAPI says to ignore, because what is described elsewhere says it already.",
)
HOMELESS_PARAMETER = Code(
    "TS314",
    _WARNING,
    "A path parameter has no place in its path, so that the method takes no argument for it.",
    _REPAIRED,
)
MISSPELT_TYPE = Code(
    "TS315",
    _WARNING,
    "A schema has a type that JSON Schema does not know; the one that is meant is used.",
    _REPAIRED,
)

IGNORED_BESIDE_REFERENCE = Code(
    "TS316",
    _INFO,
    "Something that constrains values stands beside a reference, where OpenAPI 3.0 ignores it.",
)
NESTED_VALUE = Code(
    "TS317",
    _INFO,
    "A value holds lists or objects inside of others, which its style leaves open; truespec chooses how they are written.",
)

_broken_rule = partial(Code, severity=_ERROR, survived=True)
UNKNOWN_KEY = _broken_rule(number="TS321", sentence="An object holds a key that the specification does not know there.")
MISSING_KEY = _broken_rule(number="TS322", sentence="An object lacks something that the specification demands of it.")
WRONG_VALUE = _broken_rule(number="TS323", sentence="A value is not what the specification allows at its place.")
CONTRADICTION = _broken_rule(
    number="TS324", sentence="Two parts of the description exclude each other, or are twice what may be once."
)
INVALID_NAME = _broken_rule(
    number="TS325", sentence="A name, path, status or media type is not written as the specification demands."
)
UNDEFINED_NAME = _broken_rule(number="TS326", sentence="Something is named that the description does not define.")

UNUSABLE_DISCRIMINATOR = Code(
    "TS331",
    _WARNING,
    "A discriminator gives one value to two options, so it cannot tell them apart; the options are tried instead.",
)
DISCRIMINATOR_REFERENCE = Code(
    "TS332",
    _WARNING,
    "The mapping of a discriminator holds an object with a $ref where a text belongs; the text of the $ref is used.",
)
DANGLING_MAPPING = Code(
    "TS333",
    _INFO,
    "The mapping of a discriminator leads to something that is none of the options; values of it are kept as they come.",
)

ENGINE_COMPLAINT = Code(
    "TS401", _ERROR, "One of the two code generation engines complained, which truespec never lets pass."
)
NAME_COLLISION = Code("TS403", _INFO, "Two names are the same in Python, so one of them was given a suffix.")
PAGED = Code(
    "TS404",
    _INFO,
    "Operations answer in pages, as their parameters and answers tell, or somebody said; their methods walk all of them.",
)

EXAMPLE_CONTRADICTION = Code("TS501", _WARNING, "An example contradicts the schema that it stands beside.")
NOT_IMPORTABLE = Code(
    "TS502", _ERROR, "The generated package does not import: a type of yours is missing, or truespec is at fault."
)
INCOMPLETE = Code("TS503", _ERROR, "Something that the description holds was not generated.", _LOST)
EXAMPLE_UNCHECKED = Code(
    "TS504", _WARNING, "An example was not checked, because its schema is not a valid one or leads to too many others."
)

UNWRITABLE = Code("TS601", _ERROR, "The output folder cannot be written.")
FOREIGN_FILE = Code("TS602", _ERROR, "A file that truespec would write exists and belongs to the user.")
EDITED_FILE = Code("TS603", _ERROR, "A generated file was changed by hand since it was generated.")

INVALID_SETTINGS = Code("TS701", _ERROR, "The settings cannot be used.")

CODES = tuple(value for value in globals().values() if isinstance(value, Code))
