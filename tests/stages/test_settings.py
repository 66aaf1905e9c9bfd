"""A truespec.toml in, settings or complaints out."""

from __future__ import annotations

from pathlib import Path

import pytest

from source_tree import ROOT
from truespec.diagnostic import Report, Stopped
from truespec.settings import Allowed, Settings
from truespec.settings_faults import faults
from truespec.settings_file import read_settings

PETS = '[api.pets]\nsource = "spec/pets.yaml"\n'
PAGES = PETS + "[api.pets.pagination]\nlist = "


def written(folder: Path, text: str) -> Path:
    file = folder / "truespec.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_settings_are_read_with_paths_relative_to_their_file(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        PETS + 'output = "out/pets-api"\npackage = "pets_api"\noverlays = ["a.yaml", "b.yaml"]\n'
        'allow = {codes = ["TS503", "TS306"], remote_refs = ["a.example"]}\n'
        '[api.pets.types]\n"time.Duration" = "datetime.timedelta"\n[api.dogs]\nsource = "/dogs.yaml"\n',
    )  # fmt: skip

    pets, dogs = read_settings(file, Report())

    assert pets == Settings(
        sources=(str(tmp_path / "spec/pets.yaml"),),
        output=tmp_path / "out/pets-api",
        package_name="pets_api",
        overlays=(tmp_path / "a.yaml", tmp_path / "b.yaml"),
        allow=Allowed(("TS503", "TS306"), ("a.example",)),
        type_map={"time.Duration": "datetime.timedelta"},
    )
    assert dogs == Settings(sources=("/dogs.yaml",))


def test_the_settings_of_this_project_can_be_used() -> None:
    (portable,) = read_settings(ROOT / "truespec.toml", Report())

    assert Path(portable.sources[0]).is_file()
    assert portable.package_name == "portable_api"
    assert portable.output == ROOT / "generated/portable-api"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "1:1 there is no table [api.NAME]"),
        ("[api]", "1:1 there is no table [api.NAME]"),
        ("api = 1", "1:1 there is no table [api.NAME]"),
        ("[api]\npets = 1", "2:1 api.pets must be a table"),
        ("[apis.pets]\nsource = 'a'", "1:1 apis is not a setting (did you mean api?)"),
        ("[api.pets]\noutput = 'a'", "1:1 api.pets needs a source"),
        (PETS + "overlay = ['a']", "3:1 overlay is not a setting (did you mean overlays?)"),
        (
            PETS + "  zz = 1",
            "3:3 zz is not a setting (known are source, output, package, overlays, root, allow, types, pagination)",
        ),
        ("[api.pets]\nsource = 1", "2:1 source must be text, or a list of texts"),
        ("[api.pets]\nsource = ''", "2:1 source must be text, or a list of texts"),
        (PETS + "overlays = 'a'", "3:1 overlays must be a list of paths"),
        (PETS + "overlays = [1]", "3:1 overlays must be a list of paths"),
        (PETS + "allow = 'TS503'", "3:1 allow must be a table of codes and remote_refs"),
        (PETS + "allow = {codes = 'TS503'}", "3:1 codes must be a list of codes"),
        (PETS + "allow = {hosts = []}", "3:1 hosts is not a setting (known are codes, remote_refs)"),
        (PETS + "[api.pets.allow]\ncodes = ['TS5033']", "4:1 there is no code TS5033; did you mean TS503?"),
        (
            PETS + "pagination = 1",
            "3:1 pagination must be a table of operationIds and how their pages follow each other",
        ),
        (PAGES + "'on'", '4:1 the pages of list: they are "off", or a table with their kind'),
        (PAGES + "{}", "4:1 the pages of list: the kind is one of cursor, item, page, offset, url, link"),
        (
            PAGES + "{kind = 'link', next = 'a'}",
            "4:1 the pages of list: next is nothing of the kind link; it has items, more",
        ),
        (PAGES + "{kind = 'cursor', parameter = 'a'}", "4:1 the pages of list: the kind cursor needs next"),
        (
            PAGES + "{kind = 'url', next = 5}",
            "4:1 the pages of list: next must be a path such as meta.next, or a list of names",
        ),
        (PAGES + "{kind = 'page', parameter = ''}", "4:1 the pages of list: parameter must be a name"),
        (
            PAGES + "{kind = 'page', parameter = 'p', start = 1.5}",
            "4:1 the pages of list: start must be a whole number",
        ),
        (PETS + "types = {a = 1}", "3:1 types must be a table of Go types and Python types"),
        (
            PETS + "[api.pets.types]\n'a.B' = 'int'",
            "4:1 int is no Python type with its module, as in decimal.Decimal",
        ),
        (
            PETS + "[api.pets.types]\n'a.B' = 'list[decimal.Decimal]'",
            "4:1 list[decimal.Decimal] is no Python type with its module, as in decimal.Decimal",
        ),
        (
            PETS + "package = 'Pets'",
            "3:1 Pets is not a package name: lower-case letters, digits and underscores",
        ),
        ("[api.pets]\nsource = ['']", "2:1 source must be text, or a list of texts"),
        (PETS + "root = 'none'", "3:1 there is no folder {folder}/none"),
        (
            PETS + "[api.pets.allow]\nremote_refs = ['https://a.example']",
            "4:1 https://a.example is no host; give its name alone, as in schemas.pets.example",
        ),
        (PETS + "output = 'spec'", "3:1 the output must be a folder of its own, and {folder}/spec is not"),
        (PETS + "x = ", "3:1 this is not TOML: Invalid value"),
        (PETS + PETS, "3:10 this is not TOML: Cannot declare ('api', 'pets') twice"),
        (
            PETS + "output = 'o'\n[api.dogs]\nsource = 'd.yaml'\noutput = './o'",
            "6:1 api.pets has the same output",
        ),
    ],
)
def test_settings_are_refused_at_their_place(tmp_path: Path, text: str, complaint: str) -> None:
    report = Report()

    with pytest.raises(Stopped):
        read_settings(written(tmp_path, text), report)

    expected = complaint.format(folder=tmp_path).replace(" ", ": error TS701: ", 1)
    assert list(map(str, report)) == [f"truespec.toml:{expected}"]


def test_a_byte_order_mark_before_the_settings_is_passed_over(tmp_path: Path) -> None:
    (pets,) = read_settings(written(tmp_path, "\ufeff" + PETS), Report())

    assert pets.sources == (str(tmp_path / "spec/pets.yaml"),)


@pytest.mark.parametrize("host", ["*", "a.example", "A.example", "localhost", "bücher.example", "10.0.0.1", "fd00::1"])
def test_hosts_that_references_may_lead_to(host: str) -> None:
    assert list(faults(Settings(sources=("a.yaml",), allow=Allowed(hosts=(host,))))) == []


@pytest.mark.parametrize(
    "host", ["", " ", "*.example", "a.example:80", "a.example/b", "https://a.example", "me@a.example"]
)
def test_what_is_no_host_that_references_may_lead_to(host: str) -> None:
    found = list(faults(Settings(sources=("a.yaml",), allow=Allowed(hosts=(host,)))))

    assert [key for key, _ in found] == ["allow.remote_refs"]


@pytest.mark.parametrize("name", ["pets", "pets_api", "pets2", "a1_b2"])
def test_package_names_can_be_used(name: str) -> None:
    assert list(faults(Settings(sources=("spec/a.yaml",), package_name=name))) == []


@pytest.mark.parametrize(
    "name",
    ["", "Pets", "pets-api", "2pets", "_pets", "pets_", "a__b", "class", "json", "truespec", "pydantic", "é"],
)
def test_package_names_that_cannot_be_used(name: str) -> None:
    found = list(faults(Settings(sources=("spec/a.yaml",), package_name=name)))

    assert [key for key, _ in found] == ["package"]


def test_the_output_is_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "spec/a.yaml"

    for output in (
        Path("/"),
        Path.home(),
        Path(),
        tmp_path,
        tmp_path / "spec",
        tmp_path / "x/../spec",
        source,
    ):
        found = list(faults(Settings(sources=(str(source),), output=output)))
        assert [key for key, _ in found] == ["output"], output

    assert list(faults(Settings(sources=(str(source),), output=tmp_path / "out"))) == []
    assert list(faults(Settings(sources=(str(source),), output=tmp_path / "spec/out"))) == []
