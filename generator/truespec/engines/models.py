"""The only door to datamodel-code-generator: the model view in, model modules out, every warning an error."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType
from datamodel_code_generator.format import PythonVersion
from datamodel_code_generator.parser import LiteralType

from truespec.engines.model_modules import HEADER, Printer, imported_names
from truespec.engines.model_view import View, key_of, model_view
from truespec.engines.refusal import EngineRefusedError
from truespec.engines.spelling import Vocabulary, annotations_of
from truespec.file_tree import File, FileTree
from truespec.layout import is_laid_out
from truespec.package import ModelType, Package
from truespec.schema import Schema, references
from truespec.side_by_side import side_by_side
from truespec.specification import Specification

PRODUCER: Final = "datamodel-code-generator"
_SHARD: Final = 250


def model_files(specification: Specification, package: Package, templates: Path) -> FileTree:
    """Give the module of models for every type of the package; raises EngineRefusedError on any warning.

    What the engine needs grows faster than the number of types, so that it only spells each form of annotation once,
    and makes whole modules where types refer to themselves. It gets those in shards, in which types of other shards
    are stubs; two processes share the shards.
    """
    try:
        printed = FileTree.of(_printed(specification, package, templates))
    except EngineRefusedError:
        # What it has to say of whole modules names the types that it is about.
        printed = FileTree()
    done = {file.path for file in printed}
    shards = list(_shards([type_ for type_ in package.types if _path(type_, package) not in done]))
    if len(shards) < 2:
        return printed + _made(specification, package, shards, templates)
    here, aside = side_by_side(
        lambda: _made(specification, package, shards[::2], templates),
        lambda: _made(specification, package, shards[1::2], templates),
    )
    return printed + here + aside


def _printed(specification: Specification, package: Package, templates: Path) -> Iterator[File]:
    """Give the modules of the types that do not refer to themselves."""
    annotations = {
        type_.declared.name: annotations_of(type_, schema, package.name)
        for type_, schema in _by_themselves(specification, package)
    }
    vocabulary = Vocabulary((one for each in annotations.values() for one in each.values()), package.name)
    modules = _run(vocabulary.view(), vocabulary.template_data(), package.name, templates=templates)
    printer = Printer(package, vocabulary.spellings(modules), templates)
    for type_ in package.types:
        found = annotations.get(type_.declared.name)
        text = printer.module(type_, found) if found is not None else None
        if text is not None:
            path, content = _path(type_, package), text.encode()
            yield File(path=path, content=content, producer=PRODUCER, is_sorted=True, is_laid_out=is_laid_out(text))


def _by_themselves(specification: Specification, package: Package) -> Iterator[tuple[ModelType, Schema]]:
    """Give the types, with their schemas, that share their module with no other and do not refer to themselves."""
    inhabitants = Counter(type_.declared.module for type_ in package.types)
    for type_ in package.types:
        schema = specification.schema(type_.declared.schema_name).schema
        if inhabitants[type_.declared.module] == 1 and type_.declared.schema_name not in references(schema):
            yield type_, schema


def _path(type_: ModelType, package: Package) -> str:
    """Give the path of a type's module."""
    return f"src/{package.name}/models/{type_.declared.module}.py"


def _shards(types: Iterable[ModelType]) -> Iterator[tuple[ModelType, ...]]:
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
    view = model_view(specification, package, shard)
    planned = {key_of(type_): type_ for type_ in package.types}
    data = {key: {"type_": planned[key]} for key in view["components"]["schemas"]}
    return _run(view, data, package.name, templates=templates, imports=imported_names(package))


def _run(
    view: View,
    data: Mapping[str, dict[str, Any]],
    package_name: str,
    *,
    templates: Path,
    imports: Sequence[str] = (),
) -> Mapping[tuple[str, ...], str]:
    """Run the engine over a view; `data` is the plan of each of its types, for the templates."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            made: object = generate(
                view,
                input_file_type=InputFileType.OpenAPI,
                output_model_type=DataModelType.PydanticV2BaseModel,
                target_python_version=PythonVersion.PY_311,
                base_class=f"{package_name}._runtime.model.Model",
                additional_imports=list(imports),
                # The plan has named every class; the engine would take an underscore out of `Any_`.
                custom_class_name_generator=str,
                custom_template_dir=templates,
                extra_template_data=defaultdict(dict, data),
                custom_file_header=HEADER,
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
                use_tuple_for_closed_arrays=True,
            )
        except Exception as error:
            raise EngineRefusedError(f"{PRODUCER}: {error}") from error
    if not isinstance(made, dict):
        raise EngineRefusedError(f"{PRODUCER}: no modules came back")
    return cast("Mapping[tuple[str, ...], str]", made)


def _files(modules: Mapping[tuple[str, ...], str], package: Package, shard: tuple[ModelType, ...]) -> Iterator[File]:
    """Turn the modules of a shard into files; those of stubs are left to their own shards."""
    wanted = {(f"{type_.declared.module}.py",) for type_ in shard}
    for path, text in modules.items():
        if path in wanted:
            yield File(path="/".join(("src", package.name, "models", *path)), content=text.encode(), producer=PRODUCER)
