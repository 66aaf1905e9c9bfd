"""The verbs in order. Read this first."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from time import perf_counter

from msgspec import Struct, field

from truespec.codes import ENGINE_COMPLAINT, TOO_DEEP, UNWRITABLE
from truespec.convert import convert, part_converter, with_bodies
from truespec.diagnostic import Report, Stopped
from truespec.document import Document, Place, Value
from truespec.engines.refusal import EngineRefusedError, culprit
from truespec.file_tree import File, FileTree
from truespec.grammar import Kind
from truespec.inputs import digest_of_inputs
from truespec.ledger import Ledger, Outcome
from truespec.load import Network, OtherFiles, checked, load_all, read
from truespec.normalise import normalise
from truespec.overlay import overlay
from truespec.package import Package
from truespec.past_report import PATH, report_json
from truespec.plan import plan
from truespec.resolve import Converter, bundle, resolve
from truespec.rules import check_part, check_rules, check_rules_of_others
from truespec.settings import Settings
from truespec.side_by_side import side_by_side
from truespec.sources import home_of, overlay_names, real
from truespec.specification import Specification
from truespec.template_folder import template_folder
from truespec.verify import check_examples, described_parts, imported, report_import_fault, take_ledger
from truespec.write import write

Watch = Callable[[str], None]


class _Run(Struct):
    """One run: the report that its stages fill, and how long each of them took."""

    settings: Settings
    report: Report
    watch: Watch
    document: Document | None = None
    others: tuple[str, ...] = ()
    seconds: list[tuple[str, float]] = field(default_factory=list[tuple[str, float]])

    @contextmanager
    def stage(self, name: str) -> Generator[None]:
        """Time a block; raises Stopped when the report holds an error after it."""
        self.watch(name)
        start = perf_counter()
        try:
            yield
            if self.report.failed:
                raise Stopped
        except (RecursionError, Stopped) as error:
            if isinstance(error, RecursionError):
                # Every stage recurses; what makes one of them do so without end is in the description.
                at = self.document.root.place if self.document else Place(self.settings.sources[0])
                message = f"something in it nests deeper than the stage {name} can follow"
                self.report.add(TOO_DEEP, at=at, message=message)
            if self.document:
                self.report.settle(self.document)
            raise Stopped from error
        self.seconds.append((name, perf_counter() - start))


def generate(settings: Settings, report: Report, watch: Watch, taken: frozenset[Path] = frozenset()) -> Outcome:
    """Turn a description into a package on disk, or into a report that says why not; raises Stopped then.

    `watch` is called with the name of each stage before it begins; the folders in `taken` are another API's.
    """
    report.allow(settings.allow.codes)
    run = _Run(settings, report, watch)
    specification = _described(run)
    with run.stage("plan"):
        package = plan(specification, settings.package_name, report, settings.pagination)
    with run.stage("render"):
        files = _rendered(specification, package, report)
    with run.stage("verify"):
        ledger = _verified(specification, package, files, report, mapped=settings.type_map.values())
    output = settings.output or Path(package.distribution)
    with run.stage("write"):
        _refuse_taken(output, taken, report)
        told = File(path=PATH, content=report_json(ledger, report, run.others), producer="truespec")
        changes = write(files + FileTree((told,)), digest_of_inputs(settings, run.others), output, report)
    return Outcome(
        output=str(output),
        ledger=ledger,
        seconds=tuple(run.seconds),
        written=changes.written,
        removed=changes.removed,
        unchanged=not (changes.written or changes.removed),
    )


def understand(settings: Settings, report: Report, watch: Watch) -> Specification:
    """Give the meaning of a description; raises Stopped when it has none."""
    report.allow(settings.allow.codes)
    return _described(_Run(settings, report, watch))


def lint(settings: Settings, report: Report, watch: Watch) -> None:
    """Report everything that is wrong with a description and its examples; raises Stopped when it cannot be read on."""
    try:
        specification = understand(settings, report, watch)
        check_examples(specification, report)
        report.settle(specification.described)
    finally:
        report.judge()


def _described(run: _Run) -> Specification:
    """Read the description and give its meaning."""
    settings, report = run.settings, run.report
    with run.stage("load"):
        network = Network.of(settings)
        document = run.document = load_all(settings.sources, network, report)
    with run.stage("overlay"):
        names = overlay_names(settings.sources, settings.overlays)
        overlays = (read(path, report, names[path]) for path in settings.overlays)
        document = reduce(lambda changed, actions: overlay(changed, actions, report), overlays, document)
        document = run.document = checked(document, report) if settings.overlays else document
    with run.stage("rules"):
        check_rules(document, report)
    is_modern = "openapi" in document.root
    with run.stage("convert"):
        converted = _part_reader(document, report)
        document = convert(document)
    with run.stage("resolve"):
        files = OtherFiles(home_of(settings.sources), report, root=settings.root, network=network)
        document = bundle(document, files, report, converted)
        document = Document(document.root, (*document.sources, *files.sources))
        run.others = tuple(source.name for source in files.sources)
        if run.others and is_modern:
            check_rules_of_others(document, frozenset(run.others), report)
        document = document if is_modern else with_bodies(document)
        document = resolve(document, report)
    with run.stage("normalise"):
        return normalise(document, settings.type_map, report)


def _part_reader(document: Document, report: Report) -> Converter:
    """Give what takes an object of another file into the words of a description, once it is checked."""
    converted = part_converter(document)
    if "swagger" in document.root:
        return converted

    def read_part(value: Value, kind: Kind, root: Value) -> Value:
        check_part(value, kind, root, report)
        return converted(value, kind, root)

    return read_part


def _rendered(specification: Specification, package: Package, report: Report) -> FileTree:
    """Render the package; what an engine has to say is an error at the place that caused it."""
    # The engines take longer to import than a faulty description takes to be refused.
    from truespec.render import render

    try:
        return render(specification, package, template_folder())
    except EngineRefusedError as refusal:
        at = culprit(refusal, specification, package)
        report.add(ENGINE_COMPLAINT, at=at, message=str(refusal), hint="please report this with the description")
        raise Stopped from refusal


def _refuse_taken(output: Path, taken: frozenset[Path], report: Report) -> None:
    """Stop when the package would take the place of another API's."""
    if real(output) in taken:
        message = "the package of another API was just written there"
        report.add(UNWRITABLE, at=Place(str(output)), message=message, hint="give each API an output of its own")
        raise Stopped


def _verified(
    specification: Specification, package: Package, files: FileTree, report: Report, *, mapped: Iterable[str]
) -> Ledger:
    """Check that the package is whole, imports, and holds true to the examples."""
    described = described_parts(specification)
    _, made = side_by_side(
        lambda: check_examples(specification, report), lambda: imported(files, package, described.keys())
    )
    report_import_fault(made, package.name, mapped, report)
    ledger = take_ledger(specification, described, made, files=files, report=report)
    report.settle(specification.described)
    return ledger
