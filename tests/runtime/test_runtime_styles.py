"""Every style in every place, by the specification's own table, and what the table leaves open.

See https://spec.openapis.org/oas/v3.2.0#style-examples
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest

from runtime.operation import Parameter, Part
from runtime.parameters import cookie_pairs, header_text, path_text, query_pairs
from runtime.whole_query import whole_query

FORM = "application/x-www-form-urlencoded"
LIST = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}
COOKIES = "greeting=Hello%2C%20world!; code=42"
COORDINATES = "color=%7B%22lat%22%3A40.6%2C%22long%22%3A-73.9%7D"
KHWARIZMI = "%D8%A7%D9%84%D8%AE%D9%88%D8%A7%D8%B1%D8%B2%D9%85%D9%8A%D9%91"
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
    ("tabDelimited", False, None, None, "color=blue%09black%09brown", None),
    ("deepObject", True, None, None, None, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
]
# Swagger 2.0 has these wherever a list may be.
DELIMITED = [
    ("spaceDelimited", "blue%20black%20brown", "blue black brown"),
    ("pipeDelimited", "blue%7Cblack%7Cbrown", "blue|black|brown"),
    ("tabDelimited", "blue%09black%09brown", "blue\tblack\tbrown"),
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


def query_text(parameter: Parameter, value: Any) -> str:
    return joined(query_pairs(parameter, value))


def cookie_text(parameter: Parameter, value: Any) -> str:
    return joined(cookie_pairs(parameter, value), "; ")


def joined(pairs: list[tuple[str, str]], between: str = "&") -> str:
    return between.join(f"{name}={text}" for name, text in pairs)


@pytest.mark.parametrize(("style", "explode", "value", "text"), rows(PATH))
def test_path_styles(style, explode, value, text):
    assert path_text(one("path", style, explode), value) == text


@pytest.mark.parametrize(("style", "explode", "value", "text"), rows(QUERY))
def test_query_styles(style, explode, value, text):
    assert query_text(one("query", style, explode), value) == text


@pytest.mark.parametrize(("style", "explode", "value", "text"), rows(PATH[4:]))
def test_header_styles(style, explode, value, text):
    assert header_text(one("header", style, explode), value) == text


@pytest.mark.parametrize(("style", "path", "header"), DELIMITED)
def test_delimited_lists_in_paths_and_headers(style, path, header):
    assert path_text(one("path", style, explode=False), LIST) == path
    assert header_text(one("header", style, explode=False), LIST) == header


@pytest.mark.parametrize(("style", "explode", "value", "text"), rows(COOKIE))
def test_cookie_styles(style, explode, value, text):
    assert cookie_text(one("cookie", style, explode), value) == text


# See https://spec.openapis.org/oas/v3.2.0#parameter-object-examples
@pytest.mark.parametrize(
    ("write", "parameter", "value", "text"),
    [
        (header_text, one("header", "simple", False), [12345678, 90099], "12345678,90099"),
        (cookie_text, one("cookie", "cookie"), {"greeting": "Hello%2C%20world!", "code": 42}, COOKIES),
        (cookie_text, one("cookie"), "Hello, world!", "color=Hello%2C%20world%21"),
        (path_text, one("path", "simple", False), "edijkstra", "edijkstra"),
        (path_text, one("path", "simple", False), "diṅnāga", "di%E1%B9%85n%C4%81ga"),
        (path_text, one("path", "simple", False), "الخوارزميّ", KHWARIZMI),
        (query_text, one("query"), ["one thing", "another thing"], "color=one%20thing&color=another%20thing"),
        (query_text, one("query"), {"page": 4, "pageSize": 50}, "page=4&pageSize=50"),
        (query_text, one("query", media_type="application/json"), {"lat": 40.6, "long": -73.9}, COORDINATES),
    ],
)
def test_the_specification_s_own_examples(write, parameter, value, text):
    assert write(parameter, value) == text


@pytest.mark.parametrize(
    ("parameter", "value", "text"),
    [
        (one("query", "deepObject"), {"a": {"b": 1}, "c": [1, 2]}, "color[a][b]=1&color[c]=1&color[c]=2"),
        (one("query", "deepObject"), ["a", "b"], "color=a&color=b"),
        (
            one("query", "deepObject"),
            {"a": [{"b": 1, "c": [2, 3]}, {"b": 4}], "d": [[5, 6], [7]]},
            "color[a][0][b]=1&color[a][0][c]=2&color[a][0][c]=3&color[a][1][b]=4&color[d][0]=5&color[d][0]=6&color[d][1]=7",
        ),
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
    assert unquote(query_text(parameter, value)) == text


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


# The last three are the specification's own, with %20 in the place of +, which it allows.
@pytest.mark.parametrize(
    ("media_type", "value", "text"),
    [
        (FORM, {"a b": "c&d", "e": [1, 2], "o": {"n": None}}, "a%20b=c%26d&e=1&e=2&o=%7B%22n%22%3Anull%7D"),
        (FORM, {"piped": [1, 2], "json": "a"}, "piped=1%7C2&json=%22a%22"),
        (FORM, "a=1&b=2", "a=1&b=2"),
        ("text/plain", "as=it&is%20", "as=it&is%20"),
        ("text/plain", "a=b#c[0] \r\né", "a=b%23c%5B0%5D%20%0D%0A%C3%A9"),
        ("application/json", "a", "%22a%22"),
        (FORM, {"foo": "a + b", "bar": True}, "foo=a%20%2B%20b&bar=true"),
        (
            "application/json",
            {"numbers": [1, 2], "flag": None},
            "%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D",
        ),
        ("application/jsonpath", "$.a.b[1:1]", "%24.a.b%5B1%3A1%5D"),
    ],
)
def test_a_whole_query_is_written_by_its_media_type(media_type, value, text):
    parts = (Part(name="piped", style="pipeDelimited", explode=False), Part(name="json", media_type="application/json"))

    assert whole_query(one("querystring", media_type=media_type, parts=parts), value) == text
