"""The headers of a response, whatever client library received them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

REQUEST_ID = (
    "x-request-id",
    "request-id",
    "x-requestid",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-correlation-id",
    "x-trace-id",
)


class Headers(Mapping[str, str]):
    """Headers that are looked up without regard to case; repeated ones are joined by a comma."""

    __slots__ = ("_pairs", "_values")

    def __init__(self, raw: Iterable[tuple[bytes, bytes]] = ()) -> None:
        """Take headers as they were received; every byte is read as Latin-1."""
        self._pairs = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in raw]
        self._values: dict[str, str] = {}
        for name, value in self._pairs:
            known = self._values.get(name)
            self._values[name] = value if known is None else f"{known}, {value}"

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Headers({list(self._values)})"

    @property
    def request_id(self) -> str | None:
        """The id that the server gave to the request, or None if it told none."""
        return next((self._values[name] for name in REQUEST_ID if name in self._values), None)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of one header, in the order received; () if there is none."""
        return tuple(value for known, value in self._pairs if known == name.lower())
