"""How long generating takes, against the commands of the two generators that truespec drives."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from figures import Figure

PAGE = Path(__file__).resolve().parents[1] / "spec/portable/create-source.md"
ROUNDS = 7
SCRIPTS = Path(sys.executable).parent


def figures(scratch: Path) -> list[Figure]:
    """Generate the page's package round after round, each round with every generator."""
    description = scratch / "page.yaml"
    description.write_text(fenced(PAGE.read_text("utf-8")), "utf-8")
    runs = [one_round(scratch / f"round-{number}", description) for number in range(ROUNDS + 1)]
    # The first round warms the disk cache and the byte code up.
    fresh, again, peers = (list(column) for column in zip(*runs[1:], strict=True))
    return [
        Figure(what="generate the page / both peers", ours=fresh, yardstick=peers, at_most=1.0),
        Figure(what="again, unchanged / the first time", ours=again, yardstick=fresh, at_most=0.35),
    ]


def fenced(page: str) -> str:
    """Give the text of the page's one fence."""
    fence = re.search(r"^(`{4,})yaml[^\n]*\n(.*?)^\1", page, re.DOTALL | re.MULTILINE)
    assert fence is not None
    return fence.group(2)


def one_round(folder: Path, description: Path) -> tuple[float, float, float]:
    """Give the seconds of a first run, of a second run, and of both peers together."""
    folder.mkdir()
    fresh = generate(PAGE, folder / "portable-api")
    client = timed("openapi-python-client", "generate", "--path", description, "--output-path", folder / "client")
    again = generate(PAGE, folder / "portable-api")
    model = "pydantic_v2.BaseModel"
    models = ("--input", description, "--output-model-type", model, "--output", folder / "models.py")
    return fresh, again, client + timed("datamodel-codegen", *models)


def generate(source: Path, output: Path, package: str = "portable_api") -> float:
    """Run truespec as a user does and give its seconds."""
    command = ("generate", source, "--output", output, "--package", package)
    return timed(sys.executable, "-m", "truespec", *command)


def timed(program: str, *arguments: str | Path) -> float:
    """Run a program of this environment and give its seconds; raises when it fails."""
    path = f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"
    start = perf_counter()
    run = subprocess.run(
        [SCRIPTS / program, *arguments],
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = perf_counter() - start
    if run.returncode:
        raise SystemExit(f"{program} {' '.join(map(str, arguments))}\n{run.stdout}{run.stderr}")
    return seconds
