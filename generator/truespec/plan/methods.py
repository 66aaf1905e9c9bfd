"""Operations as methods with flat keyword arguments."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from truespec.document import Mapping, plain
from truespec.package import NOTHING, Argument, BodyChoice, Method, MethodForm, MethodReference, Source
from truespec.plan.annotations import Annotations, union_of
from truespec.plan.argument_names import argument_names
from truespec.plan.bodies import Bodies, is_range
from truespec.plan.classes import described
from truespec.plan.forms import SYNC, outcome_of, plan_forms
from truespec.plan.paging import PagingPlanner
from truespec.plan.parts import field_annotation
from truespec.plan.response_headers import ResponseHeaders
from truespec.plan.source import cell, code, docstring, inline_code, literal, markdown, prose
from truespec.plan.wire import RowPlanner
from truespec.schema import (
    EnumSchema,
    NullableSchema,
    Property,
    ReferenceSchema,
    Scalar,
    Schema,
)
from truespec.specification import Content, Operation, Parameter, Specification

_OMITTED = " = OMIT"


class MethodPlanner(Struct, frozen=True):
    """Plans the methods of one specification; `accepted` are the annotations of what a caller passes."""

    specification: Specification
    accepted: Annotations
    bodies: Bodies
    headers: ResponseHeaders
    paging: PagingPlanner

    def plan(self, operation: Operation, name: str, resource: str) -> Method:
        """Plan one method of a resource."""
        contents = self.bodies.offered(operation)
        properties = self.bodies.properties(contents[0]) if contents else ()
        names = argument_names(operation, properties)
        parameters = tuple(
            self._argument(names[given.location, given.wire_name], given) for given in operation.parameters
        )
        fields = tuple(self._field(names["body", given.wire_name], given, contents[0]) for given in properties)
        may_be_omitted = bool(fields) or not _requires_body(operation)
        outcome = outcome_of(operation, self.bodies)
        paging = self.paging.plan(operation, name)
        forms = plan_forms(outcome, name, self.headers.of_success(operation), paging)
        example = _example_call(contents[:1], f"client.{resource}.{name}", (*parameters, *fields))
        return Method(
            operation=operation.name,
            name=code(name),
            docstring=docstring(_documentation(operation, (*parameters, *fields), in_pages=bool(paging)), indent=2),
            row=RowPlanner(self.bodies, self.headers).plan(operation, name, outcome.row),
            parameters=parameters,
            fields=fields,
            optional_fields=tuple(_made_optional(field) for field in fields),
            required=_required(fields),
            body=self._body(contents, may_be_omitted=may_be_omitted),
            body_default=code(_OMITTED if contents and may_be_omitted else ""),
            choices=self._choices(operation, contents, with_fields=bool(fields)),
            content_type=code("content_type: str | None = None" if _leaves_a_choice(contents) else ""),
            deprecation=_deprecation(operation, name),
            forms=forms,
            paging=paging,
            reference=_reference(
                operation,
                example,
                arguments=(*parameters, *fields),
                call=f"client.{resource}.{name}",
                form=forms[SYNC],
                streamed=outcome.streamed,
            ),
        )

    def _argument(self, name: str, given: Parameter) -> Argument:
        """Plan the argument of a parameter; a key that nobody gives is made by the client."""
        if given.is_key:
            given = replace(given, required=False)
        annotation = "str" if self.bodies.is_text(given) else self._accepted(given.schema)
        if given.allow_empty:
            annotation = f'{annotation} | Literal[""]'
        return self._argument_of(name, given, annotation)

    def _field(self, name: str, given: Property, content: Content) -> Argument:
        """Plan the argument of a field of the body."""
        annotation = field_annotation(content, given, self.bodies) or self._accepted(given.schema)
        return self._argument_of(name, given, annotation)

    def _argument_of(self, name: str, given: Parameter | Property, annotation: str) -> Argument:
        """Give an argument with its annotation."""
        text = described(given.description or self._described(given.schema), given.deprecation)
        return Argument(
            name=code(name),
            annotation=code(annotation if given.required else f"{annotation} | Omit"),
            default=code("" if given.required else _OMITTED),
            wire_key=literal(given.wire_name),
            shown=code(_type_of(annotation).replace("|", "\\|")),
            description=cell(text if not given.required else f"Required. {text}"),
            told=" ".join(text.split()),
        )

    def _described(self, schema: Schema) -> str:
        """Give what is said of a named schema itself, of which a use of it need not say anything."""
        schema = schema.schema if isinstance(schema, NullableSchema) else schema
        return self.specification.schema(schema.name).description if isinstance(schema, ReferenceSchema) else ""

    def _accepted(self, schema: Schema) -> str:
        """Give the annotation of what a caller may pass; an open enum takes plain values too."""
        annotation = self.accepted.of(schema)
        resolved = self.specification.resolved(schema.schema if isinstance(schema, NullableSchema) else schema)
        if isinstance(resolved, EnumSchema):
            return f"{annotation} | {'str' if resolved.scalar is Scalar.STRING else 'int'}"
        return annotation

    def _body(self, contents: tuple[Content, ...], *, may_be_omitted: bool) -> Source:
        """Give the annotation of the `body` argument, of whatever media type; empty when the operation takes none."""
        return code(self._any_of(contents) + (" | Omit" if contents and may_be_omitted else ""))

    def _any_of(self, contents: Iterable[Content]) -> str:
        """Give the annotation of a whole body in any of some media types."""
        return union_of(type_ for content in contents for type_ in self.bodies.types(content))

    def _choices(
        self, operation: Operation, contents: tuple[Content, ...], *, with_fields: bool
    ) -> tuple[BodyChoice, ...]:
        """Give an overload for each media type, ranges together; none when a single signature says it all."""
        options = self._options(contents)
        if len(options) < (1 if with_fields else 2):
            return ()
        (default, chosen), *others = options
        omit = "" if _requires_body(operation) else " | Omit"
        omitted = "" if _requires_body(operation) or with_fields else _OMITTED
        first = BodyChoice(
            annotation=code(f"{default}{omit}{omitted}"),
            option=code(f"content_type: {chosen} | None = None" if _leaves_a_choice(contents) else ""),
        )
        return (first, *(BodyChoice(annotation=code(own), option=code(f"content_type: {of}")) for own, of in others))

    def _options(self, contents: tuple[Content, ...]) -> list[tuple[str, str]]:
        """Give the annotation of each body, and of the argument that chooses it; a range by any that it covers."""
        named = [content for content in contents if not is_range(content.media_type)]
        ranges = [content for content in contents if is_range(content.media_type)]
        of_ranges = [(self._any_of(ranges), "str")] if ranges else []
        return [*((self._any_of((one,)), f"Literal[{literal(one.media_type)}]") for one in named), *of_ranges]


def _leaves_a_choice(contents: tuple[Content, ...]) -> bool:
    """Say whether a body may be sent in one of several media types."""
    return len(contents) > 1 or any(is_range(content.media_type) for content in contents)


def _deprecation(operation: Operation, name: str) -> Source:
    """Give what a call of a deprecated method warns of."""
    if operation.deprecation is None:
        return NOTHING
    reason = " ".join(operation.deprecation.split())
    return literal(f"{name} is deprecated{f': {reason}' if reason else ''}")


def _requires_body(operation: Operation) -> bool:
    """Say whether a call must send a body."""
    return operation.request_body is not None and operation.request_body.required


def _required(fields: tuple[Argument, ...]) -> Source:
    """Give the required fields, argument name to wire name, as a literal."""
    return code(f"{{{', '.join(f'{literal(field.name)}: {field.wire_key}' for field in fields if not field.default)}}}")


def _made_optional(field: Argument) -> Argument:
    """Give an argument that may be left out, because a whole body may be given in its place."""
    if field.default:
        return field
    return replace(field, annotation=code(f"{field.annotation} | Omit"), default=code(_OMITTED))


def _documentation(operation: Operation, arguments: tuple[Argument, ...], *, in_pages: bool) -> str:
    """Give the text of a method's docstring."""
    summary = operation.summary or f"{operation.method} {operation.path}"
    description = operation.description if operation.description.strip(". \n") != summary.strip(". \n") else ""
    told = [f"    {argument.name}: {argument.told}" for argument in arguments if argument.told]
    parts = [
        summary,
        described(description, operation.deprecation),
        "\n".join(["Args:", *told]) if told else "",
        "Returns:\n    All items of all pages: a loop over it asks for each page when it is reached."
        if in_pages
        else "",
        "Raises:\n    errors.APIError: The call failed; errors.APIStatusError when the server refused it.",
    ]
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _reference(
    operation: Operation, asked: Source, *, arguments: tuple[Argument, ...], call: str, form: MethodForm, streamed: str
) -> MethodReference:
    """Give what the manual says of an operation."""
    return MethodReference(
        title=markdown(operation.summary or operation.name),
        description=prose(described(operation.description, operation.deprecation)),
        endpoint=inline_code(f"{operation.method} {operation.path}"),
        call=code(call),
        asked=asked,
        example=code(f"list({asked}.limit(10))") if form.result.startswith("Pages[") else asked,
        result=_type_of(form.result),
        streamed=_type_of(streamed) if form.streaming else NOTHING,
        arguments=arguments,
    )


def _type_of(annotation: str) -> Source:
    """Give an annotation as inline code."""
    return inline_code(annotation.replace("builtins.", ""))


def _example_call(contents: tuple[Content, ...], call: str, arguments: tuple[Argument, ...]) -> Source:
    """Give an example call: with the values of the description's own example, `...` for what is required beyond it."""
    example = contents[0].example if contents else None
    items = example.items() if isinstance(example, Mapping) else ()
    values = {literal(key): repr(plain(value)) for key, value in items}
    given = [
        f"{argument.name}={values.get(argument.wire_key, '...')}"
        for argument in arguments
        if argument.wire_key in values or not argument.default
    ]
    return code(f"{call}({', '.join(given)})")
