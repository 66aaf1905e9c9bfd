"""The command: arguments in, diagnostics out, exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from truespec import __version__, rerun
from truespec.advice import explanation
from truespec.codes import CODES
from truespec.diagnostic import Report, Severity, Stopped
from truespec.process import prepare
from truespec.runs import Action, Run, run, succeeded
from truespec.settings import Allowed, Settings
from truespec.settings_faults import faults
from truespec.settings_file import read_settings
from truespec.source_lines import SourceLines
from truespec.sources import files_of, real
from truespec.terminal import Screen, Span

SETTINGS_FILE = Path("truespec.toml")
SOURCE_HELP = "A YAML or JSON file, a documentation page or a folder of them, an address, or - for standard input"
DONE, AT_FAULT, INTERRUPTED = 0, 1, 130
# What the command calls a setting by another name than its own.
ARGUMENTS = {
    "source": "SOURCE",
    "overlays": "--overlay",
    "allow.codes": "--allow",
    "allow.remote_refs": "--allow-remote-refs",
}

# Typer's own use of rich would double the time that the command takes to start.
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SOURCE]...", help=SOURCE_HELP + "; several make one API; else truespec.toml."),
]
Output = Annotated[Path | None, typer.Option(help="The folder of the generated project.")]
Package = Annotated[str | None, typer.Option(help="The name that Python imports the package by.")]
Overlays = Annotated[list[Path] | None, typer.Option(help="An OpenAPI Overlay file; can be given again.")]
Root = Annotated[Path | None, typer.Option(help="The folder that references may lead to; else the entry document's.")]
RemoteHosts = Annotated[
    list[str] | None,
    typer.Option("--allow-remote-refs", metavar="HOST", help="Follow references to this host, or to every one: *."),
]
Allow = Annotated[
    list[str] | None, typer.Option(metavar="CODE", help="Take this code for a remark; can be given again.")
]
ReportFile = Annotated[
    Path | None, typer.Option(help="Write ledger and diagnostics to this file: JSON, or SARIF if it ends in .sarif.")
]


@app.command()
def generate(
    source: Sources = None,
    *,
    output: Output = None,
    package: Package = None,
    overlay: Overlays = None,
    root: Root = None,
    allow_remote_refs: RemoteHosts = None,
    allow: Allow = None,
    report: ReportFile = None,
) -> None:
    """Generate a typed client from a description, or every client that truespec.toml lists."""

    def work() -> int:
        given = Settings(
            sources=tuple(source or ()),
            output=output,
            package_name=package,
            overlays=tuple(overlay or ()),
            root=root,
            allow=Allowed(tuple(allow or ()), tuple(allow_remote_refs or ())),
        )
        runs = _given(given, rerun.generate, report) if source else _listed(given, report)
        return _status(succeeded(runs, report, failing=(Severity.ERROR,)))

    _guarded(work)


@app.command()
def lint(
    source: Annotated[list[str], typer.Argument(metavar="SOURCE...", help=SOURCE_HELP + ".")],
    *,
    overlay: Overlays = None,
    root: Root = None,
    allow_remote_refs: RemoteHosts = None,
    allow: Allow = None,
    report: ReportFile = None,
) -> None:
    """Check a description and its examples, and generate nothing."""

    def work() -> int:
        # The stages take long to import, and no other command needs them.
        from truespec import pipeline

        given = Settings(
            sources=tuple(source),
            overlays=tuple(overlay or ()),
            root=root,
            allow=Allowed(tuple(allow or ()), tuple(allow_remote_refs or ())),
        )
        runs = _given(given, pipeline.lint, report)
        return _status(succeeded(runs, report, failing=(Severity.ERROR, Severity.WARNING)))

    _guarded(work)


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The number of a diagnostic, such as TS101.")],
) -> None:
    """Say what a diagnostic means and what to do about it."""
    numbers = {known.number: known for known in CODES}
    known = numbers.get(code.upper())
    if known is None:
        closest = get_close_matches(code.upper(), numbers, n=1, cutoff=0)
        raise typer.BadParameter(f"there is no code {code}; did you mean {closest[0]}?", param_hint="CODE")
    typer.echo(explanation(known))


def main() -> None:
    """Run the command."""
    prepare()
    try:
        app(prog_name="truespec")
    except OSError as error:
        # A full disk, a name that is too long: nothing that truespec could have done better.
        Screen(sys.stderr).write(Span(f"the system refuses: {error}", "bold red"))
        raise SystemExit(AT_FAULT) from None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"truespec {__version__}")
        raise typer.Exit


@app.callback()
def _command(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Python clients that hold true to their OpenAPI description."""


def _status(is_done: bool) -> int:
    return DONE if is_done else AT_FAULT


def _given(given: Settings, action: Action, report_file: Path | None) -> list[Run]:
    """Do something to the API that the arguments name."""
    _refuse_faults(given)
    _refuse_overwriting(report_file, given)
    return [run(given, action)]


def _listed(given: Settings, report_file: Path | None) -> list[Run]:
    """Generate each API that truespec.toml lists."""
    if given != Settings(sources=()):
        message = "--output, --package, --overlay, --root, --allow and --allow-remote-refs need a SOURCE"
        raise typer.BadParameter(message, param_hint="SOURCE")
    if not SETTINGS_FILE.exists():
        message = f"give one, or write a {SETTINGS_FILE} here; try: truespec generate openapi.yaml"
        raise typer.BadParameter(message, param_hint="SOURCE")
    report, runs = Report(), list[Run]()
    try:
        every = read_settings(SETTINGS_FILE, report)
    except Stopped:
        _refuse_overwriting(report_file)
        return [Run(report=report, lines=SourceLines({SETTINGS_FILE.name: SETTINGS_FILE}), stopped=True)]
    _refuse_overwriting(report_file, *every)
    for settings in every:
        taken = frozenset(real(Path(one.outcome.output)) for one in runs if one.outcome)
        runs.append(run(settings, partial(rerun.generate, taken=taken)))
    return runs


def _refuse_faults(settings: Settings) -> None:
    for key, message in faults(settings):
        raise typer.BadParameter(message, param_hint=ARGUMENTS.get(key, f"--{key}"))


def _refuse_overwriting(report_file: Path | None, *every: Settings) -> None:
    """Refuse a report in the place of a file that is read."""
    read = (path for settings in every for path in (*files_of(settings.sources), *settings.overlays))
    if report_file and any(real(path) == real(report_file) for path in (SETTINGS_FILE, *read)):
        raise typer.BadParameter(f"{report_file} is read, and would be overwritten", param_hint="--report")


def _guarded(work: Callable[[], int]) -> NoReturn:
    """Exit with the status of the work; an interruption and a fault of ours are one line each."""
    screen = Screen(sys.stderr)
    try:
        raise typer.Exit(work())
    except KeyboardInterrupt:
        screen.write(Span("interrupted", "bold red"))
        raise typer.Exit(INTERRUPTED) from None
    except (typer.Exit, typer.BadParameter, OSError):
        raise
    # The last door: a user is to see one line, whatever went wrong.
    except Exception as error:
        if os.environ.get("TRUESPEC_TRACEBACK"):
            raise
        message = f"this is a fault of truespec, please report it: {type(error).__name__}: {error}"
        screen.write(Span(message, "bold red"), Span(" (TRUESPEC_TRACEBACK=1 shows where)", "dim"))
        raise typer.Exit(AT_FAULT) from None
