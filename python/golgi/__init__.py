"""Golgi in Python: its files of results, its programs, and Brian 2 on its simulator.

    file = golgi.open("out/clustered.hdf5")              the table of runs, results of all runs, single runs: see File
    file = golgi.run("./program", explore={"R_ee": [1, 2, 3]})
    import golgi.brian2                                  gives Brian 2 the device "golgi"

Opening files needs h5py and numpy. pandas, xarray, neo and pint are used where they are asked for; README.md beside the package says for what.
"""
from typing import TYPE_CHECKING, Any

from .errors import (BrokenFile, FileError, GolgiError, Interrupted, MissingPackage, NewerFormat, NoFile, NotFound, NotGolgiFile, ProgramError, Ragged,
                     RunsFailed, UsageError)

if TYPE_CHECKING:
    from .checksum import check as check
    from .drive import call as call, parameters as parameters, points as points, resume as resume, run as run
    from .file import File as File, open as open
    from .gather import Gathered as Gathered
    from .parameter import Parameter as Parameter
    from .runs import Item as Item, Result as Result, Run as Run
    from .spikes import Spikes as Spikes
    from .table import Column as Column, Table as Table
    from .values import CSR as CSR, Frame as Frame

_LATER = {'open': 'file', 'check': 'checksum', 'run': 'drive', 'resume': 'drive', 'call': 'drive', 'parameters': 'drive', 'points': 'drive', 'File': 'file', 'Run': 'runs', 'Result': 'runs', 'Item': 'runs', 'Parameter': 'parameter', 'Table': 'table', 'Column': 'table',
          'Gathered': 'gather', 'Spikes': 'spikes', 'Frame': 'values', 'CSR': 'values'}
__all__ = ['BrokenFile', 'FileError', 'GolgiError', 'Interrupted', 'MissingPackage', 'NewerFormat', 'NoFile', 'NotFound', 'NotGolgiFile', 'ProgramError',
           'Ragged', 'RunsFailed', 'UsageError', *_LATER]


def __getattr__(name: str) -> Any:
    """Imports what is asked for, so that nobody waits for what he does not use."""
    if name not in _LATER:
        raise AttributeError(f'module golgi has no attribute {name!r}')
    import importlib
    from .optional import need
    for package in ('numpy', 'h5py'):
        need(package, f'golgi.{name}')
    value = getattr(importlib.import_module('.' + _LATER[name], __name__), name)
    globals()[name] = value
    return value
