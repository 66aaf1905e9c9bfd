"""The house numbers of the generator and of the runtime that is copied into each package."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from itertools import chain
from math import ceil
from pathlib import Path
from statistics import median

import pytest

from source_tree import GENERATOR, SCOPES, TEMPLATES, Module, docstring_of, functions_of, modules_under, plant

Rule = Callable[[list[Module]], Iterator[str]]

FUNCTION_MEDIAN, FUNCTION_95_PERCENT, FUNCTION_MAXIMUM = 8, 24, 40
MODULE_MAXIMUM, INIT_MAXIMUM = 250, 20
POSITIONAL_MAXIMUM = 4
NESTING_MAXIMUM = 3
COMMENTS_PER_LINE = 0.05
# A short module may explain itself once or twice whatever the share.
COMMENTS_ALWAYS = 2
SETTINGS_MAXIMUM = 8

NESTING = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)
DOCUMENTED_ELSEWHERE = {"overload", "typing.overload", "override", "typing.override"}
FOR_TOOLS = re.compile(r"#\s*(type:|noqa|pyright:|mypy:|pragma|ruff:|fmt:)")


def function_faults(modules: list[Module]) -> Iterator[str]:
    found = [(module, node, size_of(node)) for module in modules for node in functions_of(module)]
    for module, node, size in found:
        if size > FUNCTION_MAXIMUM:
            yield f"{module.place(node)}: {node.name} has {size} lines; at most {FUNCTION_MAXIMUM}"
    ordered = sorted(size for *_, size in found) or [0]
    if median(ordered) > FUNCTION_MEDIAN:
        yield f"the median function has {median(ordered)} lines; at most {FUNCTION_MEDIAN}"
    if (tail := ordered[ceil(len(ordered) * 0.95) - 1]) > FUNCTION_95_PERCENT:
        yield f"one function in twenty has {tail} lines or more; at most {FUNCTION_95_PERCENT}"


def size_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines from `def` to the end, without the docstring."""
    docstring = docstring_of(node)
    return extent_of(node) - (extent_of(docstring) if docstring else 0)


def extent_of(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def module_faults(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        lines = len(module.text.splitlines())
        maximum = INIT_MAXIMUM if module.is_package else MODULE_MAXIMUM
        if lines > maximum:
            yield f"{module.path}: {lines} lines; at most {maximum}"


def init_faults(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        for node in module.tree.body if module.is_package else ():
            if node is not docstring_of(module.tree) and not re_exports(node):
                yield f"{module.place(node)}: __init__.py only re-exports"


def re_exports(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign):
        return all(isinstance(target, ast.Name) and target.id.startswith("__") for target in node.targets)
    return isinstance(node, ast.Import | ast.ImportFrom)


def parameter_faults(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        for node in functions_of(module):
            names = [argument.arg for argument in chain(node.args.posonlyargs, node.args.args)]
            given = names[1:] if names[:1] in (["self"], ["cls"]) else names
            if len(given) > POSITIONAL_MAXIMUM:
                yield f"{module.place(node)}: {node.name} has {len(given)} positional parameters"


def nesting_faults(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        for node in functions_of(module):
            depth = depth_of(node)
            if depth > NESTING_MAXIMUM:
                yield f"{module.place(node)}: {node.name} nests {depth} levels; at most {NESTING_MAXIMUM}"


def depth_of(node: ast.AST) -> int:
    """Count the levels of compound statements below a node; `elif` is on the level of its `if`."""
    inner = (child for child in ast.iter_child_nodes(node) if not isinstance(child, SCOPES))
    depths = [isinstance(child, NESTING) - is_elif(child, node) + depth_of(child) for child in inner]
    return max(depths, default=0)


def is_elif(child: ast.AST, parent: ast.AST) -> bool:
    if not (isinstance(parent, ast.If) and isinstance(child, ast.If)):
        return False
    return parent.orelse == [child] and child.col_offset == parent.col_offset


def comment_faults(modules: list[Module]) -> Iterator[str]:
    counts = [(module.path, len(module.text.splitlines()), comments_of(module)) for module in modules]
    for path, lines, comments in counts:
        if comments > max(COMMENTS_ALWAYS, ceil(lines * COMMENTS_PER_LINE)):
            yield f"{path}: {comments} lines of comment in {lines}; at most 5 in 100"
    lines, comments = sum(lines for _, lines, _ in counts), sum(comments for *_, comments in counts)
    if comments > max(COMMENTS_ALWAYS, ceil(lines * COMMENTS_PER_LINE)):
        yield f"in all {comments} lines of comment in {lines}; at most 5 in 100"


def comments_of(module: Module) -> int:
    tokens = tokenize.generate_tokens(io.StringIO(module.text).readline)
    return sum(token.type == tokenize.COMMENT and not FOR_TOOLS.match(token.string) for token in tokens)


def docstring_faults(modules: list[Module]) -> Iterator[str]:
    for module in modules:
        if module.text.strip() and docstring_of(module.tree) is None:
            yield f"{module.path}:1: the module has no docstring"
        for name, node in public_names(module.tree):
            if docstring_of(node) is None:
                yield f"{module.place(node)}: {name} has no docstring"


def public_names(scope: ast.Module | ast.ClassDef) -> Iterator[tuple[str, ast.AST]]:
    for node in scope.body:
        if not isinstance(node, SCOPES) or node.name.startswith("_") or is_documented_elsewhere(node):
            continue
        yield node.name, node
        if isinstance(node, ast.ClassDef):
            yield from public_names(node)


def is_documented_elsewhere(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    return any(ast.unparse(decorator) in DOCUMENTED_ELSEWHERE for decorator in node.decorator_list)


def settings_faults(modules: list[Module]) -> Iterator[str]:
    classes = ((module, node) for module in modules for node in ast.walk(module.tree))
    for module, node in classes:
        if isinstance(node, ast.ClassDef) and node.name == "Settings":
            fields = sum(isinstance(statement, ast.AnnAssign) for statement in node.body)
            if fields > SETTINGS_MAXIMUM:
                yield f"{module.place(node)}: {fields} settings; at most {SETTINGS_MAXIMUM}"


RULES: tuple[Rule, ...] = (
    function_faults,
    module_faults,
    init_faults,
    parameter_faults,
    nesting_faults,
    comment_faults,
    docstring_faults,
    settings_faults,
)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("root", "package"), [(GENERATOR, "truespec"), (TEMPLATES, "runtime")])
def test_the_code_keeps_the_house_numbers(rule: Rule, root: Path, package: str) -> None:
    modules = modules_under(root, package)

    faults = list(rule(modules))

    assert modules
    assert not faults, "\n".join(faults)


def function(lines: int, name: str = "f") -> str:
    return f"def {name}():\n" + "    pass\n" * (lines - 1)


SHORT = "".join(function(2, f"f{number}") for number in range(40))
DEEP = "def f():\n    if a:\n        for b in c:\n            with d:\n"


@pytest.mark.parametrize(
    ("rule", "file", "text", "fault"),
    [
        (function_faults, "a.py", SHORT + function(41), "a.py:81: f has 41 lines"),
        (function_faults, "a.py", SHORT + function(40), None),
        (function_faults, "a.py", function(9), "the median function has 9 lines"),
        (function_faults, "a.py", 'def f():\n    """A\n\n    b.\n    """\n' + "    pass\n" * 7, None),
        (function_faults, "a.py", SHORT + function(25) * 3, "one function in twenty has 25 lines or more"),
        (module_faults, "a.py", "a = 1\n" * 251, "251 lines; at most 250"),
        (module_faults, "a.py", "a = 1\n" * 250, None),
        (module_faults, "__init__.py", "import a\n" * 21, "21 lines; at most 20"),
        (init_faults, "__init__.py", '"""Words."""\nfrom a import b\n__all__ = ["b"]\n', None),
        (init_faults, "__init__.py", "def f(): ...", "__init__.py:1: __init__.py only re-exports"),
        (init_faults, "__init__.py", "a = 1", "only re-exports"),
        (parameter_faults, "a.py", "def f(a, b, c, d, e): ...", "f has 5 positional parameters"),
        (parameter_faults, "a.py", "class A:\n    def f(self, a, b, c, d, *, e): ...", None),
        (nesting_faults, "a.py", DEEP + "                while e: ...", "f nests 4 levels"),
        (nesting_faults, "a.py", DEEP + "                e()", None),
        (nesting_faults, "a.py", DEEP + "                def g():\n                    if h: ...", None),
        (nesting_faults, "a.py", "def f():\n    if a: ...\n" + "    elif b: ...\n" * 4, None),
        (comment_faults, "a.py", "# why\n" * 3 + "a = 1\n" * 37, "a.py: 3 lines of comment in 40"),
        (comment_faults, "a.py", "# why\n" * 3 + "a = 1\n" * 38, None),
        (comment_faults, "a.py", "a = 1  # noqa: E741\n" * 3, None),
        (docstring_faults, "a.py", '"""Words."""\ndef f(): ...', "a.py:2: f has no docstring"),
        (
            docstring_faults,
            "a.py",
            '"""Words."""\nclass A:\n    """Words."""\n    def f(self): ...',
            "a.py:4:",
        ),
        (docstring_faults, "a.py", '"""Words."""\ndef _f(): ...\nclass _A:\n    def f(self): ...', None),
        (docstring_faults, "a.py", "a = 1", "the module has no docstring"),
        (settings_faults, "a.py", "class Settings:\n" + "    a: int\n" * 9, "9 settings; at most 8"),
        (settings_faults, "a.py", "class Settings:\n" + "    a: int\n" * 8, None),
    ],
)
def test_a_rule_finds_a_planted_fault(rule: Rule, file: str, text: str, fault: str | None, tmp_path: Path) -> None:
    modules = modules_under(plant(tmp_path, {f"truespec/{file}": text}), "truespec")

    faults = list(rule(modules))

    assert bool(faults) == (fault is not None), faults
    assert (fault or "") in "".join(faults)
