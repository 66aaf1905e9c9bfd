"""How much processor time and memory large real descriptions take, against the commands of both engines."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from commands import Spent, spent
from excerpt import first_operations, operations_of
from figures import Amount, Figure, Row

REAL: Final = Path(__file__).resolve().parents[2] / "shared/corpus/real"
AT_MOST: Final = 0.5
FROM_YAML: Final = 1.3
LINEAR: Final = 1.25
MEMORY: Final = 700
EXCERPTS: Final = (400, 100)
STAGE: Final = re.compile(r"^  (\w+) +([\d.]+) s$", re.MULTILINE)
MODELS: Final = ("--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel")


def figures(scratch: Path) -> Iterator[Row]:
    """Generate each description once with every generator."""
    if not REAL.is_dir():
        print("../shared is not here, so no large description was measured")
        return
    ours: dict[str, Spent] = {}
    for name, description in descriptions(scratch).items():
        ours[name] = generate(description, scratch / f"{name}-ours")
        yield compared(name, ours[name], peers(description, scratch / f"{name}-peers"))
        yield Amount(what=f"{name}: memory in MiB", ours=ours[name].peak, at_most=MEMORY)
        print(f"{name}: {shares(ours[name].told)}", flush=True)
    yield growth(scratch, ours[f"GitHub, {EXCERPTS[0]}"].seconds / EXCERPTS[0])
    text, tree = (ours[name].seconds for name in ("OpenAI, YAML", "OpenAI, JSON"))
    yield Figure(what="OpenAI, from YAML / from JSON", ours=[text], yardstick=[tree], at_most=FROM_YAML)


def growth(scratch: Path, of_first: float) -> Figure:
    """Hold the seconds of an operation against those of one of the first, with what operations need and no more."""
    whole = github()
    count = len(operations_of(whole))
    description = written(scratch / "github-operations.json", first_operations(whole, count))
    seconds = generate(description, scratch / "github-operations").seconds / count
    what = f"GitHub, an operation of {count} / of {EXCERPTS[0]}"
    return Figure(what=what, ours=[seconds], yardstick=[of_first], at_most=LINEAR)


def github() -> Any:
    """Give GitHub's description."""
    return json.loads((REAL / "github-rest.json").read_bytes())


def descriptions(scratch: Path) -> dict[str, Path]:
    """Give the descriptions by name; excerpts and another form of one are made here."""
    whole = github()
    found = {f"GitHub, {len(operations_of(whole))}": REAL / "github-rest.json"}
    for count in EXCERPTS:
        found[f"GitHub, {count}"] = written(scratch / f"github-{count}.json", first_operations(whole, count))
    openai = yaml.load((REAL / "openai-api.yaml").read_bytes(), yaml.CSafeLoader)
    found["OpenAI, YAML"] = REAL / "openai-api.yaml"
    found["OpenAI, JSON"] = written(scratch / "openai.json", openai)
    found["Discord"] = REAL / "discord-api.json"
    return found


def written(path: Path, description: Any) -> Path:
    """Write a description as JSON; YAML's dates are texts there."""
    path.write_text(json.dumps(description, default=str), "utf-8")
    return path


def generate(description: Path, output: Path) -> Spent:
    """Run truespec as a user does."""
    command = ("-m", "truespec", "generate", description, "--output", output, "--package", "large_api")
    ran = spent(sys.executable, *command)
    if ran.status:
        raise SystemExit(ran.told)
    return ran


def peers(description: Path, folder: Path) -> list[Spent]:
    """Run the commands of both engines; what they refuse, they have spent their time on all the same."""
    folder.mkdir()
    return [
        spent("openapi-python-client", "generate", "--path", description, "--output-path", folder / "client"),
        spent("datamodel-codegen", "--input", description, *MODELS, "--output", folder / "models.py"),
    ]


def compared(name: str, ours: Spent, theirs: list[Spent]) -> Figure:
    """Hold ours against both peers together."""
    refused = "".join(f", {what} refuses" for what, ran in zip(("client", "models"), theirs, strict=True) if ran.status)
    yardstick = [sum(ran.seconds for ran in theirs)]
    return Figure(what=f"{name} / both peers{refused}", ours=[ours.seconds], yardstick=yardstick, at_most=AT_MOST)


def shares(told: str) -> str:
    """Give the share of the time that each stage took."""
    stages = {name: float(seconds) for name, seconds in STAGE.findall(told)}
    whole = sum(stages.values()) or 1.0
    return ", ".join(f"{name} {seconds / whole:.0%}" for name, seconds in stages.items() if seconds / whole >= 0.005)
