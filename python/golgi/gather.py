"""One item of all runs as one array."""
from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any, TYPE_CHECKING

import numpy as np

from . import units
from .axes import coordinates, described, items_of, result_dims
from .errors import GolgiError, NotFound, Ragged
from .grid import Grid
from .names import resolve
from .optional import need
from .values import CSR, Frame, read, text
from .view import View, run_name

if TYPE_CHECKING:
    import pint
    import xarray

    from .table import Table

_EXACT = 2**53


class Gathered:
    """One item of all runs.

    path: as statistics.fano; data: an array, of which the first axes are those of runs and the others those of the item; dims: the names of all axes;
    coords: {name: (names of its axes, values, unit, comment)}; unit, comment; runs, present: of each place along the axes of runs, which run
    it is and whether that has given the item. Where not, data is NaN, or None among texts.

    The axes of runs are the explored parameters where the points are all combinations of some values. Parameters that change together share one, which
    has the name of the first. Else there is one axis, run.
    """

    def __init__(self, path: str, data: np.ndarray, dims: tuple[str, ...], coords: dict[str, Any], unit: str, comment: str, runs: np.ndarray,
                 present: np.ndarray) -> None:
        self.path, self.data, self.dims, self.coords, self.unit, self.comment = path, data, dims, coords, unit, comment
        self.runs, self.present = runs, present

    def __repr__(self):
        return f'<golgi.Gathered {self.path}{"/" + self.unit if self.unit else ""}: {", ".join(f"{d} {n}" for d, n in zip(self.dims, self.data.shape))}>'

    def quantity(self) -> pint.Quantity:
        """The data as a quantity of pint."""
        return units.quantity(self.data, self.unit)

    def to_xarray(self) -> xarray.DataArray:
        """An xarray.DataArray. attrs has units, as pint reads them, comment and path; so have the coordinates. run and status are coordinates, too."""
        xarray = need('xarray', 'an array with coordinates')
        coords = {name: (of, found, described(unit, comment)) for name, (of, found, unit, comment) in self.coords.items()}
        return xarray.DataArray(self.data, coords, self.dims, name=self.path.rsplit('.', 1)[-1], attrs=described(self.unit, self.comment, path=self.path))


def gather(view: View, table: Table, name: str, runs: Iterable[int] | None = None, pad: bool = False) -> Gathered:
    """Gathers an item of runs; of all runs, or of the numbers in runs, along one axis."""
    path = item_path(view, table, name)
    grid = Grid(view, runs)
    column = 'results.' + path
    found = None
    if column in table.paths.values():
        c = table.column(column)
        if c.values.dtype != object or _all_texts(view, c, path):
            found = Column(c.values[grid.runs], c.present[grid.runs], c.unit, c.comment)
    own_dims: tuple[str, ...] = ()
    own_coords: dict[str, Any] = {}
    if found is None:
        found, own_dims, own_coords = _read(view, table, grid, path, pad)
    shape = grid.shape + found.values.shape[1:]
    dims = grid.dims + _unlike(own_dims, grid)
    coords = dict(grid.coords)
    coords['run'] = (grid.dims, grid.runs.reshape(grid.shape), '', 'number of the run')
    coords['status'] = (grid.dims, table.column('status').values[grid.runs].reshape(grid.shape), '', 'how the run has ended')
    for d, new in zip(own_dims, dims[len(grid.dims):]):
        if d in own_coords:
            coords[new] = ((new,), *own_coords[d])
    return Gathered(path, found.filled().reshape(shape), dims, coords, found.unit, found.comment, grid.runs.reshape(grid.shape), found.present.reshape(grid.shape))


def _all_texts(view, c, path):
    """Whether a column of texts has texts, and not numbers in several units: what the first run has says it."""
    if not c.present.any():
        return True
    node = view.item(int(np.flatnonzero(c.present)[0]), path, 'finished')
    return node is not None and node.dtype.kind in 'OS'


class Column:
    """Values (run, …), and which are there."""

    def __init__(self, found, present, unit='', comment=''):
        self.values, self.present, self.unit, self.comment = found, present, unit, comment

    def filled(self):
        if self.present.all():
            return self.values
        found = self.values
        if found.dtype.kind in 'iub':
            exact = found.dtype.itemsize < 8 or not (np.abs(found[self.present].astype(float)) > _EXACT).any()
            found = found.astype(np.float64 if exact else object)
        found = found.copy()
        found[~self.present] = None if found.dtype == object else np.nan
        return found


def item_path(view: View, table: Table, name: str) -> str:
    """The path of an item that runs gave, of all that the table, or the first finished run, knows."""
    known = [p.split('.', 1)[1] for p in table.paths.values() if p.startswith('results.')]
    known += [p for p in given_items(view, table) if p not in known]
    name = name[len('results.'):] if name.startswith('results.') else name
    inside = [p for p in known if p.rsplit('.', 1)[0] == name]
    if len(inside) == 1:
        name = inside[0]
    elif inside and name not in known:
        raise NotFound(f'golgi: {view.path}: {name} has several items; name one: {", ".join(inside)}')
    return resolve(known, name, 'result', view.path)


def given_items(view, table):
    """The paths of all items that the first finished run gave."""
    finished = np.flatnonzero(table.column('status').values == 'finished')
    return list(items_of(view.given(int(finished[0]), status='finished'))) if len(finished) else []


def _read(view, table, grid, path, pad):
    """Reads the item of each run."""
    finished = table.column('status').values == 'finished'
    reader = _Reader(view, path, pad)
    found = [reader.take(i, view.item(i, path, 'finished') if finished[i] else None, len(grid.runs)) for i in grid.runs.tolist()]
    if reader.first is None:
        raise NotFound(f'golgi: {view.path}: no finished run has given {path}')
    for d in reader.differ:
        warnings.warn(f'golgi: {path}: {d} is not the same in all runs, and so no coordinate', stacklevel=4)
        del reader.coords[d]
    return Column(*_stack(found), reader.unit, reader.comment), reader.dims, reader.coords


class _Reader:
    """Reads an item of one run after the other. What the first one gave says unit, axes and shape; the others must be like it."""

    def __init__(self, view, path, pad):
        self.view, self.path, self.pad, self.first = view, path, pad, None
        self.unit, self.comment, self.dims, self.shape, self.coords, self.differ = '', '', (), (), {}, set()

    def take(self, i, node, n):
        """The value of run i as an array; None where there is no node. There are n runs."""
        if node is None:
            return None
        value = read(node)
        if isinstance(value, (Frame, CSR)):
            raise Ragged(f'golgi: {self.view.path}: {self.path} is a table or a sparse matrix; each({self.path!r}) gives those of all runs')
        value, unit = np.asarray(value, dtype=object if isinstance(value, str) else None), text(node.attrs.get('units'))
        if self.first is None:
            self._begin(i, node, value, unit, n)
        elif unit != self.unit:
            value = self._converted(i, value, unit)
        if value.shape != self.shape and (not self.pad or value.ndim != len(self.shape)):
            raise Ragged(f'golgi: {self.view.path}: {self.path} has the shape {value.shape} in {run_name(i)} and {self.shape} in {run_name(self.first)}; '
                         f'each({self.path!r}) gives one after the other' + ('' if self.pad else ', and pad=True fills up with NaN'))
        for d, along in coordinates(node.parent, tuple(self.coords)).items():
            self._compare(d, along)
        return value

    def _begin(self, i, node, value, unit, n):
        self.first, self.unit, self.comment, self.shape = i, unit, text(node.attrs.get('comment')), value.shape
        self.dims = result_dims(self.path.rsplit('.', 1)[-1], node)
        self.coords = coordinates(node.parent, self.dims)
        wanted, there = 2*value.nbytes*n, _memory()
        if there and wanted > there:
            raise GolgiError(f'golgi: {self.view.path}: {self.path} of {n} runs takes {wanted/2**30:.1f} GiB while it is put together, and there are {there/2**30:.1f}; '
                             f'each({self.path!r}) gives one after the other, and runs=[...] some')

    def _converted(self, i, value, unit):
        if value.dtype == object or not unit or not self.unit or units.Unit(unit).dimension != units.Unit(self.unit).dimension:
            raise Ragged(f'golgi: {self.view.path}: {self.path} has the unit {unit or "1"} in {run_name(i)}, and {self.unit or "1"} in others; '
                         f'each({self.path!r}) gives all')
        return value*(units.scale(unit)/units.scale(self.unit))

    def _compare(self, d, along):
        """Coordinates hold for all runs, or for none; of padded arrays the longest that the others begin."""
        shorter, longer = sorted((self.coords[d], along), key=lambda c: len(c[0]))
        if not np.array_equal(longer[0][:len(shorter[0])], shorter[0]) or len(longer[0]) > len(shorter[0]) and not self.pad:
            self.differ.add(d)
        self.coords[d] = longer


def _memory():
    """How much memory there is to be had, bytes; 0 where nobody says it."""
    try:
        with open('/proc/meminfo') as f:
            return next((1024*int(line.split()[1]) for line in f if line.startswith('MemAvailable:')), 0)
    except OSError:
        return 0


def _stack(found):
    """One array of those that there are, and which these are. What is shorter is filled up."""
    present = np.array([f is not None for f in found])
    shapes = {f.shape for f in found if f is not None}
    shape = tuple(map(max, zip(*shapes)))
    dtype = np.result_type(*{f.dtype for f in found if f is not None})
    if len(shapes) > 1 and dtype.kind not in 'fcO':
        dtype = np.dtype(np.float64)
    blank = np.nan if dtype.kind in 'fc' else None if dtype == object else 0
    data = np.full((len(found), *shape), blank, dtype)
    for place, f in enumerate(found):
        if f is not None:
            data[(place, *map(slice, f.shape))] = f
    return data, present


def _unlike(dims, grid):
    """Names of an item's axes that are not those of runs, nor of parameters."""
    taken = {*grid.dims, *grid.coords, 'run', 'status'}
    names = []
    for d in dims:
        while d in taken:
            d += '_'
        taken.add(d)
        names.append(d)
    return tuple(names)
