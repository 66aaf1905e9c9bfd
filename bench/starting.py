"""What it takes to import a generated package, and to have made the first call, in processor time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

from calling import DESCRIPTION, HERE, server
from commands import spent
from figures import Amount, Figure, Row
from generating import generate
from large import REAL

ROUNDS: Final = 11
MILLISECONDS: Final = 1_000
IMPORT_AT_MOST: Final = 15
FIRST_CALL_AT_MOST: Final = 1.15
GITHUB_AT_MOST: Final = 350
LAZY: Final = "import sys, portable_api; assert not {'httpx2', 'pydantic'} & set(sys.modules)"
CREATE: Final = "create(display_name='Team', source_spec='google_calendar', properties={})"
OURS: Final = "import sys; from portable_api import Portable as C; C(token='x', base_url=sys.argv[1]).sources." + CREATE
BY_HAND: Final = "import sys; from by_hand import ByHand; ByHand(sys.argv[1], 'x')." + CREATE
GITHUB: Final = "import sys; from github_api import Github; Github(base_url=sys.argv[1]).meta.get()"
GITHUB_BY_HAND: Final = """
import sys, httpx2, pydantic
class Overview(pydantic.BaseModel):
    verifiable_password_authentication: bool
Overview.model_validate_json(httpx2.Client(base_url=sys.argv[1]).get("/meta").content)
"""


def figures(scratch: Path) -> Iterator[Row]:
    """Measure whole processes, in turn with the yardstick's."""
    generate(DESCRIPTION, scratch / "portable-api")
    bare, imported = in_turn("pass", LAZY, scratch)
    more = (median(imported) - median(bare)) * MILLISECONDS
    yield Amount(what="import portable_api: ms over bare Python", ours=more, at_most=IMPORT_AT_MOST)
    with server() as url:
        theirs, ours = in_turn(BY_HAND, OURS, scratch, url)
        yield Figure(what="import and first call / by hand", ours=ours, yardstick=theirs, at_most=FIRST_CALL_AT_MOST)
        if REAL.is_dir():
            yield from of_github(url, scratch)


def of_github(url: str, scratch: Path) -> Iterator[Row]:
    """Measure the package of a very large description."""
    generate(REAL / "github-rest.json", scratch / "github-api", "github_api")
    theirs, ours = in_turn(GITHUB_BY_HAND, GITHUB, scratch, url)
    more = (median(ours) - median(theirs)) * MILLISECONDS
    yield Amount(what="GitHub: import and first call: ms over by hand", ours=more, at_most=GITHUB_AT_MOST)


def in_turn(yardstick: str, ours: str, scratch: Path, *arguments: str) -> tuple[list[float], list[float]]:
    """Give the seconds of each program in each round; the first round makes the byte code."""
    rounds = [(timed(yardstick, scratch, *arguments), timed(ours, scratch, *arguments)) for _ in range(ROUNDS + 1)]
    theirs, mine = zip(*rounds[1:], strict=True)
    return list(theirs), list(mine)


def timed(program: str, scratch: Path, *arguments: str) -> float:
    """Run a program with the generated packages in reach and give its seconds; raises what it told when it fails."""
    folders = os.pathsep.join(map(str, (HERE, *(folder / "src" for folder in scratch.iterdir()))))
    ran = spent(sys.executable, "-c", program, *arguments, PYTHONPATH=folders)
    if ran.status:
        raise SystemExit(ran.told)
    return ran.seconds
