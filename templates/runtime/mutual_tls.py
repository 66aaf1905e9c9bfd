"""Mutual TLS: the client shows a certificate when it connects."""

from __future__ import annotations

from typing import ClassVar

from .auth import Authorisation, ClientCertificate, Held, Scheme


class MutualTls(Scheme):
    """A certificate, from the environment the path of a PEM file that holds its key too."""

    in_connection: ClassVar[bool] = True

    def held(self, given: ClientCertificate | str | None, base_url: str) -> Held | None:
        """Give what connections are made with."""
        value = self.or_default(given)
        if not value:
            return None
        certificate = value if isinstance(value, ClientCertificate) else ClientCertificate(certificate=value)
        return Authorisation(certificate=certificate)
