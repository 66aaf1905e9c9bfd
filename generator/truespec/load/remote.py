"""Files from the network: bounded in size and time, and never from a place that nobody named."""

from __future__ import annotations

import re
import socket
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import Any, Final, NoReturn, TypeAlias
from urllib.parse import unquote, urljoin

from msgspec import Struct

from truespec import __version__
from truespec.codes import FORBIDDEN_ADDRESS, UNREACHABLE
from truespec.diagnostic import Code, Report, Stopped
from truespec.document import Place, Source
from truespec.load.text import decoded
from truespec.settings import ANY_HOST, Settings
from truespec.sources import address_names, host_of, is_address, public_address

Address: TypeAlias = IPv4Address | IPv6Address

MAX_BYTES: Final = 64 * 2**20
MAX_REDIRECTS: Final = 5
SECONDS: Final = 30
# Some documentation sites give a page as Markdown to those who ask for it.
_HEADERS: Final = {
    "accept": "text/markdown, application/json, application/yaml, text/plain, */*;q=0.5",
    "accept-encoding": "identity",
    "user-agent": f"truespec/{__version__}",
}
_PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = IPv6Network("64:ff9b::/96")
# What is outside of it and not private is called global by older versions of Python.
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
_DENIED: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED)


class _Refused(Exception):
    """An address is not fetched, or gives nothing; with the code, the sentence and the hint."""

    def __init__(self, code: Code, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


class Network(Struct, frozen=True):
    """What may be fetched: sources, what is beside them, and what references lead to on hosts that were named."""

    sources: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: Settings) -> Network:
        """Give what the settings allow."""
        return cls(tuple(filter(is_address, settings.sources)), tuple(map(str.lower, settings.allow.hosts)))

    def reaches(self, address: str) -> bool:
        """Say whether a reference may lead to an address."""
        if not is_address(address):
            return False
        folders = [urljoin(public_address(source), ".") for source in self.sources]
        is_beside = any(address.startswith(folder) for folder in folders) and not _climbs(address)
        host = host_of(address)
        return is_beside or (host != "" and not {ANY_HOST, host}.isdisjoint(self.hosts))

    def name(self, address: str) -> str:
        """Give what messages call an address, another name for each source."""
        return address_names(self.sources).get(address) or public_address(address)

    def fetch(self, address: str, at: Place, report: Report) -> Source:
        """Give what an address holds; raises Stopped after adding an error."""
        name, found = self.name(address), _Answer()
        worker = Thread(target=lambda: found.ask(lambda: self._followed(address)), daemon=True)
        worker.start()
        worker.join(SECONDS)
        if isinstance(found.data, bytes):
            return Source(name, decoded(found.data, name, report))
        fault = found.fault or _Refused(UNREACHABLE, f"there is no whole answer within {SECONDS} seconds")
        report.add(fault.code, at=at, message=f"{name}: {fault}", hint=fault.hint)
        raise Stopped

    def _followed(self, address: str) -> bytes:
        """Give the content of an address, redirects followed."""
        # The import takes longer than a run without addresses.
        import httpx2

        with httpx2.Client(trust_env=False, timeout=SECONDS / 3) as client:
            for _ in range(MAX_REDIRECTS + 1):
                answer = self._asked(httpx2.URL(address), client)
                if isinstance(answer, bytes):
                    return answer
                if address.startswith("https:") and not answer.startswith("https:"):
                    raise _Refused(FORBIDDEN_ADDRESS, f"it redirects from https to {public_address(answer)}")
                address = answer
        raise _Refused(UNREACHABLE, f"it redirects more than {MAX_REDIRECTS} times")

    def _asked(self, url: Any, client: Any) -> bytes | str:
        """Ask once: for the content, or for the address that the answer redirects to."""
        if url.scheme not in _PORTS or not url.host:
            raise _Refused(FORBIDDEN_ADDRESS, f"it leads to {url}, which is no http or https address")
        pinned = url.copy_with(host=str(self._checked(url.host, url.port or _PORTS[url.scheme])))
        headers, extensions = {**_HEADERS, "host": url.netloc.decode()}, {"sni_hostname": url.host}
        with client.stream("GET", pinned, headers=headers, extensions=extensions) as response:
            return str(url.join(response.headers["location"])) if response.has_redirect_location else _body(response)

    def _checked(self, host: str, port: int) -> Address:
        """Look a host up, and give the address to connect to; every answer must be allowed."""
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise _Refused(UNREACHABLE, f"there is no host {host}", "check the address, and the network") from None
        addresses = [ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers]
        for address in addresses:
            if not self._may_connect(_meant(address), host.lower()):
                message = f"{host} is at {address}, which is no public address"
                raise _Refused(FORBIDDEN_ADDRESS, message, f"--allow-remote-refs {host} names it")
        return addresses[0]

    def _may_connect(self, address: Address, host: str) -> bool:
        """Say whether an address is public, or was named; one of the link, as of a cloud's metadata, only by itself."""
        if _is_public(address):
            return True
        named = {*self.hosts, *map(host_of, self.sources)}
        return (str(address) if address.is_link_local else host) in named


class _Answer:
    """What a worker found: data, or why there is none."""

    data: bytes | None = None
    fault: _Refused | None = None

    def ask(self, work: Any) -> None:
        """Do the work and keep what comes of it."""
        try:
            self.data = work()
        except _Refused as refused:
            self.fault = refused
        # A thread has no other way to tell; the message names it.
        except Exception as error:
            reason = str(error) or type(error).__name__
            self.fault = _Refused(UNREACHABLE, f"it cannot be fetched: {reason}", "check the address")


def _body(response: Any) -> bytes:
    """Give the whole content of a good answer."""
    if response.status_code != HTTPStatus.OK:
        _refuse_status(response.status_code)
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > MAX_BYTES:
            raise _Refused(UNREACHABLE, f"it holds more than {MAX_BYTES // 2**20} MiB")
        parts.append(part)
    return b"".join(parts)


def _refuse_status(status: int) -> NoReturn:
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "an unknown status"
    hint = "a page of documentation often has its text at the same address with .md added"
    if status in _DENIED:
        hint = "fetch it with your credentials, and pipe it in: curl ... | truespec generate -"
    raise _Refused(UNREACHABLE, f"the server answers {status} {phrase}", hint)


def _is_public(address: Address) -> bool:
    """Say whether an address is that of one machine somewhere in the network of all."""
    is_one = address.is_global and not address.is_multicast
    return is_one and (isinstance(address, IPv4Address) or address in _GLOBAL_UNICAST)


def _climbs(address: str) -> bool:
    """Say whether an address leads up from the folder that it begins with."""
    return ".." in re.split(r"[/\\]", unquote(address))


def _meant(address: Address) -> Address:
    """Give the IPv4 address that an IPv6 one stands for."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
