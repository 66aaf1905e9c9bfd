"""Models of the sample API."""

from sample_api.models.error import ErrorBody
from sample_api.models.kitchen_sink import Node, Shade, Sink
from sample_api.models.source import CreateSourceResponse, Lifecycle, Source, SourceList, SourceSpec

__all__ = [
    "CreateSourceResponse",
    "ErrorBody",
    "Lifecycle",
    "Node",
    "Shade",
    "Sink",
    "Source",
    "SourceList",
    "SourceSpec",
]
