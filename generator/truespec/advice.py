"""What a user can do about each kind of complaint, by the number of its code."""

from __future__ import annotations

from truespec.codes import CODES
from truespec.diagnostic import Code, Severity

FAULT = "report it, with the description that caused it; it is a fault of truespec"

ADVICE = {
    "TS101": "give the path of a file or folder that exists and may be read",
    "TS102": "save the file as UTF-8",
    "TS103": "mend the YAML at the place; often a text must be quoted or a tab replaced by spaces",
    "TS104": "mend the JSON at the place; comments and trailing commas are not JSON",
    "TS105": "keep one of the two entries",
    "TS106": "fetch the whole description, which the site's llms.txt lists, or the page as Markdown",
    "TS107": "take one of the two out, or fetch both anew; they may be of different versions of the API",
    "TS108": "nothing; truespec makes clients for HTTP APIs only",
    "TS109": "use the whole description, which the site's llms.txt lists; it says more than the page",
    "TS110": "give the entry document, the one that says openapi: 3.1.0 or the like",
    "TS111": "write a version that truespec reads: swagger 2.0, or openapi 3.0.x, 3.1.x or 3.2.x",
    "TS112": "write the value as plain YAML that JSON could express too",
    "TS113": "see that the page is the one that you want; the description is used as it stands",
    "TS114": "look for a mistake in the nesting at the place that is named",
    "TS115": "give the file that holds the description or overlay",
    "TS116": "give the folder of the pages, or the description itself",
    "TS117": "nothing, unless a page of an operation is among them",
    "TS118": "nothing, or fetch all pages anew",
    "TS119": "open the address in a browser; give the address of the description itself, or save it and give the file",
    "TS120": "name the host with --allow-remote-refs when you trust it",
    "TS121": "see that the repair is what the page means, or use the whole description of the API",
    "TS122": "write all three numbers, as in openapi: 3.1.0",
    "TS123": "take the comma out",
    "TS124": "fetch the page anew; if it is whole, close the fence",
    "TS151": "mend the overlay; its format is at https://spec.openapis.org/overlay/v1.1.0.html",
    "TS152": "mend the target; its format is at https://www.rfc-editor.org/rfc/rfc9535",
    "TS153": "see whether the description has changed since, then mend or remove the action",
    "TS201": "add what is missing, or mend the reference; an overlay can do both",
    "TS202": "nothing, unless you need the example",
    "TS203": "let one of the references lead to a schema",
    "TS204": "name the folder that references may lead to with --root, or copy the file into the entry document's",
    "TS205": "write the whole pointer, from the root of the description",
    "TS206": "allow the host with --allow-remote-refs, or save what it holds beside the description and refer to that",
    "TS301": "mend the value; an overlay can do it",
    "TS302": "declare the parameter, with an overlay if need be",
    "TS303": "mend or remove the extension; an overlay can do it",
    "TS304": "nothing, unless the extension has a meaning that the client needs",
    "TS305": "add the type to [api.NAME.types] of truespec.toml when it should be another Python type",
    "TS306": "nothing, unless the exact type matters; the value is passed through as it is",
    "TS307": "let the members agree, with an overlay if need be",
    "TS308": "give each operation an operationId of its own, with an overlay if need be",
    "TS309": "give the client an http_client of yours that has the certificate or the authentication",
    "TS310": "mend or remove the extension; an overlay can do it",
    "TS311": "mend the style, with an overlay if need be",
    "TS312": "mend or remove the extension; an overlay can do it",
    "TS313": "nothing; content_type= and extra_headers= choose another value for one call",
    "TS314": "mend the path or the parameter, with an overlay if need be",
    "TS315": "mend the type; the type null is a text, which YAML needs in quotes",
    "TS316": "put both into an allOf if both are meant",
    "TS317": "see how the server reads it; a parameter with content of application/json leaves nothing open",
    "TS321": "mend the key; an extension's name begins with x-",
    "TS322": "add what is missing, with an overlay if need be",
    "TS323": "mend the value, with an overlay if need be",
    "TS324": "keep one of the two",
    "TS325": "mend the name, with an overlay if need be",
    "TS326": "define it, or mend the name",
    "TS331": "give each option values of its own, with an overlay if need be",
    "TS332": "write the text of the $ref itself as the value, with an overlay if need be",
    "TS333": "mend the mapping, or add the option, with an overlay if need be",
    "TS401": FAULT,
    "TS403": "nothing, or rename one of the two with an overlay",
    "TS404": "nothing, or say otherwise in [api.NAME.pagination] of truespec.toml; REFERENCE.md has the types",
    "TS501": "find out which of the two the server keeps to; if the example, widen the schema by an overlay",
    "TS502": f"install what [api.NAME.types] names beside truespec; else {FAULT}",
    "TS503": FAULT,
    "TS504": "mend the schema at that place, or widen it by an overlay; the client does not depend on it",
    "TS601": "choose another folder with --output, or make it writable",
    "TS602": "move your file away, or choose another folder with --output",
    "TS603": "keep your change in a file of your own, then remove the edited file and generate again",
    "TS701": "mend the setting that is named",
}


def explanation(code: Code) -> str:
    """Give what there is to say about a code, for the terminal."""
    return f"{code.number} {_kind(code)}\n{code.sentence}\nWhat to do: {ADVICE[code.number]}."


def documentation() -> str:
    """Give the page docs/diagnostics.md."""
    return INTRODUCTION + "".join(f"\n{_section(code)}" for code in CODES)


def _section(code: Code) -> str:
    return f"## {code.number} ({_kind(code)})\n{code.sentence}\n\nWhat to do: {ADVICE[code.number]}.\n"


def _kind(code: Code) -> str:
    """Say how bad it is, what became of the thing, and whether an error may be allowed."""
    allowable = "may be allowed" if code.severity is Severity.ERROR and code.allowable else ""
    survived = "warning for generate" if code.survived else ""
    return ", ".join(filter(None, (code.severity, survived, code.effect, allowable)))


INTRODUCTION = """# Diagnostics
Every complaint of truespec has a code. An error fails the run; a warning is a fault that the result
survives, but `truespec lint` does not; info is a remark. An error that says "warning for generate" breaks a
rule of the specification, and the package copes with it. `--allow CODE`, or `allow.codes` in truespec.toml, takes
a code for a remark: a warning, or an error that says here that it may be allowed. What was widened, repaired
or lost is listed again at the end of a run. `truespec explain CODE` prints the same, and `make update` writes
this page.
"""
