"""Hostile text becomes a literal, a docstring, a line of Markdown or TOML, and no more."""

from __future__ import annotations

import ast
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from truespec.package import Source
from truespec.plan.source import (
    cell,
    comment,
    docstring,
    frozen_set,
    inline_code,
    literal,
    markdown,
    prose,
    toml_string,
)

HOSTILE = (
    "plain",
    "it's",
    'say "hi"',
    'ends with "',
    'ends with \\"',
    '"""',
    '""""',
    "'''",
    '"""); import os; os.system("touch pwned"); ("""',
    "trailing backslash\\",
    "two\\\\",
    "\\N{BULLET} \\x41 \\u0041 \\",
    "{{ 7*7 }} {% raw %} {# note #}",
    "{braces} %s %(x)s $HOME",
    "line\nbreak",
    "carriage\rreturn",
    "windows\r\nbreak",
    "tab\tand\x0bvertical\x0cfeed",
    "nul\x00byte",
    "\x1b[31mred",
    "next\x85line",
    "line\u2028and\u2029paragraph",
    "bidi \u202e\u2066 controls \u2069",
    "zero\u200bwidth \ufeff",
    "lone \ud800 surrogate \udfff",
    "astral 😀",
    "#!python\n# -*- coding: latin-1 -*-",
)


def shown(text: str) -> str:
    """Give a text as the reader of a docstring sees it: escapes stand for what cannot be printed."""
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").strip("\n ").split("\n"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_literal_evaluates_to_the_text(text: str) -> None:
    made = literal(text)

    assert ast.literal_eval(made) == text
    assert made.isascii()
    assert made.isprintable()


@pytest.mark.parametrize("value", [0, -1, 1.5, True, None, (), ("a",), ("it's", '"""')])
def test_a_literal_evaluates_to_the_value(value: int | float | bool | tuple[str, ...] | None) -> None:
    assert ast.literal_eval(literal(value)) == value


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("indent", [0, 1, 2])
def test_a_docstring_is_one_statement_that_says_the_text(text: str, indent: int) -> None:
    made = docstring(text, indent)

    module = function_with(made, indent)
    (statement,) = module.body
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
    assert isinstance(said := statement.value.value, str)
    assert shown(said) == shown(text)
    assert all(character.isprintable() or character == "\n" for character in made)


@settings(database=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("\"'\\ \n\ra{}#\t\x00\u2028")))
def test_any_text_in_a_docstring_ends_where_it_should(text: str) -> None:
    made = docstring(text)

    body = function_with(made, 1).body if made else []

    assert len(body) == bool(made)
    assert bool(made) == bool(text.strip())


def function_with(made: Source, indent: int) -> ast.Module:
    """Parse a docstring where it will stand, and give the block that holds nothing else."""
    if not indent:
        return ast.parse(made)
    blocks = "".join(f"{'    ' * level}if 1:\n" for level in range(indent))
    tree: ast.AST = ast.parse(f"{blocks}{'    ' * indent}{made}\n")
    for _ in range(indent):
        (tree,) = tree.body  # type: ignore[attr-defined]
    return ast.Module(body=tree.body, type_ignores=[])  # type: ignore[attr-defined]


def test_a_docstring_keeps_the_layout_of_its_text() -> None:
    assert docstring("One.\n\n  indented  \nlast\n") == '"""One.\n\n      indented\n    last\n    """'
    assert docstring("  \n ") == ""
    assert docstring("One.") == '"""One."""'


@pytest.mark.parametrize("text", HOSTILE)
def test_a_comment_stays_on_its_line(text: str) -> None:
    made = comment(text)

    assert made.isprintable()
    assert len(ast.parse(f"x = 1  # {made}").body) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_a_toml_string_reads_as_the_printable_text_on_one_line(text: str) -> None:
    made = toml_string(text)

    printable = "".join(character for character in " ".join(text.split()) if character.isprintable())
    assert tomllib.loads(f"a = {made}") == {"a": printable}


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "<script>alert(1)</script>",
        "[a](javascript:x)",
        "![a](b)",
        "`code`",
        "# head",
        "a | b",
        "&lt;b&gt;",
        "- item",
        "1. item",
        "+ item",
        "---",
        "1) item",
        "=",
        "> quote",
        "***",
        "~~~",
        "    indented",
        "https://example.com",
        "<https://example.com>",
    ],
)
@pytest.mark.parametrize("before", ["", "x "])
def test_markdown_shows_the_text_and_makes_nothing_of_it(text: str, before: str) -> None:
    made = markdown(text)

    (block, inline, end) = MarkdownIt("commonmark").enable("table").parse(before + made)
    assert (block.type, end.type) == ("paragraph_open", "paragraph_close")
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}
    assert made.isprintable()
    told = "".join(child.content for child in inline.children or ())
    printable = "".join(character for character in " ".join(text.split()) if character.isprintable())
    assert told == (before + printable).rstrip()


@pytest.mark.parametrize(
    "text", [*HOSTILE, "`a` | `b|c` \\`d` ``e`` `f\\` <b>`<b>`", "# a\n\n> b\n- c\n    d\n1. e\n***\n- \x00 f", "- "]
)
def test_prose_keeps_no_more_than_paragraphs_lists_and_code(text: str) -> None:
    made = prose(text)

    tokens = MarkdownIt("commonmark").enable("table").parse(made)
    blocks = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    parts = [child for token in tokens for child in token.children or ()]
    assert blocks <= {"paragraph", "bullet_list", "list_item", "inline", "fence"}
    assert {part.type for part in parts} <= {"text", "text_special", "code_inline"}
    told = "".join(
        part.content for token in tokens for part in ([token] if token.type == "fence" else token.children or ())
    )
    assert letters(told) == letters(text)


def letters(text: str) -> list[str]:
    return [character for character in text if character.isalnum()]


def test_prose_keeps_its_paragraphs_its_lists_and_its_code() -> None:
    text = "Gives `a|b`,\nor less.\n\nOne of:\n* `x`: the\n  first\n- y\n\nNo *more*."

    assert prose(text) == "Gives `a|b`, or less.\n\nOne of:\n\n- `x`: the first\n- y\n\nNo \\*more\\*."
    assert prose("Run:\n```sh\na  |\n\n- b\n```\nNow.") == "Run:\n\n```\na  |\n\n- b\n```\n\nNow."
    assert cell(text).startswith("Gives `a\\|b`, or less. One of:")


@pytest.mark.parametrize("text", ["a", "a`b", "`a`", "a ``b` c", "a | b"])
def test_inline_code_holds_its_text(text: str) -> None:
    (_, inline, _) = MarkdownIt("commonmark").parse(inline_code(text))

    assert [(child.type, child.content) for child in inline.children or ()] == [("code_inline", text)]


def test_a_set_of_names_is_sorted() -> None:
    assert frozen_set(["b", "a", "it's"]) == 'frozenset({"a", "b", "it\'s"})'
