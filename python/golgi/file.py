"""A file of results, opened to be read."""
from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, TYPE_CHECKING

import numpy as np

from .errors import NotFound
from .gather import Gathered, gather, given_items, item_path
from .parameter import Parameter
from .runs import Result, Run, Tree, tree
from .source import member, reading
from .table import Table
from .values import read, text
from .view import PRE_RUN, STATUSES, View, run_name

if TYPE_CHECKING:
    import pandas
    import xarray


def open(path: str | os.PathLike[str], trajectory: str | None = None) -> File:
    """Opens a file of results, finished or still being written, and reads as much of it as is asked for. Nothing is ever changed.

    trajectory: its name, where the file has several. See File.
    """
    return File(path, trajectory)


class File:
    """A file of results, or what there is of one that is still being written.

    name: that of the trajectory; comment; path; complete: whether the file is finished; doubts: texts about what may be wrong with it.
    len(file) is the number of runs, iterating over it gives them, and file["fano"] is file.result("fano").
    """

    def __init__(self, path: str | os.PathLike[str], trajectory: str | None = None) -> None:
        self._view = View(path, trajectory)
        self._tables: Table | None = None
        v = self._view
        self.path, self.name, self.explored = v.path, v.name, list(v.explored)
        self.complete = v.place.folder is None
        with reading(v.path):
            self.comment, self.doubts = text(v.group.attrs.get('comment')), list(self._doubts())
        for doubt in self.doubts:
            warnings.warn('golgi: ' + doubt, stacklevel=3)

    def _doubts(self):
        v = self._view
        if v.place.newer and not self._links_there():
            yield f'{v.path} is finished, and an exploration that will replace it is in {v.place.file}.parts, which can be opened by that name'
        doubted = v.group.file.attrs.get('doubted_runs')
        if doubted is not None:
            yield f'up to {int(doubted)} runs come from a file whose checksums did not hold'

    def _links_there(self):
        """Whether the finished file leads to segments in the folder beside it."""
        runs = member(self._view.group, 'results/runs')
        return runs is not None and any(hasattr(runs.get(name, getlink=True), 'filename') for name in list(runs)[:1])

    def close(self) -> None:
        self._view.close()

    def __enter__(self) -> File:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def refresh(self) -> File:
        """Reads anew what there is: of a file that is being written, what has come since."""
        v = self._view
        v.look()
        self._tables, self.complete, self.explored = None, v.place.folder is None, list(v.explored)
        return self

    def __len__(self) -> int:
        return self._view.n

    def __iter__(self) -> Iterator[Run]:
        return (self.run(i) for i in range(len(self)))

    def __getitem__(self, name: str) -> xarray.DataArray:
        return self.result(name)

    def __repr__(self) -> str:
        found = self.status_counts()
        lines = [f'<golgi.File {self.path}{"" if self.complete else ", not complete"}: {self.name}' + (f', {self.comment}' if self.comment else ''),
                 f'  {len(self)} runs: ' + ', '.join(f'{n} {status}' for status, n in found.items())]
        if self.explored:
            lines.append('  explored: ' + ', '.join(name for name, path in self.table.paths.items() if path.startswith('parameters.')))
        gave = self.items
        if gave:
            lines.append('  results: ' + ', '.join(gave[:12]) + (f' and {len(gave) - 12} more' if len(gave) > 12 else ''))
        return '\n'.join(lines) + '>'

    # --------------------------------------------------------------------------------------------------- runs

    @property
    def table(self) -> Table:
        """The table of runs, {name: array (run)}, without pandas. See Table."""
        if self._tables is None:
            self._tables = Table(self._view)
        return self._tables

    @property
    def runs(self) -> pandas.DataFrame:
        """The table of runs as a pandas.DataFrame: status, explored parameters, single results, duration, name; error where there are some.

        file.table.to_pandas() has all columns, or those that are named.
        """
        t = self.table
        records = [name for name, path in t.paths.items() if '.' not in path]
        last = ['duration', 'name', *(name for name in ('error', 'warnings') if name in records and t.column(name).present.any())]
        return t.to_pandas(['status', *(name for name in t if name not in records), *last])

    def status_counts(self) -> dict[str, int]:
        """How many runs there are of each status, {status: number}."""
        found, n = np.unique(self.table.column('status').values.astype(str), return_counts=True)
        counts = dict(zip(found.tolist(), n.tolist()))
        return {s: counts[s] for s in sorted(counts, key=lambda s: STATUSES.index(s) if s in STATUSES else len(STATUSES))}

    def run(self, which: int | str) -> Run:
        """A run by its number or name, as 3 or run_00000003; -1 or pre_run is what was computed before all runs."""
        if isinstance(which, str):
            digits = which[4:] if which.startswith('run_') else which
            which = PRE_RUN if which == run_name(PRE_RUN) else int(digits) if digits.isdecimal() else which
        if isinstance(which, (int, np.integer)) and PRE_RUN <= which < len(self):
            return Run(self, int(which))
        raise NotFound(f'golgi: {self.path} has no run {which!r}; it has {len(self)}, from run_00000000 to {run_name(len(self) - 1)}, and pre_run')

    @property
    def pre_run(self) -> Run:
        return self.run(PRE_RUN)

    def find(self, **point: Any) -> list[int]:
        """The numbers of the runs with some values of explored parameters, in order: file.find(R_ee=2.5, trial=0)."""
        fits = np.ones(len(self), bool)
        for name, value in point.items():
            fits &= self.table.column(name).values == value
        return np.flatnonzero(fits).tolist()

    # ------------------------------------------------------------------------------------------------ results

    @property
    def items(self) -> list[str]:
        """The paths of what runs gave, as statistics.fano: single values of any run, and all that the first finished one gave."""
        singles = [p.split('.', 1)[1] for p in self.table.paths.values() if p.startswith('results.')]
        with reading(self.path):
            return sorted({*singles, *given_items(self._view, self.table)})

    def gather(self, name: str, runs: Iterable[int] | None = None, pad: bool = False) -> Gathered:
        """One item of all runs as an array of numpy with axes and coordinates: see Gathered.

        name: its path, as statistics.fano, or the end of that; runs: only those of these numbers, along one axis; pad: fill up with NaN where runs gave
        arrays of different lengths, which is an error else.
        """
        with reading(self.path):
            return gather(self._view, self.table, name, runs, pad)

    def result(self, name: str, runs: Iterable[int] | None = None, pad: bool = False) -> xarray.DataArray:
        """One item of all runs as an xarray.DataArray: gather(...).to_xarray()."""
        return self.gather(name, runs, pad).to_xarray()

    def each(self, name: str, runs: Iterable[int] | None = None) -> Iterator[tuple[int, Any]]:
        """Yields (number of a run, value) of an item, for each run that has it, also of one that has failed: one after the other, whatever their shapes."""
        v = self._view
        with reading(self.path):
            path = item_path(v, self.table, name)
            statuses = self.table.column('status').values
        for i in range(len(self)) if runs is None else runs:
            with reading(self.path):
                node = v.item(i, path, statuses[i])
                value = read(node) if node is not None else None
            if node is not None:
                yield i, value

    @property
    def results(self) -> Tree[Result]:
        """{path: Result} of what was found out about all runs together: results of the trajectory as a whole."""
        with reading(self.path):
            return tree(member(self._view.group, 'results'), Result, 'result of all runs', self.path, skip=('runs',))

    # --------------------------------------------------------------------------------------- what it is made with

    @property
    def parameters(self) -> Tree[Parameter]:
        """{path: Parameter} with their defaults; a name may be the end of a path. See Parameter."""
        v = self._view
        with reading(v.path):
            return tree(member(v.group, 'parameters'), lambda path, group: Parameter(path, group, path in v.explored), 'parameter', v.path)

    @property
    def config(self) -> Tree[Parameter]:
        """{path: Parameter} of settings on which no run depends."""
        with reading(self.path):
            return tree(member(self._view.group, 'config'), Parameter, 'setting', self.path)

    @property
    def provenance(self) -> dict[str, Any]:
        """What made the file: versions, command, machine, modules, what has gone on with it, which files it was merged from, what was deleted of it."""
        g = self._view.group
        with reading(self.path):
            made: dict[str, Any] = {name: text(g.attrs.get(name)) for name in ('golgi_version', 'git_revision', 'go_version', 'engine', 'start')}
            made['seed'] = int(g.attrs.get('seed', 0))
            made['command'] = read(g['overview/command']).tolist() if 'overview/command' in g else []
            environment = member(g, 'overview/environment')
            if environment is not None:
                made.update({name: text(value) for name, value in environment.attrs.items()})
                made['modules'] = read(environment['modules']).tolist() if 'modules' in environment else []
                made['differences'] = {text(s.attrs.get('module')): s['diff'].asstr()[()] for name, s in environment.items()
                                       if name.startswith('source_') and 'diff' in s}
            posts = member(g, 'overview/posts')
            made['posts'] = [{**{n: text(v) for n, v in p.attrs.items()}, 'command': read(p['command']).tolist() if 'command' in p else []}
                             for p in (posts.values() if posts is not None else ())]
            settings = self.config
            made['continued'] = [line for p in settings if p.startswith('provenance.continued') for line in _lines(settings[p].value)]
            made['merged'] = {p[len('golgi.merge.'):]: settings[p].value for p in settings if p.startswith('golgi.merge.')}
            made['deleted'] = [line for p in settings if p == 'golgi.deleted' for line in _lines(settings[p].value)]
            made['generations'] = g['overview/generations'][()].tolist() if 'overview/generations' in g else [0]
        return made


def _lines(value):
    return value.splitlines() if isinstance(value, str) else [str(x) for x in np.ravel(value)]
