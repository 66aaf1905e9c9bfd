"""The only door to datamodel-code-generator: the model view in, model modules out, every warning an error."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType
from datamodel_code_generator.format import PythonVersion
from datamodel_code_generator.parser import LiteralType

from truespec.engines.model_view import key_of, model_view
from truespec.engines.refusal import EngineRefusedError
from truespec.file_tree import File, FileTree
from truespec.package import Package
from truespec.specification import Specification

PRODUCER = "datamodel-code-generator"


def model_files(specification: Specification, package: Package, templates: Path) -> FileTree:
    """Give the module of models for every type of the package; raises EngineRefusedError on any warning."""
    if not package.types:
        return FileTree()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            made: Any = generate(
                model_view(specification, package),
                input_file_type=InputFileType.OpenAPI,
                output_model_type=DataModelType.PydanticV2BaseModel,
                target_python_version=PythonVersion.PY_311,
                base_class=f"{package.name}._runtime.model.Model",
                additional_imports=[
                    f"{package.name}._runtime.model.FieldRules",
                    f"{package.name}._runtime.open_enum.OpenEnum",
                    f"{package.name}._runtime.open_enum.OpenIntEnum",
                    "pydantic.Field",
                    "typing.ClassVar",
                ],
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
    return _files(made, package)


def _modules(made: object) -> Mapping[tuple[str, ...], str]:
    """Give the modules by their path; the engine gives one text back when there is only one."""
    if not isinstance(made, dict):
        raise EngineRefusedError(f"{PRODUCER}: no modules came back")
    return cast("Mapping[tuple[str, ...], str]", made)


def _template_data(package: Package) -> defaultdict[str, dict[str, Any]]:
    """Give each type's plan to its template."""
    data: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for type_ in package.types:
        data[key_of(type_)]["type_"] = type_
    return data


def _files(made: object, package: Package) -> FileTree:
    """Turn what the engine gives back into files; empty package modules are dropped."""
    modules = _modules(made)
    return FileTree.of(
        File(
            path="/".join(("src", package.name, "models", *path)),
            content=text.encode(),
            producer=PRODUCER,
        )
        for path, text in modules.items()
        if path != ("__init__.py",)
    )
