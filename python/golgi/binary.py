"""The program golgi, where it is."""
from __future__ import annotations

import os
import shutil

from .errors import GolgiError

HOW = ('in a checkout of Golgi, make python puts it into the package; or go build -o golgi ./cmd/golgi, and name it: set_device("golgi", binary="/path/to/golgi"), '
       'the variable GOLGI, or a folder of PATH')


def find(binary: str | None = None) -> str:
    """The program golgi: as named, in the variable GOLGI, on the PATH, or in the folder of this package."""
    if binary or os.environ.get('GOLGI'):
        named = binary or os.environ['GOLGI']
        if os.path.isfile(named) and os.access(named, os.X_OK):
            return os.path.abspath(named)
        raise GolgiError(f'{named!r} is no program; {HOW}')
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'brian2', 'golgi')
    path = shutil.which('golgi') or (here if os.access(here, os.X_OK) else None)
    if path is None:
        raise GolgiError(f'there is no program golgi; {HOW}')
    return path
