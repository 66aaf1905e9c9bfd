"""How much processor time and memory large real descriptions take, against the commands of both engines."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
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
# A description of fewer bytes is generated so often; what else the machine does weighs more there.
SMALL: Final = 3_000_000
ROUNDS: Final = 3
STAGE: Final = re.compile(r"^  (\w+) +([\d.]+) s$", re.MULTILINE)
MODELS: Final = ("--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel")


def figures(scratch: Path) -> Iterator[Row]:
    """Generate each description with every generator in turn: in rounds, but for the two largest."""
    if not REAL.is_dir():
        print("../shared is not here, so no large description was measured")
        return
    ours: dict[str, list[float]] = {}
    for name, description in descriptions(scratch).items():
        rounds = ROUNDS if description.stat().st_size < SMALL else 1
        mine, theirs = zip(*(one_round(description, scratch / f"{name}-{n}") for n in range(rounds)), strict=True)
        ours[name] = [ran.seconds for ran in mine]
        yield compared(name, mine, theirs)
        yield Amount(what=f"{name}: memory in MiB", ours=max(ran.peak for ran in mine), at_most=MEMORY)
        print(f"{name}: {shares(mine[0].told)}", flush=True)
    yield growth(scratch, median(ours[f"GitHub, {EXCERPTS[0]}"]) / EXCERPTS[0])
    yield from_yaml(scratch)


def one_round(description: Path, folder: Path) -> tuple[Spent, list[Spent]]:
    """Generate a description once with every generator."""
    return generate(description, folder / "ours"), peers(description, folder / "peers")


def growth(scratch: Path, of_first: float) -> Figure:
    """Hold the seconds of an operation against those of one of the first, with what operations need and no more."""
    whole = github()
    count = len(operations_of(whole))
    description = written(scratch / "github-operations.json", first_operations(whole, count))
    seconds = generate(description, scratch / "github-operations").seconds / count
    what = f"GitHub, an operation of {count} / of {EXCERPTS[0]}"
    return Figure(what=what, ours=[seconds], yardstick=[of_first], at_most=LINEAR)


def from_yaml(scratch: Path) -> Figure:
    """Hold a description as YAML against the same as JSON, in rounds, since no peer is run."""
    forms = [REAL / "openai-api.yaml", scratch / "openai.json"]
    rounds = [[generate(form, scratch / f"form-{n}").seconds for form in forms] for n in range(ROUNDS)]
    text, tree = zip(*rounds, strict=True)
    return Figure(what="OpenAI, from YAML / from JSON", ours=text, yardstick=tree, at_most=FROM_YAML)


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
    whole = json.loads(found["Discord"].read_bytes())
    found["Discord, without empty enums"] = written(scratch / "discord.json", without_empty_enums(whole))
    return found


def without_empty_enums(value: Any) -> Any:
    """Give a description without what makes openapi-python-client refuse all of it."""
    if isinstance(value, dict):
        return {key: without_empty_enums(held) for key, held in value.items() if (key, held) != ("enum", [])}
    return [without_empty_enums(item) for item in value] if isinstance(value, list) else value


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
    folder.mkdir(parents=True)
    return [
        spent("openapi-python-client", "generate", "--path", description, "--output-path", folder / "client"),
        spent("datamodel-codegen", "--input", description, *MODELS, "--output", folder / "models.py"),
    ]


def compared(name: str, ours: Sequence[Spent], theirs: Sequence[list[Spent]]) -> Figure:
    """Hold ours of each round against both peers together."""
    ended = zip(("client", "models"), theirs[0], strict=True)
    refused = "".join(f", {what} refuses" for what, ran in ended if ran.status)
    return Figure(
        what=f"{name} / both peers{refused}",
        ours=[ran.seconds for ran in ours],
        yardstick=[sum(ran.seconds for ran in both) for both in theirs],
        at_most=AT_MOST,
    )


def shares(told: str) -> str:
    """Give the share of the time that each stage took."""
    stages = {name: float(seconds) for name, seconds in STAGE.findall(told)}
    whole = sum(stages.values()) or 1.0
    return ", ".join(f"{name} {seconds / whole:.0%}" for name, seconds in stages.items() if seconds / whole >= 0.005)
