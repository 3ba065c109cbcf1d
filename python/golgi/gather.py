"""One item of all runs as one array."""
from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any, TYPE_CHECKING

import numpy as np

from . import units
from .axes import coordinates, described, items_of, result_dims
from .errors import NotFound, Ragged
from .names import resolve, short
from .optional import need
from .parameter import values
from .source import member
from .values import CSR, Frame, read, text
from .view import View, leaf, run_name

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
    path, group_path, item = _path(view, table, name)
    grid = Grid(view, runs)
    column = 'results.' + path
    found = None
    if column in table.paths.values():
        c = table.column(column)
        if c.values.dtype != object or _all_texts(view, c, group_path):
            found = Column(c.values[grid.runs], c.present[grid.runs], c.unit, c.comment)
    own_dims: tuple[str, ...] = ()
    own_coords: dict[str, Any] = {}
    if found is None:
        found, own_dims, own_coords = _read(view, table, grid, path, group_path, item, pad)
    shape = grid.shape + found.values.shape[1:]
    dims = grid.dims + _unlike(own_dims, grid)
    coords = dict(grid.coords)
    coords['run'] = (grid.dims, grid.runs.reshape(grid.shape), '', 'number of the run')
    coords['status'] = (grid.dims, table.column('status').values[grid.runs].reshape(grid.shape), '', 'how the run has ended')
    for d, new in zip(own_dims, dims[len(grid.dims):]):
        if d in own_coords:
            coords[new] = ((new,), *own_coords[d])
    return Gathered(path, found.filled().reshape(shape), dims, coords, found.unit, found.comment, grid.runs.reshape(grid.shape), found.present.reshape(grid.shape))


def _all_texts(view, c, group_path):
    """Whether a column of texts has texts, and not numbers in several units: what the first run has says it."""
    if not c.present.any():
        return True
    given = view.given(int(np.flatnonzero(c.present)[0]))
    node = member(given, group_path) if given is not None else None
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


def _path(view, table, name):
    """The path of an item that runs gave, that below the group of a run, and the name of the item: of all that the table, or a run, knows."""
    known = [p.split('.', 1)[1] for p in table.paths.values() if p.startswith('results.')]
    known += [p for p in given_items(view, table) if p not in known]
    name = name[len('results.'):] if name.startswith('results.') else name
    inside = [p for p in known if p.rsplit('.', 1)[0] == name]
    if len(inside) == 1:
        name = inside[0]
    elif inside and name not in known:
        raise NotFound(f'golgi: {view.path}: {name} has several items; name one: {", ".join(inside)}')
    path = resolve(known, name, 'result', view.path)
    return path, path.replace('.', '/'), path.rsplit('.', 1)[-1]


def given_items(view, table):
    """The paths of all items that the first finished run gave."""
    finished = np.flatnonzero(table.column('status').values == 'finished')
    return list(items_of(view.given(int(finished[0]), status='finished'))) if len(finished) else []


def _read(view, table, grid, path, group_path, item, pad):
    """Reads the item of each run."""
    found: list[Any] = [None]*len(grid.runs)
    unit, comment, dims, coords = '', '', None, {}
    differ: set[str] = set()
    finished = table.column('status').values == 'finished'
    for place, i in enumerate(grid.runs.tolist()):
        group = view.given(i, status='finished') if finished[i] else None
        node = member(group, group_path) if group is not None else None
        if node is None:
            continue
        value = read(node)
        if isinstance(value, (Frame, CSR)):
            raise Ragged(f'golgi: {view.path}: {path} is a table or a sparse matrix; each({path!r}) gives those of all runs')
        of = text(node.attrs.get('units'))
        here = np.asarray(value, dtype=object) if isinstance(value, str) else np.asarray(value)
        if dims is None:
            unit, comment = of, text(node.attrs.get('comment'))
            dims = result_dims(item, node)
        elif of != unit:
            if here.dtype == object or not of or not unit or units.Unit(of).dimension != units.Unit(unit).dimension:
                raise Ragged(f'golgi: {view.path}: {path} has the unit {of or "1"!s} in {run_name(i)}, and {unit or "1"!s} in others; each({path!r}) gives all')
            here = here*(units.scale(of)/units.scale(unit))
        for d, values_of in coordinates(node.parent, dims).items():
            if d in coords and not np.array_equal(coords[d][0], values_of[0]):
                if pad and len(coords[d][0]) != len(values_of[0]):
                    longer, less = sorted((coords[d], values_of), key=lambda c: -len(c[0]))
                    if np.array_equal(longer[0][:len(less[0])], less[0]):
                        coords[d] = longer
                        continue
                differ.add(d)
            coords.setdefault(d, values_of)
        found[place] = here
    for d in differ:
        warnings.warn(f'golgi: {path}: {d} is not the same in all runs, and so no coordinate', stacklevel=4)
        del coords[d]
    if dims is None:
        raise NotFound(f'golgi: {view.path}: no finished run has given {path}')
    return Column(*_stack(view, path, grid, found, pad), unit, comment), dims, coords


def _stack(view, path, grid, found, pad):
    present = np.array([f is not None for f in found])
    shapes = {}
    for k, f in enumerate(found):
        if f is not None:
            shapes.setdefault(f.shape, grid.runs[k])
    shape = next(iter(shapes))
    if len(shapes) > 1:
        (one, first), (other, second), *_ = shapes.items()
        if not pad or len({len(s) for s in shapes}) > 1:
            raise Ragged(f'golgi: {view.path}: {path} has the shape {other} in {run_name(second)} and {one} in {run_name(first)}; '
                         f'each({path!r}) gives one after the other' + ('' if pad else ', and pad=True fills up with NaN'))
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


class Grid:
    """How runs lie: dims and shape of their axes, the number of the run at each place, and coordinates."""

    def __init__(self, view, chosen=None):
        explored = [(path, values(view.plan, path)[0]) for path in view.explored]
        names = {path: name if name not in ('run', 'status') else path for path, name in short(view.explored).items()}
        about = {}
        for path in view.explored:
            group = leaf(view.group, path)
            about[path] = text(group.attrs.get('units')), text(group.attrs.get('SRVC_INIT_COMMENT'))
        self.runs, self.coords = np.arange(view.n), {}
        groups = [] if chosen is not None else _changing_together(explored)
        if groups and np.prod([n for _, _, n in groups], dtype=float) == view.n:
            place = np.zeros(view.n, int)
            for _, labels, n in groups:
                place = place*n + labels
            if len(np.unique(place)) == view.n:
                self.shape = tuple(n for _, _, n in groups)
                self.runs[place] = np.arange(view.n)
                self.dims = tuple(names[members[0][0]] for members, _, _ in groups)
                for dim, (members, labels, n) in zip(self.dims, groups):
                    _, first = np.unique(labels, return_index=True)
                    for path, found in members:
                        self.coords[names[path]] = ((dim,), _plain(found[first]), *about[path])
                return
        if chosen is not None:
            self.runs = np.asarray(list(chosen), int)
        self.dims, self.shape = ('run',), (len(self.runs),)
        for path, found in explored:
            self.coords[names[path]] = (('run',), _plain(found[self.runs]), *about[path])


def _plain(found):
    """Values that are lists, arrays or tables as texts, since nothing else is a coordinate."""
    if found.dtype != object or all(isinstance(x, str) for x in found):
        return found
    return np.array([str(x.tolist() if isinstance(x, np.ndarray) else x) for x in found], dtype=object)


def _changing_together(explored):
    """Explored parameters that have different values at the same runs: [([(path, values)], label of each run, number of labels)]."""
    groups = []
    for path, found in explored:
        labels, n = _labels(found)
        for members, same, _ in groups:
            if np.array_equal(same, labels):
                members.append((path, found))
                break
        else:
            groups.append(([(path, found)], labels, n))
    return groups


def _labels(found):
    """Numbers the different values in the order in which they come."""
    if found.dtype == object:
        found = np.array([repr(_key(x)) for x in found])
    _, first, inverse = np.unique(found, return_index=True, return_inverse=True)
    rank = np.empty(len(first), int)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse], len(first)


def _key(x):
    if isinstance(x, np.ndarray):
        return x.shape, x.tolist()
    if isinstance(x, Frame):
        return [(name, x[name].tolist(), x.units[name]) for name in x]
    if isinstance(x, CSR):
        return x.shape, x.data.tolist(), x.indices.tolist(), x.indptr.tolist()
    return x
