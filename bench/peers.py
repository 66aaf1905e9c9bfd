"""Makes the clients of the other generators, from the same description and for the same calls."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import peer_clients

SCRIPTS: Final = Path(sys.executable).parent
# What `make bench` installs beside the environment: one of the generators, and what its clients import.
INSTALLED: Final = SCRIPTS.parent / "peers"
JAR: Final = INSTALLED / "openapi_generator_cli/openapi-generator.jar"
MODELS: Final = ("--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel")
NAMES: Final = ("--client-package", "dcg_client", "--client-model-package", "dcg_models")


def make(description: Path, folder: Path) -> None:
    """Generate every peer's client where it can be imported from; one that cannot be made is said."""
    if not INSTALLED.is_dir():
        print("the clients of the peers are not measured: `make bench` installs what they need")
        return
    client, models, java = folder / "opc", folder / "dcg", folder / "oag"
    run(SCRIPTS / "openapi-python-client", "generate", "--path", description, "--output-path", client)
    models.mkdir()
    files = ("--output", models / "dcg_models.py", "--client-output", models / "dcg_client")
    run(SCRIPTS / "datamodel-codegen", "--input", description, *MODELS, "--generate-client", "httpx2", *files, *NAMES)
    if can_run_java():
        run(
            "java",
            "-jar",
            JAR,
            "generate",
            "-g",
            "python",
            "-i",
            description,
            "-o",
            java,
            "--package-name",
            "oag_client",
        )
    else:
        print("openapi-generator is not measured: it needs java")
    sys.path[:0] = map(str, (client, models, java, INSTALLED))


def can_run_java() -> bool:
    """Say whether openapi-generator can be run."""
    return shutil.which("java") is not None


def run(*command: str | Path) -> None:
    """Run a command and raise what it told when it fails."""
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(f"{ran.stdout}{ran.stderr}")


def blocking(base_url: str) -> Iterator[tuple[str, Any]]:
    """Give the name and the client of each peer."""
    if not INSTALLED.is_dir():
        return
    yield "openapi-python-client", peer_clients.OpenapiPythonClient(base_url)
    yield "datamodel-code-generator", peer_clients.DatamodelCodeGenerator(base_url)
    if can_run_java():
        yield "openapi-generator", peer_clients.OpenapiGenerator(base_url)


def awaited(base_url: str) -> Iterator[tuple[str, Any]]:
    """Give the name and the client of each peer that has one to await."""
    if not INSTALLED.is_dir():
        return
    yield "openapi-python-client", peer_clients.AsyncOpenapiPythonClient(base_url)
    yield "datamodel-code-generator", peer_clients.AsyncDatamodelCodeGenerator(base_url)
