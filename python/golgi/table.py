"""The table of runs: status, explored parameters, single results; a column at a time."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from .errors import NoFile
from .names import resolve, short
from .optional import need
from .parameter import values
from .source import member, reading
from .values import cells, read, text
from .view import View, run_name

if TYPE_CHECKING:
    import pandas

_EXACT = 2**53
_RECORDS = {'run': '', 'name': '', 'status': '', 'start': '', 'duration': 's', 'error': '', 'warnings': '', 'stack': '', 'posts': ''}


class Column:
    """A column of the table of runs.

    path: as results.fano.mean; values: an array (run); present: which runs have a value (run); unit: "" without one; comment.
    """

    def __init__(self, path: str, found: np.ndarray, present: np.ndarray, unit: str = '', comment: str = '') -> None:
        self.path, self.values, self.present, self.unit, self.comment = path, found, present, unit, comment

    def __repr__(self):
        return f'<golgi.Column {self.path}{"/" + self.unit if self.unit else ""}: {int(self.present.sum())} of {len(self.present)} runs>'

    def filled(self) -> np.ndarray:
        """The values with what stands where there is none: NaN among floats, None among texts and others; integers and truth values are masked."""
        if self.present.all():
            return self.values
        if self.values.dtype.kind in 'iub':
            return np.ma.MaskedArray(self.values, ~self.present)
        filled = self.values.copy()
        filled[~self.present] = None if filled.dtype == object else np.datetime64('NaT') if filled.dtype.kind == 'M' else np.nan
        return filled


class Table(Mapping[str, np.ndarray]):
    """The table of runs, {name: array (run)}, read a column at a time.

    Names are short: R_ee, fano; where two are the same, as long as it takes. Any name may be written out, up to parameters.connections.R_ee. What
    a run does not have is masked, NaN or None; see Column.filled.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._columns: dict[str, Column] = {}
        with reading(view.path):
            records = [r for r in _RECORDS if r in ('run', 'name', 'status', 'start', 'duration', 'error') or self._has(r)]
            results = sorted({name for t in self._tables() for name in t if name.startswith('results.')})
        parameters = ['parameters.' + p for p in view.explored]
        self._short = {r: r for r in records}
        self._short.update(short(parameters + results, taken=_RECORDS))
        self._path = {name: path for path, name in self._short.items()}

    def _tables(self):
        v = self._view
        table = member(v.group, 'overview/table') if v.simple else None
        return v.tables if not v.simple else [table] if table is not None else []

    def _has(self, name):
        return any(name in t for t in self._tables())

    def __iter__(self):
        return iter(self._path)

    def __len__(self):
        return len(self._path)

    def __contains__(self, name):
        return name in self._path or name in self._short

    def __getitem__(self, name):
        return self.column(name).filled()

    def __repr__(self):
        return f'<golgi.Table of {self._view.n} runs: {", ".join(self)}>'

    @property
    def paths(self) -> dict[str, str]:
        """{name: full path}"""
        return dict(self._path)

    @property
    def units(self) -> dict[str, str]:
        """{name: unit} of the columns that have one. Each is read for it."""
        return {name: self.column(name).unit for name in self if self.column(name).unit}

    def column(self, name: str) -> Column:
        """A column with its unit and comment."""
        path = self._path.get(name) or (name if name in self._short else resolve(list(self._short), name, 'column', self._view.path))
        if path not in self._columns:
            with reading(self._view.path):
                self._columns[path] = self._read(path)
        return self._columns[path]

    def to_pandas(self, names: Iterable[str] | None = None, full: bool = False) -> pandas.DataFrame:
        """A pandas.DataFrame with a row for each run, and the number of the run as index.

        names: of the columns, all of them by default; full: call them by their full paths. attrs has units, {column: unit}, and paths, {column: full path}.
        Integers and truth values of which some are missing are pandas' Int64 and boolean; start is a time in UTC.
        """
        pandas = need('pandas', 'a table of runs')
        wanted = {name: self.column(name) for name in (self if names is None else [names] if isinstance(names, str) else names)}
        series = {}
        for name, c in wanted.items():
            found = c.filled()
            if isinstance(found, np.ma.MaskedArray):
                found = pandas.array(np.where(c.present, found.data, 0).astype(found.dtype), dtype='boolean' if found.dtype == bool else
                                     ('Int' if found.dtype.kind == 'i' else 'UInt') + str(8*found.dtype.itemsize)).copy()
                found[~c.present] = pandas.NA
            elif found.dtype.kind == 'M':
                found = pandas.to_datetime(found, utc=True)
            series[c.path if full else name] = found
        index = pandas.Index(np.arange(self._view.n), name='run')
        frame = pandas.DataFrame({name: list(s) if isinstance(s, np.ndarray) and s.dtype == object else s for name, s in series.items() if name != 'run'}, index=index)
        called = {c.path if full else name: c for name, c in wanted.items() if name != 'run'}
        frame.attrs['units'] = {name: c.unit for name, c in called.items() if c.unit}
        frame.attrs['paths'] = {name: c.path for name, c in called.items()}
        return frame

    # ------------------------------------------------------------------------------------------------- reading

    def _read(self, path):
        v = self._view
        if path == 'run':
            return Column(path, np.arange(v.n), np.ones(v.n, bool))
        if path == 'name':
            return Column(path, np.array([run_name(i) for i in range(v.n)], dtype=object), np.ones(v.n, bool))
        if path.startswith('parameters.'):
            p = path.split('.', 1)[1]
            group = v.group['parameters/' + p.replace('.', '/')]
            return Column(path, values(v.plan, p)[0], np.ones(v.n, bool), text(group.attrs.get('units')), text(group.attrs.get('SRVC_INIT_COMMENT')))
        found, present, unit, comment = self._raw(path)
        if path in _RECORDS:
            return self._record(path, found, present)
        if found.dtype == object:
            for i in np.flatnonzero(present & (found == '')):      # which also stands where there is none
                node = self._item(path, int(i))
                present[i] = node is not None and getattr(node, 'shape', None) == ()
        if not comment and present.any():
            first = self._item(path, int(np.flatnonzero(present)[0]))
            comment = text(first.attrs.get('comment')) if first is not None else ''
        if present.any() and (found.dtype == object or found.dtype == np.float64 and not unit and np.isin(found[present], (0, 1)).all()):
            found, unit = self._itself(path, found, present, unit)
        return Column(path, found, present, unit, comment)

    def _record(self, path, found, present):
        unit = _RECORDS[path]
        if path == 'start':
            there = present & np.isfinite(found)
            micro = np.round(np.where(there, found, 0)*1e6).astype('int64')
            return Column(path, micro.astype('datetime64[us]'), there)
        if path == 'status':
            found[~present] = 'pending'
            present = np.ones(len(found), bool)
        if found.dtype == object:
            return Column(path, found, present & (found != ''), unit)
        if path == 'duration':
            present = present & ~np.isnan(found)
        return Column(path, found, present, unit)

    def _raw(self, path):
        """Values of a column, which are there, unit and comment."""
        v = self._view
        if v.simple:
            found, present, unit, comment = cells(v.group['overview/table'][path])
            if found.dtype == object and path not in _RECORDS:
                present = self.column('status').values == 'finished'
            return found, present, unit, comment
        parts, comment = [], ''
        for s, table in enumerate(v.tables):
            runs = np.flatnonzero(v.source_of[1:] == s)
            if len(runs) and path in table:
                found, present, of, comment = table[path]
                rows = v.row_of[1:][runs]
                there = present[rows]
                if found.dtype == object and path not in _RECORDS:
                    there &= table['status'][0][rows] == 'finished'
                parts.append((runs[there], found[rows][there], of))
        return (*_together([p for p in parts if len(p[0])], v.n), comment)

    def _itself(self, path, found, present, unit):
        """What the runs gave, where a column has something else for it: 0 and 1 for truth values of which some are missing, texts for complex numbers,
        for integers that no int64 is, and for numbers of several kinds. What the first run gave says it. Numbers in several units stay texts."""
        nodes = ((i, self._item(path, int(i))) for i in np.flatnonzero(present))
        _, first = next(nodes)
        if first is None or found.dtype == object and first.dtype.kind in 'OS':
            return found, unit
        truth = text(first.attrs.get('dtype')) == 'bool'
        if found.dtype != object:
            return (found.astype(bool) if truth else found), unit
        values = {int(np.flatnonzero(present)[0]): first, **{int(i): node for i, node in nodes}}
        of = {text(node.attrs.get('units')) for node in values.values() if node is not None}
        if len(of) > 1 or any(node is None for node in values.values()):
            return found, unit
        values = {i: read(node) for i, node in values.items()}
        kinds = {np.asarray(v).dtype for v in values.values()}
        itself = np.zeros(len(found), kinds.pop()) if len(kinds) == 1 else np.full(len(found), None, object)
        for i, value in values.items():
            itself[i] = value
        return itself, of.pop()

    def _item(self, path, i):
        """The dataset of a single value in its run; None where that, or the other file that has it, is not there."""
        try:
            return self._view.item(i, path.split('.', 1)[1], 'finished')
        except NoFile:
            return None


def _together(parts, n):
    """One column of parts [(runs, values, unit)], in the simplest type that holds them all: what stands for numbers in two units is text."""
    kinds = {found.dtype for _, found, _ in parts}
    of = {unit for _, _, unit in parts}
    if len(kinds) > 1 and np.dtype(object) not in kinds and len(of) == 1 and not any(
            f.dtype.kind == 'i' and (np.abs(f.astype(float)) > _EXACT).any() for _, f, _ in parts):
        kinds = {np.dtype(np.float64)}
    kind = kinds.pop() if len(kinds) == 1 and len(of) == 1 else np.dtype(object)
    found, present = np.zeros(n, kind) if kind != object else np.full(n, '', object), np.zeros(n, bool)
    for runs, some, unit in parts:
        if kind == object and some.dtype != object:
            some = np.array([f'{_number(x)} {unit}'.strip() for x in some.tolist()], dtype=object)
        found[runs], present[runs] = some, True
    return found, present, of.pop() if len(of) == 1 and kind != object else ''


def _number(x):
    return str(int(x)) if isinstance(x, float) and x.is_integer() and abs(x) < _EXACT else str(x)
