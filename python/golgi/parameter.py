"""Parameters: what an experiment is made with, and what is explored."""
from __future__ import annotations

from typing import Any, TYPE_CHECKING

import numpy as np

from . import units
from .source import readable
from .values import CSR, column, read, single, text
from .view import leaf

if TYPE_CHECKING:
    import h5py
    import pint

_SI = '_p_si_'


class Parameter:
    """A parameter of an experiment, or what it is in one run.

    path: its dotted path; value: a number, truth value, text, array, Frame or CSR; unit: that of its numbers, "" without one; comment;
    explored: whether runs have several values of it; min, max: its bounds as texts, "" without; annotations: {name: value}.
    """

    def __init__(self, path: str, group: h5py.Group, explored: bool = False, run: tuple[Any, Any] | None = None) -> None:
        self.path, self._group, self.explored, self._run = path, group, explored, run
        self.unit, self.comment = text(group.attrs.get('units')), text(group.attrs.get('SRVC_INIT_COMMENT'))
        self.min, self.max = text(group.attrs.get('min')), text(group.attrs.get('max'))

    def __repr__(self):
        value = repr(self.value) if np.ndim(self.value) == 0 else f'array of shape {np.shape(self.value)}'
        return f'<golgi.Parameter {self.path} = {value}{" " + self.unit if self.unit else ""}{", explored" if self.explored else ""}>'

    @property
    def value(self) -> Any:
        if self._run:
            return self._run[0]
        with readable(self._group):
            return default(self._group)

    @property
    def si(self) -> Any:
        """The value in SI units."""
        if self._run:
            return self._run[1]
        return in_si(self.value, self.unit)

    @property
    def annotations(self) -> dict[str, Any]:
        with readable(self._group):
            return notes_of(self._group)

    def quantity(self) -> pint.Quantity:
        """The value as a quantity of pint."""
        return units.quantity(self.value, self.unit)


def in_si(value, unit):
    """Numbers of a unit in SI units."""
    if not unit:
        return value
    if isinstance(value, CSR):
        return CSR(value.data * units.scale(unit), value.indices, value.indptr, value.shape)
    return value * units.scale(unit)


def default(group):
    """The default of a parameter, numbers in its unit."""
    if 'data' in group:
        return single(column(group['data'], 'data')[0])
    if 'data__brn2__' in group:
        return float(column(group['data__brn2__'], 'value')[0])
    return read(group['data__rr__'])


def values(plan, path, rows=None):
    """The values of an explored parameter in all runs, or in run rows, as (numbers in its unit, in SI units).

    Those of single values are an array (run); of lists and others an array (run) of objects.
    """
    parts = [_values(leaf(group, path), first, rows) for group, first in plan]
    parts = [p for p in parts if p is not None]
    return tuple(np.concatenate([p[k] for p in parts]) for k in (0, 1))


def _values(group, first, run):
    unit = text(group.attrs.get('units'))
    for name, of in (('explored_data__brn2__', 'value'), ('explored_data', 'data'), ('explored_data__rr__', 'idx')):
        if name in group:
            break
    else:
        raise KeyError(f'the values of {group.name}, which is explored')
    table = group[name]
    rows = slice(None)
    if run is not None:
        if not first <= run < first + len(table):
            return None
        rows = slice(run - first, run - first + 1)
    found = column(table, of, rows)
    if of == 'idx':
        return _lists(group, found, unit)
    if of == 'value':
        si = group[_SI + name][rows] if _SI + name in group else found * units.scale(unit)
        return found, si
    return found, found


def _lists(group, indices, unit):
    known = {}
    for k in np.unique(indices).tolist():
        where = group[f'explored__rr__/set_{k // 1000:05d}']
        value = read(where[f'xa_{k:08d}'])
        si = where[f'{_SI}xa_{k:08d}'][()] if f'{_SI}xa_{k:08d}' in where else in_si(value, unit)
        known[k] = value, si
    pair = np.empty(len(indices), object), np.empty(len(indices), object)
    for row, k in enumerate(indices.tolist()):
        pair[0][row], pair[1][row] = known[k]
    return pair


def notes_of(group: h5py.Group) -> dict[str, Any]:
    """What is noted of a parameter or a result, {name: value}; of quantities the number, with the unit in {name + ".unit"}."""
    notes, attributes = {}, dict(group.attrs)       # each is read once
    for name, value in attributes.items():
        if not name.startswith('SRVC_AN_'):
            continue
        name = name[len('SRVC_AN_'):]
        value = single(value)
        if text(attributes.get('annotation_dtype.' + name)) == 'bool':
            value = bool(value)
        elif isinstance(value, np.generic):
            value = value.item()
        notes[name] = value
        unit = text(attributes.get('annotation_units.' + name))
        if unit:
            notes[name + '.unit'] = unit
    return notes
