"""Templates print; they do not decide, and each declares what it is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from source_tree import TEMPLATES, plant

MAXIMUM_LINES = 80
MAXIMUM_DECISIONS = 0.10
# Any other node of Jinja's own syntax tree decides, computes or calls.
PRINTING = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Include, nodes.With)
NAMING = (nodes.Name, nodes.Getattr, nodes.Getitem)
DECLARATION = re.compile(r"\{#-?(.*?)-?#\}", re.DOTALL)
COMMA = re.compile(r",(?=\s*\w+:)")
ARGUMENT = re.compile(r"\s*(\w+):\s+\S")
DECISION = re.compile(r"\{%[-+]?\s*(if|elif|else)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template: its path below the root that was read, and its text."""

    path: str
    text: str

    @property
    def tree(self) -> nodes.Template:
        """Jinja's own syntax tree."""
        return Environment(autoescape=False).parse(self.text)

    @property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.text.splitlines()


Rule = Callable[[list[Template]], Iterator[str]]


def templates_under(root: Path) -> list[Template]:
    files = sorted([*root.rglob("*.jinja"), *root.rglob("*.jinja2")])
    return [Template(path=file.relative_to(root).as_posix(), text=file.read_text("utf-8")) for file in files]


def syntax_faults(templates: list[Template]) -> Iterator[str]:
    for template in templates:
        try:
            Environment(autoescape=False).parse(template.text)
        except TemplateSyntaxError as error:
            yield f"{template.path}:{error.lineno}: {error.message}"


def declaration_faults(templates: list[Template]) -> Iterator[str]:
    for template in templates:
        declared, used = declared_by(template), meta.find_undeclared_variables(template.tree)
        if declared is None and used:
            yield f"{template.path}:1: the first line declares the arguments: {{#- name: type -#}}"
        elif (declared or set()) != used:
            yield f"{template.path}:1: declares {named(declared or set())} but uses {named(used)}"


def declared_by(template: Template) -> set[str] | None:
    comment = DECLARATION.match(template.text)
    if comment is None:
        return None
    declarations = [part for part in COMMA.split(comment.group(1)) if part.strip()]
    arguments = [argument for part in declarations if (argument := ARGUMENT.match(part))]
    return {argument.group(1) for argument in arguments} if len(arguments) == len(declarations) else None


def named(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


def node_faults(templates: list[Template]) -> Iterator[str]:
    for template in templates:
        tree = template.tree
        constants = [include.template for include in tree.find_all(nodes.Include)]
        constants += [lookup.arg for lookup in tree.find_all(nodes.Getitem)]
        allowed = {id(node) for node in constants if isinstance(node, nodes.Const)}
        for node in tree.find_all(nodes.Node):
            if id(node) not in allowed and not isinstance(node, (*PRINTING, *NAMING)):
                yield f"{template.path}:{node.lineno}: a template prints, and {type(node).__name__} does not"


def condition_faults(templates: list[Template]) -> Iterator[str]:
    for template in templates:
        for node in template.tree.find_all(nodes.If):
            if not isinstance(node.test, NAMING):
                yield f"{template.path}:{node.lineno}: a condition is a bare name, decided by plan"


def size_faults(templates: list[Template]) -> Iterator[str]:
    for template in templates:
        if len(template.lines) > MAXIMUM_LINES:
            yield f"{template.path}: {len(template.lines)} lines; at most {MAXIMUM_LINES}"


def decision_faults(templates: list[Template]) -> Iterator[str]:
    lines = [line for template in templates for line in template.lines]
    decisions = sum(DECISION.search(line) is not None for line in lines)
    if decisions > MAXIMUM_DECISIONS * len(lines):
        yield f"{decisions} of {len(lines)} template lines decide; at most {MAXIMUM_DECISIONS:.0%}"


RULES: tuple[Rule, ...] = (
    syntax_faults,
    declaration_faults,
    node_faults,
    condition_faults,
    size_faults,
    decision_faults,
)


@pytest.mark.parametrize("rule", RULES)
def test_the_templates_keep_the_rules(rule: Rule) -> None:
    templates = templates_under(TEMPLATES)

    faults = list(rule(templates))

    assert templates
    assert not faults, "\n".join(faults)


HEAD = "{#- a: truespec.package.A, b: dict[str, list[A]] | None -#}\n{{ a.b }}{{ b }}"


@pytest.mark.parametrize(
    ("rule", "text", "fault"),
    [
        (syntax_faults, "{{ a", "t.jinja:1:"),
        (declaration_faults, HEAD, None),
        (declaration_faults, "{#- -#}\n", None),
        (declaration_faults, "text", None),
        (declaration_faults, "{#- a: A -#}text", "declares a but uses nothing"),
        (declaration_faults, "{# a: A, b: B,\n    c: C #}{{ a }}{{ b }}{{ c }}", None),
        (declaration_faults, "{{ a }}", "the first line declares"),
        (declaration_faults, "\n{#- a: A -#}{{ a }}", "the first line declares"),
        (declaration_faults, "{#- a prints a name -#}{{ a }}", "the first line declares"),
        (declaration_faults, f"{HEAD}{{{{ config }}}}", "declares a, b but uses a, b, config"),
        (declaration_faults, "{#- a: A, b: B -#}{{ a }}", "declares a, b but uses a"),
        (
            declaration_faults,
            "{#- items: list[A] -#}{% for a in items %}{{ a }}{{ loop.last }}{% endfor %}",
            None,
        ),
        (
            node_faults,
            "{% for a in b.c %}{% if a.d %}{{ a.e }}{% endif %}{% endfor %}{% include 'x.jinja' %}",
            None,
        ),
        (node_faults, "{{ a() }}", "Call does not"),
        (node_faults, "\n{% if a and b %}{% endif %}", "t.jinja:2: a template prints, and And"),
        (node_faults, "{% if a or b %}{% endif %}", "Or does not"),
        (node_faults, "{% if not a %}{% endif %}", "Not does not"),
        (node_faults, "{% if a == b %}{% endif %}", "Compare"),
        (node_faults, "{% set a = b %}", "Assign does not"),
        (node_faults, "{% macro a() %}{% endmacro %}", "Macro does not"),
        (node_faults, "{{ a | upper }}", "Filter does not"),
        (node_faults, "{{ a if b else c }}", "CondExpr does not"),
        (node_faults, "{{ a ~ b }}", "Concat does not"),
        (node_faults, "{% with a = b[c.d] %}{{ a }}{% endwith %}", None),
        (node_faults, "{{ a[0].b }}", None),
        (node_faults, "{{ a[b()] }}", "Call does not"),
        (node_faults, "{{ a is none }}", "Test does not"),
        (node_faults, "{{ 'quoted' }}", "Const does not"),
        (condition_faults, "{% if a.b %}{% elif c %}{% else %}{% endif %}", None),
        (condition_faults, "{% if a %}{% elif b is none %}{% endif %}", "a condition is a bare name"),
        (size_faults, "x\n" * 81, "81 lines"),
        (size_faults, "x\n" * 80, None),
        (decision_faults, "x\n" * 9 + "{% if a %}\n{%- else -%}\n", "2 of 11 template lines decide"),
        (decision_faults, "x\n" * 9 + "{% if a %}\n", None),
    ],
)
def test_a_rule_finds_a_planted_fault(rule: Rule, text: str, fault: str | None, tmp_path: Path) -> None:
    templates = templates_under(plant(tmp_path, {"client/t.jinja": text}))

    faults = list(rule(templates))

    assert bool(faults) == (fault is not None), faults
    assert (fault or "") in "".join(faults)
