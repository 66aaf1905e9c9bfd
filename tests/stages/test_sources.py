"""Many sources in, one description out: pages, folders, standard input, addresses."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from truespec.diagnostic import Report, Stopped
from truespec.document import Document, Mapping, Place, plain
from truespec.load import Network, OtherFiles, load_all, remote
from truespec.pipeline import understand
from truespec.resolve import bundle
from truespec.settings import Allowed, Settings

HEAD = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\n"
LIST = "paths: {/pets: {get: {operationId: list}}}\ncomponents: {schemas: {Pet: {type: object}, A: {}}}\n"
MAKE = "paths: {/pets: {post: {operationId: make}}}\ncomponents: {schemas: {Pet: {type: object}, B: {}}}\n"


def page(text: str, head: str = HEAD) -> str:
    return f"# Page\n\n## OpenAPI\n\n````yaml\n{head}{text}````\n"


def loaded(*sources: str | Path, hosts: tuple[str, ...] = ()) -> tuple[Document | None, list[str]]:
    settings = Settings(sources=tuple(map(str, sources)), allow=Allowed(hosts=hosts))
    report = Report()
    try:
        return load_all(settings.sources, Network.of(settings), report), list(map(str, report))
    except Stopped:
        return None, list(map(str, report))


def written(folder: Path, **texts: str) -> list[Path]:
    files = [folder / f"{name}.md" for name in texts]
    for file, text in zip(files, texts.values(), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return files


def test_pages_of_one_api_become_one_description_whatever_their_order(tmp_path: Path) -> None:
    files = written(tmp_path, **{"b/list": page(LIST), "a/make": page(MAKE)})

    (first, told), (second, _), (folder, _) = loaded(*files), loaded(*reversed(files)), loaded(tmp_path)

    assert first and second and folder
    assert told == []
    assert list(first.root["paths"]["/pets"]) == ["post", "get"]  # type: ignore[call-overload, index]
    assert set(first.root["components"]["schemas"]) == {"Pet", "A", "B"}  # type: ignore[call-overload, index]
    assert plain(first.root) == plain(second.root) == plain(folder.root)
    assert [source.name for source in first.sources] == ["a/make.md", "b/list.md"]


def test_one_page_may_hold_several_descriptions(tmp_path: Path) -> None:
    (file,) = written(tmp_path, page=page(LIST) + page(MAKE))

    document, told = loaded(file)

    assert document and told == []
    assert list(document.root["paths"]["/pets"]) == ["get", "post"]  # type: ignore[call-overload, index]


SERVERS = "servers: [{url: 'https://%s.example'}]\n"


def test_what_differs_between_pages_stays_with_their_operations(tmp_path: Path) -> None:
    item = "paths: {/pets: {parameters: [{name: %s, in: query}], %s: {}}}\n"
    files = written(
        tmp_path,
        a=page("security: [{key: []}]\n" + SERVERS % "a" + item % ("x", "get")),
        b=page(SERVERS % "b" + item % ("y", "post")),
    )

    document, told = loaded(*files)

    assert document and told == []
    assert plain(document.root["security"]) == [{"key": []}]
    assert plain(document.root["paths"]) == {
        "/pets": {
            "get": {"parameters": [{"name": "x", "in": "query"}]},
            "post": {
                "security": [],
                "servers": [{"url": "https://b.example"}],
                "parameters": [{"name": "y", "in": "query"}],
            },
        }
    }


def test_what_swagger_says_of_all_operations_stays_with_those_of_its_page(tmp_path: Path) -> None:
    head = "swagger: '2.0'\ninfo: {title: Pets, version: '1'}\nhost: pets.example\n"
    one = "consumes: [application/xml]\npaths: {/a: {post: {}}}\n"
    other = "produces: [text/plain]\nschemes: [http]\npaths: {/b: {post: {produces: [image/png]}, put: {}}}\n"

    document, told = loaded(*written(tmp_path, a=page(one, head), b=page(other, head)))

    assert document and told == []
    assert plain(document.root["consumes"]) == ["application/xml"] and "produces" not in document.root
    assert plain(document.root["paths"]) == {
        "/a": {"post": {}},
        "/b": {
            "post": {"schemes": ["http"], "consumes": [], "produces": ["image/png"]},
            "put": {"schemes": ["http"], "consumes": [], "produces": ["text/plain"]},
        },
    }


def test_operations_of_any_method_become_one_description(tmp_path: Path) -> None:
    paths = "%spaths: {/a: {parameters: [{name: %s, in: query}], additionalOperations: {%s: {}}}}\n"
    files = written(
        tmp_path, a=page(paths % ("security: [{key: []}]\n", "x", "COPY")), b=page(paths % ("", "y", "LINK"))
    )

    document, told = loaded(*files)

    assert document and told == []
    assert plain(document.root["paths"]) == {
        "/a": {
            "additionalOperations": {
                "COPY": {"parameters": [{"name": "x", "in": "query"}]},
                "LINK": {"security": [], "parameters": [{"name": "y", "in": "query"}]},
            }
        }
    }


def test_what_is_left_empty_on_one_page_is_that_of_the_other(tmp_path: Path) -> None:
    empty = page("paths: {/pets: }\ncomponents:\ntags:\n")
    files = written(tmp_path, a=empty, b=page(LIST + "tags: [{name: t}]\n"), c=empty)

    document, told = loaded(*files)

    assert document and told == []
    assert plain(document.root["paths"]) == {"/pets": {"get": {"operationId": "list"}}}
    assert plain(document.root["components"]) == {"schemas": {"Pet": {"type": "object"}, "A": {}}}
    assert plain(document.root["tags"]) == [{"name": "t"}]


@pytest.mark.parametrize(
    ("one", "other", "complaint"),
    [
        (
            "paths: {/a: {get: {deprecated: true}}}\n",
            "paths: {/a: {get: {deprecated: false}}}\n",
            "b.md:8:19: error TS107: get /a contradicts what is described at a.md:8:19 ",
        ),
        (
            "components: {schemas: {A: {properties: {title: {type: string}}}}}\n",
            "components: {schemas: {A: {properties: {title: {type: object}}}}}\n",
            "b.md:8:27: error TS107: schemas/A contradicts what is described at a.md:8:27 ",
        ),
        (
            "paths: {/a: {additionalOperations: {COPY: {deprecated: true}}}}\n",
            "paths: {/a: {additionalOperations: {COPY: {}}}}\n",
            "b.md:8:43: error TS107: COPY /a contradicts what is described at a.md:8:43 ",
        ),
        (
            "host: a.example\n",
            "host: b.example\n",
            "b.md:8:7: error TS107: host contradicts what is described at a.md:8:7 ",
        ),
        (
            "components: {}\n",
            "components: []\n",
            "b.md:8:13: error TS107: components contradicts what is described at a.md:8:13 ",
        ),
        (
            "components: {schemas: {A: {description: x}}}\n",
            "components: {schemas: {A: {description: y, example: 1}}}\n",
            "b.md:8:27: info TS118: schemas/A is worded differently at a.md:8:27, which is used",
        ),
        (
            "tags: [{name: t, description: x}]\n",
            "tags: [{name: t, description: y}, {name: u}]\n",
            "b.md:8:8: info TS118: the tag t is worded differently at a.md:8:8, which is used",
        ),
    ],
)
def test_a_conflict_between_two_pages_names_both(tmp_path: Path, one: str, other: str, complaint: str) -> None:
    files = written(tmp_path, a=page(one), b=page(other))

    _, told = loaded(*reversed(files))

    assert [line[: len(complaint)] for line in told] == [complaint]


@pytest.mark.parametrize("name", ["/Own", "own"])
def test_references_lead_from_the_source_that_they_are_in(tmp_path: Path, name: str) -> None:
    schemas = "components: {schemas: {%s: {properties: {own: {$ref: 'own.yaml#%s'}, other: {$ref: '%s'}}}}}\n"
    for folder, other in (("a", "b"), ("b", "a")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own.yaml").write_text(f"Own: {{$anchor: own, const: {folder}}}\n")
        there = f"../{other}/api.yaml#/components/schemas/{other}"
        (tmp_path / folder / "api.yaml").write_text(HEAD + schemas % (folder, name, there))
    report = Report()

    document, _ = loaded(tmp_path / "a/api.yaml", tmp_path / "b/api.yaml")
    assert document
    whole = bundle(document, OtherFiles(tmp_path, report), report)

    found: Any = plain(whole.root["components"])["schemas"]
    own = {folder: found[folder]["properties"]["own"]["$ref"].rpartition("/")[2] for folder in "ab"}
    assert list(report) == [] and len(found) == 4
    assert [found[own[folder]]["const"] for folder in "ab"] == ["a", "b"]
    assert found["a"]["properties"]["other"] == {"$ref": "#/components/schemas/b"}
    assert found["b"]["properties"]["other"] == {"$ref": "#/components/schemas/a"}


@pytest.mark.parametrize(
    ("reference", "complaints"),
    [
        ("own.yaml", ["b/api.md:8:27: error TS107: schemas/A contradicts what is described at a/api.md:8:27"]),
        ("#/components/schemas/B", []),
        ("https://pets.example/own.yaml", []),
    ],
)
def test_the_same_words_in_two_folders_may_lead_to_different_files(
    tmp_path: Path, reference: str, complaints: list[str]
) -> None:
    text = page(f"components: {{schemas: {{A: {{items: {{allOf: [{{$ref: '{reference}'}}]}}}}, B: {{}}}}}}\n")

    _, told = loaded(*written(tmp_path, **{"a/api": text, "b/api": text}))

    assert [line.partition(" (")[0] for line in told] == complaints


def test_a_reference_may_lead_to_a_page(tmp_path: Path) -> None:
    reference = "components: {schemas: {A: {properties: {b: {$ref: 'b.md#/components/schemas/B'}}}}}\n"
    a, _ = written(tmp_path, a=page(reference), b=page("components: {schemas: {B: {title: Bee}}}\n"))
    report = Report()

    for sources in ((a,), (tmp_path,)):
        document, _ = loaded(*sources)
        assert document
        whole = bundle(document, OtherFiles(tmp_path, report), report)

        assert list(report) == []
        assert plain(whole.root["components"]) == {
            "schemas": {
                "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}},
                "B": {"title": "Bee"},
            }
        }


def test_references_in_an_overlay_lead_from_the_first_source(tmp_path: Path) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own.yaml").write_text(f"Own: {{title: {folder}}}\n")
        (tmp_path / folder / "api.yaml").write_text(HEAD + "components: {schemas: {}}\n")
    (tmp_path / "overlay.yaml").write_text(
        "overlay: 1.0.0\ninfo: {title: Own, version: '1'}\n"
        "actions: [{target: $.components.schemas, update: {A: {$ref: 'own.yaml#/Own'}}}]\n"
    )
    sources = (str(tmp_path / "a/api.yaml"), str(tmp_path / "b/api.yaml"))

    settings = Settings(sources=sources, overlays=(tmp_path / "overlay.yaml",))

    specification = understand(settings, Report(), lambda _: None)

    components: Any = plain(specification.described.root["components"])
    assert [schema.get("title") for schema in components["schemas"].values() if "title" in schema] == ["a"]


def test_pages_without_a_description_are_left_out_of_a_folder(tmp_path: Path) -> None:
    written(tmp_path, **{"a": page(LIST), "guide/b": "# Guide\n", ".hidden/c": "# No\n"})

    document, told = loaded(tmp_path)

    assert document
    assert told == [f"{tmp_path}:1:1: info TS117: no OpenAPI description is on guide/b.md"]


def test_a_page_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    written(tmp_path, **{"a": page(LIST), "caf\udce9": page(MAKE)})

    _, told = loaded(tmp_path)

    complaint = r"caf\udce9.md:1:1: error TS101: the name 'caf\udce9.md' is no UTF-8 text (give the file another name)"
    assert told == [complaint]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "error TS116: the folder holds no .md page (give the folder of the pages)"),
        ({"guide": "# Guide\n"}, "error TS116: no OpenAPI description is on guide.md (give the pages of operations"),
    ],
)
def test_a_folder_without_a_description_is_refused(tmp_path: Path, files: dict[str, str], message: str) -> None:
    written(tmp_path, **files)

    _, told = loaded(tmp_path)

    assert [line.partition(":1:1: ")[2][: len(message)] for line in told] == [message]


def test_a_page_that_links_the_whole_description_says_so(tmp_path: Path) -> None:
    (file,) = written(tmp_path, page="# Hi\n\n## OpenAPI Specs\n\n- [openapi](https://pets.example/openapi.json)\n")

    _, told = loaded(file)

    assert told[0].endswith("(give the whole description, which the page links: https://pets.example/openapi.json)")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((HEAD + LIST).encode())))

    document, told = loaded("-")

    assert document and told == []
    assert document.root["openapi"] == "3.0.3" and document.file == "<stdin>"


Answers = dict[str, tuple[int, dict[str, str], bytes]]


@pytest.fixture
def served() -> Iterator[Callable[[Answers], str]]:
    """Serve answers by path on a loopback port."""
    answers: Answers = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            of_path = answers.get(self.path.partition("?")[0], (404, {}, b"no"))
            status, headers, body = answers.get(self.path, of_path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value.replace("PORT", str(server.server_port)))
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    def serve(given: Answers) -> str:
        answers.update(given)
        return f"http://localhost:{server.server_port}"

    yield serve
    server.shutdown()
    server.server_close()


def ok(text: str) -> tuple[int, dict[str, str], bytes]:
    return 200, {}, text.encode()


def to(address: str) -> tuple[int, dict[str, str], bytes]:
    return 302, {"location": address}, b""


def test_an_address_is_fetched(served: Callable[[Answers], str]) -> None:
    base = served({"/docs/a.yaml": ok(HEAD + LIST), "/old": to("/docs/a.yaml")})

    for path in ("/docs/a.yaml", "/old?key=secret"):
        document, told = loaded(base + path)

        assert document and told == []
        assert document.file == base + path.partition("?")[0]


def test_addresses_that_differ_in_their_query_alone_are_sources_of_their_own(
    served: Callable[[Answers], str],
) -> None:
    other = MAKE.replace("Pet: {type: object}", "C: {$ref: shared/c.yaml}")
    base = served({"/v1?of=list": ok(HEAD + LIST), "/v1?of=make": ok(HEAD + other), "/shared/c.yaml": ok("type: int")})
    report = Report()
    settings = Settings(sources=(f"{base}/v1?of=list", f"{base}/v1?of=make"))

    specification = understand(settings, report, lambda _: None)

    assert [(operation.method, operation.path) for operation in specification.operations] == [
        ("GET", "/pets"),
        ("POST", "/pets"),
    ]
    assert sorted(report.texts) == [f"{base}/shared/c.yaml", f"{base}/v1", f"{base}/v1#2"]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((404, {}, b""), "TS119: BASE/a.yaml: the server answers 404 Not Found (a page of documentation often"),
        ((401, {}, b""), "TS119: BASE/a.yaml: the server answers 401 Unauthorized (fetch it with your credentials"),
        (ok("<!DOCTYPE html><p>"), "TS106: this is an HTML page (fetch it as Markdown"),
        (ok("<?xml version='1.0'?>"), "TS106: this is an HTML page (fetch it as Markdown"),
        (ok("\x00\x01"), "TS102: the file is binary, not text"),
        (ok("x" * 2000), "TS119: BASE/a.yaml: it holds more than 0 MiB"),
        (to("/a.yaml"), "TS119: BASE/a.yaml: it redirects more than 5 times"),
        (to("http://127.0.0.1:PORT/b"), "TS120: BASE/a.yaml: 127.0.0.1 is at 127.0.0.1, which is no public address"),
        (
            to("http://169.254.169.254/"),
            "TS120: BASE/a.yaml: 169.254.169.254 is at 169.254.169.254, which is no public",
        ),
        (to("file:///etc/passwd"), "TS120: BASE/a.yaml: it leads to file:/etc/passwd, which is no http"),
    ],
)
def test_a_bad_answer_is_told(
    served: Callable[[Answers], str],
    monkeypatch: pytest.MonkeyPatch,
    answer: tuple[int, dict[str, str], bytes],
    message: str,
) -> None:
    monkeypatch.setattr(remote, "MAX_BYTES", 1000)
    base = served({"/a.yaml": answer})

    _, (told,) = loaded(f"{base}/a.yaml")

    assert message.replace("BASE", base) in told


def test_an_answer_that_never_ends_is_given_up(
    served: Callable[[Answers], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "SECONDS", 0)

    _, (told,) = loaded(served({}) + "/a.yaml")

    assert "there is no whole answer within 0 seconds" in told


def test_references_are_followed_into_the_network_only_where_it_is_allowed(
    served: Callable[[Answers], str], tmp_path: Path
) -> None:
    base = served({"/far/a.yaml": ok("Pet: {type: string}"), "/near/api.yaml": ok("{}"), "/near/b.yaml": ok("{}")})
    text = f"components: {{schemas: {{A: {{$ref: '{base}/far/a.yaml#/Pet'}}}}}}\n"
    file = tmp_path / "api.yaml"
    file.write_text(HEAD + text)

    found = {hosts: bundled(file, hosts) for hosts in ((), ("localhost",), ("*",), ("other.example",))}

    assert found[()][0] == {"A": {}} and "TS206" in found[()][1]
    assert found["localhost",] == ({"A": {"$ref": "#/components/schemas/Pet"}, "Pet": {"type": "string"}}, "")
    assert "TS120" in found["*",][1]
    assert "TS206" in found["other.example",][1]


def test_references_in_the_place_of_several_objects_are_followed_only_where_it_is_allowed(
    served: Callable[[Answers], str], tmp_path: Path
) -> None:
    base = served({"/far/a.yaml": ok("Pets: {Cat: {type: string}}")})
    file = tmp_path / "api.yaml"
    file.write_text(HEAD + f"components: {{schemas: {{$ref: '{base}/far/a.yaml#/Pets'}}}}\n")

    found = {hosts: bundled(file, hosts) for hosts in ((), ("localhost",))}

    assert found[()][0] == {} and "TS204" in found[()][1]
    assert found["localhost",] == ({"Cat": {"type": "string"}}, "")


def test_an_address_that_nobody_allowed_is_not_read_whoever_asks() -> None:
    report = Report()

    value = OtherFiles(Path.cwd(), report).read("https://far.example/a", "https://far.example/a#/b", Place("a.yaml"))

    assert value is None
    assert [str(one) for one in report] == [
        "a.yaml:1:1: error TS204: https://far.example/a#/b is in the network, which nobody allowed to ask"
    ]


def bundled(file: Path, hosts: tuple[str, ...]) -> tuple[object, str]:
    report = Report()
    settings = Settings(sources=(str(file),), allow=Allowed(hosts=hosts))
    network = Network.of(settings)
    document = load_all(settings.sources, network, report)
    whole = bundle(document, OtherFiles(file.parent, report, network=network), report)
    components = whole.root["components"]
    assert isinstance(components, Mapping)
    return plain(components["schemas"]), "".join(map(str, report))


def test_a_relative_server_of_a_fetched_description_is_at_its_host(served: Callable[[Answers], str]) -> None:
    urls = ("/v1", "../{stage}", "//far.example/", "https://far.example", "{host}/v1")
    base = served(
        {"/docs/api/a.yaml": ok(HEAD + f"servers: {json.dumps([{'url': url} for url in urls])}\npaths: {{}}\n")}
    )

    meaning = understand(Settings(sources=(f"{base}/docs/api/a.yaml",)), Report(), lambda _: None)

    assert [server.url for server in meaning.servers] == [
        f"{base}/v1",
        f"{base}/docs/{{stage}}",
        "http://far.example/",
        *urls[3:],
    ]


def test_what_is_beside_a_fetched_description_may_be_read(served: Callable[[Answers], str]) -> None:
    text = "components: {schemas: {A: {$ref: 'b.yaml'}, C: {$ref: '../c.yaml'}}}\n"
    base = served({"/api/a.yaml": ok(HEAD + text), "/api/b.yaml": ok("type: string"), "/c.yaml": ok("type: string")})
    report = Report()
    network = Network((f"{base}/api/a.yaml",))

    document = load_all(network.sources, network, report)
    whole = bundle(document, OtherFiles(Path.cwd(), report, network=network), report)

    schemas = plain(whole.root["components"])["schemas"]
    assert schemas == {"A": {"$ref": "#/components/schemas/b"}, "C": {}, "b": {"type": "string"}}
    assert ["TS206" in str(line) for line in report] == [True]


@pytest.mark.parametrize(
    ("source", "reference", "reaches"),
    [
        ("https://pets.example/docs/api.yaml", "https://pets.example/docs/b/c.yaml", True),
        ("https://me:secret@pets.example/docs/api.yaml", "https://pets.example/docs/b.yaml", True),
        ("https://pets.example", "https://pets.example/b.yaml", True),
        ("https://pets.example", "https://evil.example/b.yaml", False),
        ("https://pets.example?key=1", "https://evil.example/b.yaml", False),
        ("https://pets.example/", "https://pets.example.evil.example/b.yaml", False),
        ("https://pets.example/docs/api.yaml", "https://pets.example:8443/docs/b.yaml", False),
        ("https://pets.example/docs/api.yaml", "https://pets.example/docs/../admin", False),
        ("https://pets.example/docs/api.yaml", "https://pets.example/docs/%2e%2E/admin", False),
        ("https://pets.example/docs/api.yaml", "https://pets.example/docs/..\\admin", False),
    ],
)
def test_a_source_names_what_is_in_its_folder_and_nothing_else(source: str, reference: str, reaches: bool) -> None:
    assert Network((source,)).reaches(reference) == reaches


@pytest.mark.parametrize("hosts", [(), ("*",)])
@pytest.mark.parametrize("address", ["https://[::1/x", "https://a.example\u2100b/x", "ftp://a.example/x"])
def test_an_address_that_nobody_can_ask_is_told_and_not_followed(
    address: str, hosts: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "api.yaml"
    file.write_text(HEAD + f"components: {{schemas: {{A: {{$ref: '{address}'}}}}}}\n", encoding="utf-8")

    schemas, told = bundled(file, hosts)

    assert schemas == {"A": {}}
    assert f"TS206: {address} was not read; any value is taken (save it beside the description" in told


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "[::1]", "[fd00:ec2::254]", "[fe80::1]"),
        *(
            "[::ffff:127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::7f00:1]",
            "[2002:7f00:1::]",
            "[::7f00:1]",
            "[fec0::1]",
        ),
    ],
)
def test_every_public_host_is_none_in_a_network_of_ones_own(address: str, tmp_path: Path) -> None:
    file = tmp_path / "api.yaml"
    file.write_text(HEAD + f"components: {{schemas: {{A: {{$ref: 'http://{address}/x'}}}}}}\n")

    _, told = bundled(file, ("*",))

    assert "error TS120" in told and "is no public address" in told
