"""The only door to datamodel-code-generator: the model view in, model modules out, every warning an error."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType
from datamodel_code_generator.format import PythonVersion
from datamodel_code_generator.parser import LiteralType

from truespec.engines.model_view import key_of, model_view
from truespec.engines.refusal import EngineRefusedError
from truespec.file_tree import File, FileTree
from truespec.package import ModelType, Package
from truespec.side_by_side import side_by_side
from truespec.specification import Specification

PRODUCER: Final = "datamodel-code-generator"
_SHARD: Final = 250
_RUNTIME: Final = (
    "model.FieldRules",
    "open_enum.CaselessEnum",
    "open_enum.OpenEnum",
    "open_enum.OpenIntEnum",
    "tagged.Tagged",
)
_LIBRARIES: Final = ("pydantic.Field", "typing.Annotated", "typing.ClassVar")


def model_files(specification: Specification, package: Package, templates: Path) -> FileTree:
    """Give the module of models for every type of the package; raises EngineRefusedError on any warning.

    What the engine needs grows faster than the number of types, so it gets them in shards, in which types of other
    shards are stubs; two processes share the shards.
    """
    shards = list(_shards(package.types))
    if len(shards) < 2:
        return _made(specification, package, shards, templates)
    here, aside = side_by_side(
        lambda: _made(specification, package, shards[::2], templates),
        lambda: _made(specification, package, shards[1::2], templates),
    )
    return here + aside


def _shards(types: tuple[ModelType, ...]) -> Iterator[tuple[ModelType, ...]]:
    """Split types into groups of about the same size; those of one module stay together."""
    by_module: dict[str, list[ModelType]] = defaultdict(list)
    for type_ in types:
        by_module[type_.declared.module].append(type_)
    shard: list[ModelType] = []
    for module in sorted(by_module):
        shard.extend(by_module[module])
        if len(shard) >= _SHARD:
            yield tuple(shard)
            shard = []
    if shard:
        yield tuple(shard)


def _made(
    specification: Specification, package: Package, shards: list[tuple[ModelType, ...]], templates: Path
) -> FileTree:
    """Give the modules of some shards."""
    return FileTree.of(
        file
        for shard in shards
        for file in _files(_generated(specification, package, shard, templates), package, shard)
    )


def _generated(
    specification: Specification, package: Package, shard: tuple[ModelType, ...], templates: Path
) -> Mapping[tuple[str, ...], str]:
    """Run the engine over one shard."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            made: object = generate(
                model_view(specification, package, shard),
                input_file_type=InputFileType.OpenAPI,
                output_model_type=DataModelType.PydanticV2BaseModel,
                target_python_version=PythonVersion.PY_311,
                base_class=f"{package.name}._runtime.model.Model",
                additional_imports=[f"{package.name}._runtime.{name}" for name in _RUNTIME] + list(_LIBRARIES),
                # The plan has named every class; the engine would take an underscore out of `Any_`.
                custom_class_name_generator=str,
                custom_template_dir=templates,
                extra_template_data=_template_data(package),
                custom_file_header='"""Types of the API."""',
                disable_timestamp=True,
                enum_field_as_literal=LiteralType.One,
                formatters=[],
                strict_nullable=True,
                strict_refs=True,
                keep_model_order=True,
                treat_dot_as_module=True,
                use_exact_imports=True,
                use_type_alias=True,
                use_standard_primitive_types=True,
            )
        except Exception as error:
            raise EngineRefusedError(f"{PRODUCER}: {error}") from error
    if not isinstance(made, dict):
        raise EngineRefusedError(f"{PRODUCER}: no modules came back")
    return cast("Mapping[tuple[str, ...], str]", made)


def _template_data(package: Package) -> defaultdict[str, dict[str, Any]]:
    """Give each type's plan to its template."""
    data: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for type_ in package.types:
        data[key_of(type_)]["type_"] = type_
    return data


def _files(modules: Mapping[tuple[str, ...], str], package: Package, shard: tuple[ModelType, ...]) -> Iterator[File]:
    """Turn the modules of a shard into files; those of stubs are left to their own shards."""
    wanted = {(f"{type_.declared.module}.py",) for type_ in shard}
    for path, text in modules.items():
        if path in wanted:
            yield File(path="/".join(("src", package.name, "models", *path)), content=text.encode(), producer=PRODUCER)
