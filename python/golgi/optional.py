"""Packages that make more possible, and that nothing else waits for."""
from __future__ import annotations

import importlib
from typing import Any

from .errors import MissingPackage


def need(package: str, what: str) -> Any:
    """Imports a package, or says which one to install for what."""
    try:
        return importlib.import_module(package)
    except ImportError as e:
        if e.name and e.name.split('.')[0] != package.split('.')[0]:
            raise       # it is there, and lacks something itself
        name = package.split('.')[0]
        raise MissingPackage(f'golgi: {what} needs the package {name}, which is not installed; pip install {name}, or as Debian\'s python3-{name}') from None
