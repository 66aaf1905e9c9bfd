"""Load: files, pages, addresses and standard input become Documents, every value with its place."""

from truespec.load.files import OtherFiles
from truespec.load.given import load_all
from truespec.load.loader import checked, load, read
from truespec.load.remote import Network

__all__ = ["Network", "OtherFiles", "checked", "load", "load_all", "read"]
