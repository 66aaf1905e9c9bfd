"""Every style in every place, by the specification's own table, and what the table leaves open.

See https://spec.openapis.org/oas/v3.2.0#style-examples
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest

from runtime.operation import Parameter
from runtime.parameters import cookie_pairs, header_text, path_text, query_pairs, query_text

LIST = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}
# style, explode, and what the empty text, a text, a list and an object become; None where the table says n/a.
PATH = [
    ("matrix", False, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
    ("matrix", True, ";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"),
    ("label", False, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
    ("label", True, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
    ("simple", False, None, "blue", "blue,black,brown", "R,100,G,200,B,150"),
    ("simple", True, None, "blue", "blue,black,brown", "R=100,G=200,B=150"),
]
QUERY = [
    ("form", False, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    ("form", True, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    ("spaceDelimited", False, None, None, "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"),
    ("pipeDelimited", False, None, None, "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"),
    ("deepObject", True, None, None, None, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
]
COOKIE = [
    ("form", False, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    ("cookie", False, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    ("cookie", True, "color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"),
]


def rows(table: list[Any]) -> list[tuple[Any, ...]]:
    return [
        (style, explode, value, text)
        for style, explode, *texts in table
        for value, text in zip(["", "blue", LIST, OBJECT], texts, strict=True)
        if text is not None
    ]


def one(location: Any, style: Any = "form", explode: bool = True, **more: Any) -> Parameter:
    return Parameter(name="color", location=location, style=style, explode=explode, **more)


def joined(pairs: list[tuple[str, str]], between: str = "&") -> str:
    return between.join(f"{name}={text}" for name, text in pairs)


@pytest.mark.parametrize(("style", "explode", "value", "text"), rows(PATH))
def test_path_styles(style, explode, value, text):
    assert path_text(one("path", style, explode), value) == text


@pytest.mark.parametrize(("style", "explode", "value", "text"), rows(QUERY))
def test_query_styles(style, explode, value, text):
    assert joined(query_pairs(one("query", style, explode), value)) == text


@pytest.mark.parametrize(("style", "explode", "value", "text"), rows(PATH[4:]))
def test_header_styles(style, explode, value, text):
    assert header_text(one("header", style, explode), value) == text


@pytest.mark.parametrize(("style", "explode", "value", "text"), rows(COOKIE))
def test_cookie_styles(style, explode, value, text):
    assert joined(cookie_pairs(one("cookie", style, explode), value), "; ") == text


@pytest.mark.parametrize(
    ("parameter", "value", "text"),
    [
        (one("query", "deepObject"), {"a": {"b": 1}, "c": [1, 2]}, "color[a][b]=1&color[c]=1&color[c]=2"),
        (one("query", "deepObject"), ["a", "b"], "color=a&color=b"),
        (one("query", "deepObject"), {}, ""),
        (one("query", "spaceDelimited", explode=False), [], ""),
        (one("query", "spaceDelimited", explode=False), "a b", "color=a b"),
        (one("query"), [{"a": 1}, None], 'color={"a":1}&color=null'),
        (one("query"), None, "color=null"),
        (one("query", media_type="application/json"), {"é": [1, None]}, 'color={"é":[1,null]}'),
        (one("query", media_type="application/json"), "a", 'color="a"'),
        (one("query", media_type="text/plain"), "a", "color=a"),
    ],
)
def test_what_the_table_leaves_open(parameter, value, text):
    assert unquote(joined(query_pairs(parameter, value))) == text


def test_reserved_characters_pass_when_they_are_let_through():
    text = "a/b?c:d@e;f=g%20h%zz+i&j#k[l] é"

    assert query_pairs(one("query", reserved=True), text) == [
        ("color", "a/b?c:d@e;f=g%20h%25zz%2Bi%26j%23k%5Bl%5D%20%C3%A9")
    ]
    assert path_text(one("path", "simple", reserved=True), "a/b?c") == "a/b%3Fc"


@pytest.mark.parametrize("value", ["../x", "a/%2e%2E/b", "."])
def test_a_reserved_path_value_cannot_climb(value):
    with pytest.raises(ValueError, match="segment"):
        path_text(one("path", "simple", reserved=True), value)


@pytest.mark.parametrize("value", ["a; admin=1", "a\r\nX: 1", "a b"])
def test_a_cookie_cannot_bring_another_one(value):
    with pytest.raises(ValueError, match="color"):
        cookie_pairs(one("cookie", "cookie"), value)


@pytest.mark.parametrize(
    ("media_type", "value", "text"),
    [
        ("application/x-www-form-urlencoded", {"a b": "c&d", "e": [1, 2]}, "a%20b=c%26d&e=1&e=2"),
        ("application/json", {"a": 1}, "%7B%22a%22%3A1%7D"),
        ("text/plain", "as=it&is", "as=it&is"),
    ],
)
def test_a_whole_query_is_written_by_its_media_type(media_type, value, text):
    assert query_text(one("querystring", media_type=media_type), value) == text
