"""What a client is made of and all its calls share. No input or output."""

from __future__ import annotations

from .auth import Credentials
from .drift import DriftReporter, warn
from .observers import Log, observers_of
from .operation import Api
from .options import ClientOptions, refuse_unknown
from .response import Reading
from .servers import Servers
from .settings import Settings

DEFAULT_SIZE_LIMIT = 256 * 1024 * 1024


class Core:
    """The settings of a client. It may be shared by threads: nothing in it changes but `closed`."""

    def __init__(
        self, api: Api, settings: Settings, *, own_connections: bool = True, origin: Core | None = None
    ) -> None:
        """Take settings; raises TypeError for an unknown one, ValueError for a URL or a credential that cannot be used.

        `origin` is the core of the client whose connections, and tokens where they are the same, this one shares.
        """
        refuse_unknown(settings.options, ClientOptions.__optional_keys__)
        self.api = api
        self.settings = settings
        self.options = options = settings.options
        self.servers = Servers(api, options.get("base_url"), settings.server, settings.server_variables)
        before = origin.credentials if origin else None
        self.credentials: Credentials = Credentials(
            settings.credentials, self.servers.base_url, own_connections=own_connections, before=before
        )
        # Other connections may have what is nobody else's: a certificate, or what the user's own client adds.
        self.may_leave: bool = origin.may_leave if origin else own_connections and not self.credentials.certificate
        self.size_limit = options.get("max_response_bytes", DEFAULT_SIZE_LIMIT)
        self.observers = observers_of(options, api.package)
        self.log = Log(api.package)
        self.closed = False
        # Whoever has the connections: a copy in between has none to close.
        self._origin: Core | None = (origin._origin or origin) if origin else None
        reporter = DriftReporter(options.get("on_drift", warn))
        self.readings = {kind: Reading(package=api.package, strict=kind, reporter=reporter) for kind in (False, True)}

    def refuse_if_closed(self, name: str) -> None:
        """Raise RuntimeError after `close`."""
        if self.closed:
            raise RuntimeError(f"this {name} is closed: make a new one, or call inside its with block")
        if self._origin:
            self._origin.refuse_if_closed(f"{name}'s origin")

    def copied(self, changes: Settings) -> Core:
        """Give the core of a client that differs in what is given."""
        return Core(self.api, self.settings.changed(changes), origin=self)
