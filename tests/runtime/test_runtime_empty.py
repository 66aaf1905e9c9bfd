"""An answer without content where JSON is described: None if that may be its value, else an error."""

from __future__ import annotations

from typing import Any

import pytest
from sample_api import models
from werkzeug import Response as ServerResponse

from conftest import Caller
from runtime import errors
from runtime.operation import Operation, Response


def emptied(call: Caller, annotation: Any, status: int, content_type: str | None, **options: Any) -> Any:
    headers = {"Content-Type": content_type} if content_type else {}
    raw = ServerResponse(b"", status, headers)
    if not content_type:
        raw.headers.remove("Content-Type")
    call.server.expect_request("/empty").respond_with_response(raw)
    described = Response(status="2XX", media_type="application/json", type=lambda: annotation)
    operation: Operation[Any] = Operation(id="getEmpty", method="GET", path="/empty", responses=(described,))
    return call(lambda client: client.call(operation, **options))


@pytest.mark.parametrize("annotation", [models.Source | None, dict[str, int] | None, Any])
@pytest.mark.parametrize(
    ("status", "content_type"),
    [(200, "application/json"), (204, None), (200, "text/html; charset=utf-99"), (202, None)],
)
def test_no_content_is_none_where_the_type_may_be_none(call, annotation, status, content_type):
    assert emptied(call, annotation, status, content_type, strict=True) is None
    assert call.drifts == []


@pytest.mark.parametrize("annotation", [models.Source, dict[str, int], list[models.Source], str])
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(("status", "content_type"), [(200, "application/json"), (204, None)])
def test_no_content_is_an_error_where_the_type_is_never_none(call, annotation, strict, status, content_type):
    with pytest.raises(errors.APIResponseError, match=r"GET /empty: the answer 20. cannot be read: it is empty"):
        emptied(call, annotation, status, content_type, strict=strict)
