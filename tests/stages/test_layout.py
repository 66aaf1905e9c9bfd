"""What is taken to be laid out is left by ruff as it is."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruff import find_ruff_bin  # type: ignore[import-untyped]

from truespec.layout import WIDTH, broken, double_quoted, is_laid_out, words_of
from truespec.plan.source import docstring, literal

TEXTS = st.lists(st.text(alphabet=st.sampled_from("\"'\\ \n\tab#\u2028.*")), min_size=50, max_size=50)
FORMAT = ("format", "--isolated", "--target-version", "py311", "--line-length", str(WIDTH), "-")


def laid_out(module: str) -> str:
    """Give a module as ruff lays it out."""
    ran = subprocess.run([find_ruff_bin(), *FORMAT], input=module.encode(), capture_output=True, check=True)
    return ran.stdout.decode()


@settings(database=None, derandomize=True, deadline=None, max_examples=20)
@given(TEXTS)
def test_docstrings_and_literals_are_laid_out(texts: list[str]) -> None:
    classes = (f"class A:\n    {docstring(text) or 'b = 1'}\n\n    a = {literal(text)}\n" for text in texts)
    said = [one for one in classes if is_laid_out(one)]
    module = '"""Texts."""\n\n\n' + "\n\n".join(said)

    assert said
    assert laid_out(module) == module


@pytest.mark.parametrize("text", ["plain", "it's", 'say "x"', "\\", "", "é\n"])
def test_a_literal_of_the_engine_gets_the_quotes_of_ruff(text: str) -> None:
    module = f"a = Literal[{double_quoted(repr(text))}] | None\n"

    assert laid_out(module) == module


def test_quotes_inside_of_a_text_stay() -> None:
    assert double_quoted("""Literal['a', "it's", 'b']""") == """Literal["a", "it's", "b"]"""


@pytest.mark.parametrize(
    ("module", "is_done"),
    [
        ('"""It\'s fine."""\n\n\nx: int = 1\n', True),
        (f'"""{"long " * 40}"""\n\n\nx: int = 1\n', True),
        (f"x: {'y' * WIDTH} = 1\n", False),
        ("x: Literal['a']\n", False),
        ('x: str = "é"\n', False),
        ("x: str = '\"\"\"'\ny: Literal['a']\n", False),
    ],
)
def test_a_module_is_for_ruff_when_in_doubt(module: str, is_done: bool) -> None:
    assert is_laid_out(module) is is_done


@pytest.mark.parametrize(
    "code",
    [
        f'{"Alias" * 12} = TypeAliasType("{"Alias" * 12}", Annotated[Literal[1], Exact])',
        f'{"field" * 10}: int | None = Field(default=None, alias="{"field" * 9}")',
        f'rules: ClassVar[Rules] = Rules(names=frozenset({{"{"a" * 35}", "{"b" * 35}"}}))',
        f'"""Text.\n\n{"field" * 10} = Field(default=None, alias="{"field" * 10}")\n"""',
    ],
)
def test_a_long_call_is_broken_as_ruff_does(code: str) -> None:
    module = broken(f"{code}\n")

    assert laid_out(f"{code}\n") == module
    assert is_laid_out(module)


@pytest.mark.parametrize(
    "code",
    [
        f'{"Alias" * 12} = TypeAliasType("Alias", Literal[1])["{"a" * 60}"]("{"b" * 60}")',
        f'{"Alias" * 12} = TypeAliasType("{"a" * 100}", "{"b" * 100}")',
        f"{'Alias' * 12}: {'Class' * 20} | None = None",
    ],
)
def test_what_takes_more_than_that_is_left_to_ruff(code: str) -> None:
    assert broken(code) == code
    assert not is_laid_out(code)


def test_words_of_texts_and_docstrings_do_not_count() -> None:
    assert words_of('class A(B):\n    """A Field."""\n\n    c: Literal["Annotated"]\n') == {
        "class",
        "A",
        "B",
        "c",
        "Literal",
    }
