"""Operations as methods with flat keyword arguments."""

from __future__ import annotations

from dataclasses import dataclass, replace

from truespec.document import Mapping, plain
from truespec.package import NOTHING, Argument, Method, MethodReference, Source
from truespec.plan.annotations import Annotations
from truespec.plan.argument_names import argument_names
from truespec.plan.classes import described
from truespec.plan.source import cell, code, docstring, inline_code, literal, markdown, prose
from truespec.plan.wire import is_json, plan_row
from truespec.schema import (
    EnumSchema,
    NullableSchema,
    ObjectSchema,
    Property,
    ReferenceSchema,
    Scalar,
    Schema,
    Sending,
)
from truespec.specification import Content, Operation, Parameter, Specification

_OMITTED = " = OMIT"


@dataclass(frozen=True, slots=True)
class MethodPlanner:
    """Plans the methods of one specification; `accepted` are the annotations of what a caller passes."""

    specification: Specification
    annotations: Annotations
    accepted: Annotations

    def plan(self, operation: Operation, name: str, resource: str) -> Method:
        """Plan one method of a resource."""
        properties = self._flat_properties(operation)
        names = argument_names(operation, properties)
        parameters = tuple(
            self._argument(names[given.location, given.wire_name], given) for given in operation.parameters
        )
        fields = tuple(self._argument(names["body", given.wire_name], given) for given in properties)
        body = self._body(operation)
        row = plan_row(operation, name, self.specification, self.annotations)
        return Method(
            operation=operation.name,
            name=code(name),
            docstring=docstring(_documentation(operation, (*parameters, *fields)), indent=2),
            row=row,
            parameters=parameters,
            fields=fields,
            optional_fields=tuple(_made_optional(field) for field in fields),
            required=_required(fields),
            body=body,
            body_default=code(_OMITTED if body and not _requires_body(operation) else ""),
            deprecation=_deprecation(operation, name),
            reference=_reference(operation, f"{resource}.{name}", (*parameters, *fields), row.result),
        )

    def _flat_properties(self, operation: Operation) -> tuple[Property, ...]:
        """Give the properties of a JSON object body, which become arguments."""
        content = body_content(operation)
        if content is None or not is_json(content.media_type):
            return ()
        schema = self.specification.resolved(content.schema)
        properties = schema.properties if isinstance(schema, ObjectSchema) else ()
        return tuple(property_ for property_ in properties if property_.sending is not Sending.NEVER)

    def _argument(self, name: str, given: Parameter | Property) -> Argument:
        """Plan one argument."""
        annotation = self._accepted(given.schema)
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

    def _body(self, operation: Operation) -> Source:
        """Give the annotation of the `body` argument, empty when the operation takes none."""
        content = body_content(operation)
        if content is None:
            return NOTHING
        annotation = self.annotations.of(content.schema) if is_json(content.media_type) else "bytes | str"
        return code(annotation if _requires_body(operation) else f"{annotation} | Omit")


def _deprecation(operation: Operation, name: str) -> Source:
    """Give what a call of a deprecated method warns of."""
    if operation.deprecation is None:
        return NOTHING
    reason = " ".join(operation.deprecation.split())
    return literal(f"{name} is deprecated{f': {reason}' if reason else ''}")


def _requires_body(operation: Operation) -> bool:
    """Say whether a call must send a body."""
    return operation.request_body is not None and operation.request_body.required


def body_content(operation: Operation) -> Content | None:
    """Give the media type that a request is sent in, JSON if it is offered; None when there is no body."""
    contents = operation.request_body.contents if operation.request_body else ()
    return contents[0] if contents else None


def _required(fields: tuple[Argument, ...]) -> Source:
    """Give the required fields, argument name to wire name, as a literal."""
    return code(f"{{{', '.join(f'{literal(field.name)}: {field.wire_key}' for field in fields if not field.default)}}}")


def _made_optional(field: Argument) -> Argument:
    """Give an argument that may be left out, because a whole body may be given in its place."""
    if field.default:
        return field
    return replace(field, annotation=code(f"{field.annotation} | Omit"), default=code(_OMITTED))


def _documentation(operation: Operation, arguments: tuple[Argument, ...]) -> str:
    """Give the text of a method's docstring."""
    summary = operation.summary or f"{operation.method} {operation.path}"
    description = operation.description if operation.description.strip(". \n") != summary.strip(". \n") else ""
    told = [f"    {argument.name}: {argument.told}" for argument in arguments if argument.told]
    parts = [
        summary,
        described(description, operation.deprecation),
        "\n".join(["Args:", *told]) if told else "",
        "Raises:\n    errors.APIError: The call failed; errors.APIStatusError when the server refused it.",
    ]
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _reference(operation: Operation, call: str, arguments: tuple[Argument, ...], result: str) -> MethodReference:
    """Give what the manual says of an operation."""
    return MethodReference(
        title=markdown(operation.summary or operation.name),
        description=prose(described(operation.description, operation.deprecation)),
        endpoint=inline_code(f"{operation.method} {operation.path}"),
        call=code(f"client.{call}"),
        example=_example_call(operation, f"client.{call}", arguments),
        result=_type_of(result),
        arguments=arguments,
    )


def _type_of(annotation: str) -> Source:
    """Give an annotation as inline code."""
    return inline_code(annotation.replace("builtins.", ""))


def _example_call(operation: Operation, call: str, arguments: tuple[Argument, ...]) -> Source:
    """Give an example call: with the values of the description's own example, `...` for what is required beyond it."""
    content = body_content(operation)
    example = content.example if content else None
    items = example.items() if isinstance(example, Mapping) else ()
    values = {literal(key): repr(plain(value)) for key, value in items}
    given = [
        f"{argument.name}={values.get(argument.wire_key, '...')}"
        for argument in arguments
        if argument.wire_key in values or not argument.default
    ]
    return code(f"{call}({', '.join(given)})")
