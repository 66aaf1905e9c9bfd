"""The package that the page becomes, in a Python of its own: what it loads, its documentation, and installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer

from command import run_python

ANSWER: dict[str, Any] = {"data": {"id": 1, "sourceSpec": {}}}


def answer(server: HTTPServer, body: Any = ANSWER) -> None:
    """Let the server answer each call of createSource, and refuse whatever else arrives."""
    server.expect_request("/v2/sources", method="POST").respond_with_json(body, status=201)


def modules_after(script: str, project: Path, **env: str) -> set[str]:
    """Run a script with the package in a fresh Python and give the modules that it has loaded then."""
    told = "\nimport sys; print(*sys.modules)"
    run = run_python("-c", script + told, cwd=project, env={"PYTHONPATH": str(project / "src"), **env})
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


def test_importing_the_package_loads_neither_pydantic_nor_httpx2(project: Path) -> None:
    loaded = modules_after("import portable_api\nfrom portable_api import OMIT", project)

    assert loaded & {"pydantic", "pydantic_core", "httpx2", "asyncio"} == set()
    assert {name for name in loaded if name.startswith("portable_api.")} == {
        "portable_api._runtime",
        "portable_api._runtime.omit",
    }


def test_importing_the_package_costs_next_to_nothing(project: Path) -> None:
    own = modules_after("import portable_api", project) - modules_after("", project)

    assert own & {"typing", "re", "enum", "dataclasses"} == set()
    assert "portable_api" in own


def test_a_call_loads_only_the_models_that_it_needs(project: Path, httpserver: HTTPServer) -> None:
    answer(httpserver)
    script = "from portable_api import Portable\nwith Portable() as client: client.sources.create(source_spec='x')"

    loaded = modules_after(script, project, PORTABLE_API_TOKEN="t", PORTABLE_API_BASE_URL=httpserver.url_for("/"))

    models = {name.removeprefix("portable_api.models.") for name in loaded if ".models." in name}
    assert {name for name in models if not name.startswith(("pydantic", "openapi"))} == {
        "create_source_response",
        "property_definition",
        "property_definition_type",
        "property_input",
        "source",
        "source_spec",
        "source_spec_summary_authentication_strategy",
        "source_spec_summary_lifecycle",
    }
    # It takes as long to import as the call itself.
    assert "asyncio" not in loaded


FIRST_CALLS = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from portable_api import Portable

barrier = Barrier(8)

def work(client):
    barrier.wait()
    return client.sources.create(source_spec="x").data.id

with Portable() as client, ThreadPoolExecutor(8) as pool:
    assert [job.result() for job in [pool.submit(work, client) for _ in range(8)]] == [1] * 8
"""


def test_the_first_calls_may_come_from_many_threads_at_once(project: Path, httpserver: HTTPServer) -> None:
    answer(httpserver)

    modules_after(FIRST_CALLS, project, PORTABLE_API_TOKEN="t", PORTABLE_API_BASE_URL=httpserver.url_for("/"))

    assert len(httpserver.log) == 8


# Its documentation


def snippets(readme: Path) -> list[str]:
    """Give the Python blocks of a README."""
    blocks = readme.read_text("utf-8").split("```python\n")[1:]
    return [block.split("```")[0] for block in blocks]


def test_the_snippets_of_the_readme_run(project: Path, httpserver: HTTPServer) -> None:
    answer(httpserver)
    run = run_python(
        "-W",
        "error",
        "-c",
        "\n".join(snippets(project / "README.md")),
        cwd=project,
        env={
            "PYTHONPATH": str(project / "src"),
            "PORTABLE_API_TOKEN": "t",
            "PORTABLE_API_BASE_URL": httpserver.url_for("/"),
        },
    )

    assert run.returncode == 0, run.stderr
    assert "id=1" in run.stdout
    assert httpserver.log[-1][0].json == {"sourceSpec": "google_calendar"}


def test_the_methods_tell_what_the_description_says(project: Path) -> None:
    from portable_api import Portable
    from portable_api.resources.sources import Sources

    assert "This API allows you to interact with the Portable platform." in str(Portable.__doc__)
    told = str(Sources.create.__doc__)
    assert told.startswith("Create source\n")
    assert "source_spec: The name of the source spec to create a source for" in told


# Installed


def environment(folder: Path) -> Path:
    """Make an empty environment that finds our dependencies, and nothing of this checkout; gives its Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin/python"
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    ours, its = (
        Path(subprocess.run([str(one), "-c", where], check=True, capture_output=True, text=True).stdout.strip())
        for one in (sys.executable, python)
    )
    (its / "dependencies.pth").write_text(str(ours))
    return python


USE = """
import asyncio
from portable_api import Portable, AsyncPortable, errors, models

with Portable(token="secret") as client:
    created = client.sources.create(source_spec="google_calendar", display_name="Team",
                                    properties={"email": "a@example.com"})
    print(created.data.id, created.data.created_at, created.data.source_spec, created.data.properties)

async def main():
    async with AsyncPortable(token="secret") as client:
        return await client.sources.create(source_spec="google_calendar")

print(asyncio.run(main()).data.id, models.Source.__name__, issubclass(errors.NotFoundError, errors.APIError))
"""


def test_the_installed_project_runs_the_usage_of_our_own_readme(
    project: Path, httpserver: HTTPServer, tmp_path: Path
) -> None:
    answer(httpserver, {"data": {"id": 80190, "sourceSpec": {"name": "g"}, "properties": {"a": 1}}})
    quiet = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation")
    python = environment(tmp_path / "venv")
    env = {"PYTHONPATH": "", "PORTABLE_API_BASE_URL": httpserver.url_for("/")}
    copied = tmp_path / "portable-api"
    copied.symlink_to(project)

    installed = run_python("-m", "pip", "--python", python, "install", *quiet, copied, cwd=tmp_path, env=env)
    run = subprocess.run(
        [str(python), "-W", "error", "-c", USE],
        cwd=tmp_path,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )

    assert installed.returncode == 0, installed.stderr
    assert run.returncode == 0, run.stderr
    first, second = run.stdout.splitlines()
    assert first.startswith("80190 None name='g'")
    assert second == "80190 Source True"
    site = next((tmp_path / "venv").glob("lib/python3*/site-packages"))
    assert (site / "portable_api/py.typed").exists()
    assert (site / "portable_api/models/places.json").exists()


def test_what_the_project_requires_is_what_its_tests_ran_with(project: Path) -> None:
    declared = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]

    names = {requirement.split(">=")[0] for requirement in declared["dependencies"]}
    assert names == {"httpx2", "pydantic", "typing-extensions"}
    assert all(version(name) for name in names)
    assert (declared["name"], declared["version"]) == ("portable-api", "0.0.1")
