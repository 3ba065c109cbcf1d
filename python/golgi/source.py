"""HDF5 files that Golgi has written, opened to be read."""
import contextlib
import os

import h5py
import numpy as np

from .errors import BrokenFile, GolgiError, NewerFormat, NoFile, NotGolgiFile
from .values import text

OLDEST, LATEST = 2, 7


def open_file(path):
    """Opens a file of Golgi's, or says why it is none."""
    name = os.fspath(path)
    try:
        f = _opened(name)
    except FileNotFoundError:
        raise NoFile(f'golgi: there is no file {name}') from None
    except PermissionError as e:
        raise BrokenFile(f'golgi: {name} cannot be opened: {e.strerror or e}') from None
    except OSError as e:
        if not os.path.lexists(name):       # it has gone while HDF5 was opening it
            raise NoFile(f'golgi: there is no file {name}') from None
        raise _unreadable(name, e) from None
    try:
        with reading(name):
            _check(f, name)
    except BaseException:
        f.close()
        raise
    return f


def _opened(name):
    """Without a lock where that cannot be had: what Golgi has written never changes in its place."""
    try:
        return h5py.File(name, 'r')
    except OSError as e:
        if 'lock' not in str(e):
            raise
        return h5py.File(name, 'r', locking=False)


def _unreadable(name, e):
    with contextlib.suppress(OSError), open(name, 'rb') as raw:
        if not h5py.is_hdf5(name) and raw.read(8) != b'\x89HDF\r\n\x1a\n':
            return NotGolgiFile(f'golgi: {name} is no HDF5 file, and so none of Golgi\'s')
    return BrokenFile(f'golgi: {name} is damaged or was cut short: {e}')


def _check(f, name):
    if text(f.attrs.get('format')) != 'golgi':
        if any('SRVC_LEAF' in g.attrs or 'parameters' in g and 'overview' in g for g in f.values() if isinstance(g, h5py.Group)):
            raise NotGolgiFile(f'golgi: {name} was written by pypet, and not by Golgi; pypet.load_trajectory opens it in Python, and "golgi show" in a shell')
        raise NotGolgiFile(f'golgi: {name} is an HDF5 file, and not one of Golgi\'s: it has no attribute format = "golgi"')
    version = int(np.asarray(f.attrs.get('format_version', 0)))
    if version > LATEST:
        raise NewerFormat(f'golgi: {name} has version {version} of the format, and this package knows those up to {LATEST}; take that of a newer Golgi')
    if version < OLDEST:
        raise NotGolgiFile(f'golgi: {name} has version {version} of the format, and Golgi reads those from {OLDEST} on')


@contextlib.contextmanager
def reading(name):
    """Makes errors of HDF5 those of a broken file."""
    try:
        yield
    except GolgiError:
        raise
    except (OSError, KeyError, RuntimeError, ValueError, TypeError, AttributeError, UnicodeDecodeError) as e:
        raise BrokenFile(f'golgi: {name} is damaged, or cannot be read: {e}') from e


def trajectories(f):
    return sorted(name for name, group in f.items() if isinstance(group, h5py.Group) and 'overview' in group)


def member(group, path):
    """What is at a path below a group; None where there is nothing. What a file links to, and what is not there, is an error."""
    try:
        return group[path]
    except KeyError:
        link = group.get(path, getlink=True)
        if link is None:
            return None
        if isinstance(link, h5py.ExternalLink):
            there = os.path.join(os.path.dirname(group.file.filename), link.filename)
            raise NoFile(f'golgi: {group.file.filename} has its runs in other files, and {there} is not there or cannot be read; put it back') from None
        raise


def readable(node):
    """reading, for what is asked of a node that was found before."""
    if not node:
        raise GolgiError('golgi: the file was closed; open it again')
    return reading(node.file.filename)
