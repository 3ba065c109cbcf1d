"""One run: its point, what it gave, how it ended."""
from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, TYPE_CHECKING, TypeVar

import h5py
import numpy as np

from . import units
from .axes import RECORDED, coordinates, described, items_of, result_dims
from .errors import NotFound
from .names import hint, resolve
from .optional import need
from .parameter import Parameter, notes_of, values
from .source import member, readable, reading
from .spikes import Spikes
from .values import CSR, Frame, is_item, read, text
from .view import PRE_RUN, leaf, leaves, run_name

if TYPE_CHECKING:
    import datetime

    import pint
    import xarray

    from .file import File

Leaf = TypeVar('Leaf')

class Item:
    """What a run, or all of them, gave under one name.

    path: as statistics.fano; value: see golgi.values; unit: "" without one; comment; dims: the names of its axes; shape: () of single values;
    post: the number of the post-processing that has given it, 0: the run itself.
    """

    def __init__(self, path: str, node: h5py.Dataset | h5py.Group) -> None:
        self.path, self._node = path, node
        self.unit, self.comment = text(node.attrs.get('units')), text(node.attrs.get('comment'))
        self.post = int(node.attrs.get('post', 0))

    def __repr__(self):
        what = repr(self.value) if self.shape == () and isinstance(self._node, h5py.Dataset) else self.kind + ' ' + ' x '.join(map(str, self.shape))
        return f'<golgi.Item {self.path} = {what}{" " + self.unit if self.unit else ""}>'

    @property
    def kind(self) -> str:
        """frame, csr, str, bool, or the dtype of numpy."""
        if isinstance(self._node, h5py.Group):
            return text(self._node.attrs.get('form'))
        if self._node.dtype.kind in 'OS':
            return 'str'
        return 'bool' if self._node.dtype == np.uint8 and text(self._node.attrs.get('dtype')) != 'uint8' else str(self._node.dtype)

    @property
    def shape(self) -> tuple[int, ...]:
        if isinstance(self._node, h5py.Dataset):
            return self._node.shape
        value = self.value
        return value.shape if isinstance(value, CSR) else (len(next(iter(value.values()), ())), len(value))

    @property
    def dims(self) -> tuple[str, ...]:
        return result_dims(self.path.rsplit('.', 1)[-1], self._node) if isinstance(self._node, h5py.Dataset) else ()

    @property
    def value(self) -> Any:
        with readable(self._node):
            return read(self._node)

    @property
    def si(self) -> Any:
        """The value in SI units."""
        return self.value*units.scale(self.unit) if self.unit else self.value

    def quantity(self) -> pint.Quantity:
        """The value as a quantity of pint."""
        return units.quantity(self.value, self.unit)


class Result(Mapping[str, Any]):
    """A result, {name of item: value}; item(name) has unit and comment. path, comment, annotations {name: value} are its own."""

    def __init__(self, path: str, group: h5py.Group) -> None:
        self.path, self._group = path, group
        self._names = [name for name, node in group.items() if is_item(name, node)]

    @property
    def comment(self) -> str:
        with readable(self._group):
            return text(self._group.attrs.get('SRVC_INIT_COMMENT'))

    @functools.cached_property
    def annotations(self) -> dict[str, Any]:
        with readable(self._group):
            return notes_of(self._group)

    def __iter__(self):
        return iter(self._names)

    def __len__(self):
        return len(self._names)

    def __getitem__(self, name):
        return self.item(name).value

    def item(self, name: str) -> Item:
        if name not in self._names:
            raise NotFound(f'golgi: {self.path} has no item {name!r}; {hint(self._names, str(name))}')
        return Item(f'{self.path}.{name}', self._group[name])

    def __repr__(self):
        return f'<golgi.Result {self.path}: {", ".join(self)}>'

    def to_xarray(self) -> xarray.Dataset:
        """An xarray.Dataset with the items that are arrays or single values. Axes have coordinates where the result has some: a monitor's time and element."""
        xarray = need('xarray', 'a result as a dataset')
        data, coords = {}, {}
        for name in self._names:
            item = self.item(name)
            value = item.value
            if isinstance(value, (Frame, CSR)):
                continue
            for d, (found, unit, comment) in coordinates(self._group, item.dims).items():
                coords[d] = ((d,), found, described(unit, comment))
            if name not in coords:
                data[name] = (item.dims, value, described(item.unit, item.comment))
        data = {n: v for n, v in data.items() if n not in coords and not any(RECORDED.get(d) == n for d in coords)}
        return xarray.Dataset(data, coords, attrs={**({'comment': self.comment} if self.comment else {}), **self.annotations})


class Tree(Mapping[str, Leaf]):
    """What lies in a tree, by dotted paths, each read when it is asked for. A name may be the end of a path, as long as that is the only one."""

    def __init__(self, found: dict[str, Any], make: Callable[[str, Any], Leaf], noun: str, where: str, links: Any = ()) -> None:
        self._found, self._make, self._noun, self._where, self.links = found, make, noun, where, dict(links)

    def __iter__(self):
        return iter(self._found)

    def __len__(self):
        return len(self._found)

    def __contains__(self, name):
        return name in self._found

    def __getitem__(self, name):
        if name in self.links:
            name = self.links[name]
        for link, target in self.links.items():
            if str(name).startswith(link + '.'):
                name = target + name[len(link):]
        with reading(self._where):
            path = resolve(list(self._found), name, self._noun, self._where)
            return self._make(path, self._found[path])

    def __repr__(self):
        return f'<golgi.Tree of {len(self)}: {", ".join(self)}>'


def tree(top, make, noun, where, skip=()):
    """The leaves below a group."""
    found, links = {}, {}
    base = top.name.strip('/').replace('/', '.') + '.' if top is not None else ''
    for path, node in leaves(top, skip):
        if isinstance(node, str):
            links[path] = node.strip('/').replace('/', '.')[len(base):]
        else:
            found[path] = node
    return Tree(found, make, noun, where, links)


class Run:
    """One run of a file.

    index; name: as run_00000003, or pre_run; status: finished, failed, stopped, lost, deleted or pending; start: a time in UTC, None if it was not started;
    duration: s, NaN if it has not ended; error, stack, warnings, log: texts, "" without.
    point: {path: Parameter} of what is explored, with the values of this run; parameters: all; derived: what it has made of them;
    results: {path: Result}, also of a run that has failed, as far as it came; run["fano"] is the value of an item.
    """

    def __init__(self, file: File, index: int) -> None:
        self.file, self.index, self.name, self._view = file, index, run_name(index), file._view

    def _cell(self, name, default):
        with reading(self._view.path):
            return self._view.cell(self.index, name, default)

    @functools.cached_property
    def status(self) -> str:
        return self._cell('status', 'pending')

    @functools.cached_property
    def start(self) -> datetime.datetime | None:
        start = self._cell('start', np.nan)
        return None if np.isnan(start) else np.datetime64(int(round(start*1e6)), 'us').item()

    duration: functools.cached_property[float] = functools.cached_property(lambda self: self._cell('duration', np.nan))
    error: functools.cached_property[str] = functools.cached_property(lambda self: self._cell('error', ''))
    stack: functools.cached_property[str] = functools.cached_property(lambda self: self._cell('stack', ''))
    warnings: functools.cached_property[str] = functools.cached_property(lambda self: self._cell('warnings', ''))
    posts: functools.cached_property[int] = functools.cached_property(lambda self: self._cell('posts', 0))

    def __repr__(self):
        return f'<golgi.Run {self.name} of {self._view.path}: {self.status}{" (" + self.error.splitlines()[0] + ")" if self.error else ""}>'

    @property
    def log(self) -> str:
        with reading(self._view.path):
            return self._view.log(self.index)

    @property
    def parameters(self) -> Tree[Parameter]:
        v = self._view
        with reading(v.path):
            return tree(member(v.group, 'parameters'), self._parameter, 'parameter', v.path)

    @property
    def point(self) -> Tree[Parameter]:
        v = self._view
        with reading(v.path):
            return Tree({path: leaf(v.group, path) for path in v.explored}, self._parameter, 'explored parameter', v.path)

    def _parameter(self, path, group):
        explored = path in self._view.explored
        here = None
        if explored and self.index != PRE_RUN:
            numbers, si = values(self._view.plan, path, self.index)
            here = numbers[0].item() if isinstance(numbers[0], (np.int64, np.float64, np.complex128, np.bool_)) else numbers[0], si[0]
        return Parameter(path, group, explored, here)

    @property
    def derived(self) -> Tree[Parameter]:
        v = self._view
        with reading(v.path):
            return tree(v.given(self.index, 'derived_parameters', self.status), Parameter, 'derived parameter', v.path)

    @property
    def results(self) -> Tree[Result]:
        v = self._view
        with reading(v.path):
            return tree(v.given(self.index, status=self.status), Result, 'result', f'{v.path}, {self.name}')

    @property
    def monitors(self) -> dict[str, Result]:
        """{path: Result} of the results that were made of monitors: annotations say of which, and when it recorded."""
        return {path: result for path, result in self.results.items() if 'monitor' in result.annotations}

    @property
    def items(self) -> list[str]:
        """The paths of all items that it gave."""
        v = self._view
        with reading(v.path):
            return list(items_of(v.given(self.index, status=self.status)))

    def item(self, name: str) -> Item:
        """An item by its path, as statistics.fano, or its end."""
        v = self._view
        with reading(v.path):
            group = v.given(self.index, status=self.status)
            node = member(group, name.replace('.', '/')) if group is not None and isinstance(name, str) else None
            if node is not None and 'SRVC_LEAF' not in node.attrs and 'SRVC_LEAF' in node.parent.attrs:
                return Item(name, node)      # also by a link
            known = self.items
            inside = [p for p in known if p.rsplit('.', 1)[0] == name]
            path = inside[0] if len(inside) == 1 else resolve(known, name, 'result', f'{v.path}, {self.name} ({self.status})')
            return Item(path, group[path.replace('.', '/')])

    def __getitem__(self, name: str) -> Any:
        return self.item(name).value

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        try:
            self.item(name)
        except NotFound:
            return False
        return True

    def spikes(self, name: str | None = None) -> Spikes:
        """The spikes of a group of neurons, by its name or that of the result; without a name, of the only one that was recorded."""
        found = {path: r for path, r in self.results.items() if r.annotations.get('monitor') == 'SpikeMonitor' or {'t', 'i'} <= set(r)}
        by_source = {r.annotations.get('source'): path for path, r in found.items() if 'source' in r.annotations}
        where = f'{self._view.path}, {self.name} ({self.status})'
        if name is None:
            if len(found) != 1:
                raise NotFound(f'golgi: {where}: spikes of {len(found)} groups were recorded' + (f'; name one: {", ".join(map(str, by_source or found))}' if found else ''))
            path = next(iter(found))
        else:
            path = by_source.get(name) or resolve(list(found), name, 'recording of spikes', where)
        return Spikes(found[path])
