"""A trajectory as it lies in files: its plan, and which file has which run."""
import collections
import os

import h5py
import numpy as np

from . import source
from .errors import BrokenFile, NoFile, NotFound
from .names import listed
from .place import Place
from .source import member
from .values import cells, column, text

PRE_RUN = -1
PARTIAL = '_p_partial'
STATUSES = ('finished', 'failed', 'stopped', 'lost', 'deleted', 'pending')
_OFTEN = 20     # something is tried again while segments are merged
_AT_ONCE = 64   # files are open


def run_name(i):
    return 'pre_run' if i == PRE_RUN else f'run_{i:08d}'


class View:
    """plan: groups with parameters and points, [(group, number of its first point)]; n: the number of runs; simple: whether one file has them all.

    Else sources are the paths of the files with runs, and tables what their tables have, {column: cells}; source_of and row_of say which source has which run,
    and in which row of its table: place i + 1 is run i, and -1 stands for none.
    """

    def __init__(self, path, trajectory=None):
        self.path, self.name, self.place = os.fspath(path), trajectory, None
        self._held, self._parts, self._seen = {}, collections.OrderedDict(), {}
        self.look()

    def look(self):
        """Takes in what there is, also what has come since."""
        self.close()
        for tries in range(_OFTEN):
            try:
                self.place = Place(self.path)
                with source.reading(self.path):
                    self._take(self.place)
                return
            except NoFile:
                self.close()
                if tries == _OFTEN - 1 or self.place is None or self.place.folder is None:
                    raise       # else a segment has gone while it was opened, and what was in it is in another one now
            except BaseException:
                self.close()
                raise

    def _take(self, place):
        self.name = self._chosen(self.name)
        plan = place.plans.get(self.name)
        self.plan = [(self._file(place.base)[self.name], 0)] if plan is None else self._chain(plan)
        self.group = self.plan[-1][0]
        self._count()
        self.simple = not place.segments and place.folder is None
        if not self.simple:
            self._index([place.base] if place.base else [], [place.part(name) for name in place.segments])

    def _file(self, path):
        """A file that is held open."""
        if path not in self._held:
            self._held[path] = source.open_file(path)
        return self._held[path]

    def _part(self, path):
        """A file that is open as long as few others are wanted, or somebody has something of it."""
        if path in self._held:
            return self._held[path]
        if path not in self._parts:
            self._parts[path] = source.open_file(path)
            while len(self._parts) > _AT_ONCE:
                self._parts.popitem(last=False)
        self._parts.move_to_end(path)
        return self._parts[path]

    def _chosen(self, wanted):
        names = set(self.place.plans)
        if self.place.base:
            names.update(source.trajectories(self._file(self.place.base)))
        names = sorted(names)
        if wanted is not None:
            if wanted not in names:
                raise NotFound(f'golgi: {self.path} has no trajectory {wanted!r}; there are {listed(names)}' if names else f'golgi: {self.path} has no trajectory')
            return wanted
        if len(names) == 1:
            return names[0]
        if not names:
            raise NotFound(f'golgi: {self.path} has no trajectory')
        raise NotFound(f'golgi: {self.path} has several trajectories; choose one: golgi.open({self.path!r}, trajectory={names[0]!r}), or {listed(names[1:])}')

    def _chain(self, plan):
        """The plans that have the points of this one, the oldest first."""
        chain = []
        while plan:
            group = self._file(self.place.part(plan))[self.name]
            chain.insert(0, (group, int(group.attrs.get('first_point', 0))))
            after = text(group.attrs.get('after'))
            if after and len(chain) > len(self.place.plans) + 10000:
                raise BrokenFile(f'golgi: {self.place.folder}: the plans of {self.name} lead in a circle')
            plan = after
        return chain

    def close(self):
        for f in (*self._held.values(), *self._parts.values()):
            f.close()
        self._held.clear()
        self._parts.clear()

    def _count(self):
        self.explored = []
        if 'overview/explorations' in self.group:
            self.explored = [p.split('.', 1)[1] for p in column(self.group['overview/explorations'], 'explorations')]
        if self.explored:
            self.n = sum(len(range_table(g, self.explored[0])) for g, _ in self.plan)
        else:
            self.n = int(column(self.group['overview/info'], 'length')[0]) or 1

    def _index(self, base, segments):
        self.sources, self.tables, self._before = [], [], []
        self.source_of, self.row_of = np.full(self.n + 1, -1), np.full(self.n + 1, -1)
        known = {}
        for path in base + segments:
            tables = self._seen.get(path) or self._tables(path)
            if not tables:
                continue
            for table in tables:
                self._note(len(self.sources), table, known)
            self.sources.append(path)
            self._before.append(tables[0])
            self.tables.append(tables[1])

    def _tables(self, path):
        """The tables of the pre-run and of the runs in a file. Segments never change."""
        f = self._part(path)
        if self.name not in f:
            return None
        tables = [{name: cells(d) for name, d in (member(f, f'{self.name}/overview/{part}') or {}).items()} for part in ('pre_run', 'table')]
        if path != self.place.base:
            self._seen[path] = tables
        return tables

    def _note(self, s, table, known):
        """Notes which runs a source has, but those that another one has rather."""
        if not table:
            return
        runs, status, start = (table[name][0].tolist() for name in ('run', 'status', 'start'))
        posts = table['posts'][0].tolist() if 'posts' in table else [0]*len(runs)
        for row, (i, how, when, post) in enumerate(zip(runs, status, start, posts)):
            if how in ('', 'pending') or not PRE_RUN <= i < self.n:
                continue
            entry = (how == 'finished', post if how == 'finished' else 0, when)
            if i not in known or entry >= known[i]:
                known[i] = entry
                self.source_of[i + 1], self.row_of[i + 1] = s, row

    def known(self, i):
        """Whether anything is known of run i."""
        return (i != PRE_RUN or 'overview/pre_run' in self.group) if self.simple else self.source_of[i + 1] >= 0

    def cell(self, i, name, default):
        """What the table of runs has in a column of run i; default where that is nothing."""
        part, row = ('overview/pre_run', 0) if i == PRE_RUN else ('overview/table', i)
        if self.simple:
            d = member(self.group, f'{part}/{name}')
            return default if d is None else d.asstr()[row] if isinstance(default, str) else type(default)(d[row])
        s, row = self.source_of[i + 1], self.row_of[i + 1]
        table = {} if s < 0 else (self._before if i == PRE_RUN else self.tables)[s]
        return type(default)(table[name][0][row]) if name in table else default

    def of(self, i):
        """The group of the trajectory in the file that has run i. A segment that has gone is in another one by now, or in the finished file."""
        for tries in range(_OFTEN):
            if self.simple:
                return self.group
            try:
                return self._part(self.sources[self.source_of[i + 1]])[self.name]
            except NoFile:
                if tries == _OFTEN - 1:
                    raise
                self.look()
        return None

    def status(self, i):
        return self.cell(i, 'status', 'pending')

    def given(self, i, branch='results', status=None):
        """The group with what run i gave, None if it gave nothing; branch: results or derived_parameters."""
        if not self.known(i):
            return None
        within = 'runs' if (status or self.status(i)) in ('finished', 'deleted') else PARTIAL
        return member(self.of(i), f'{branch}/{within}/{_group_of(i)}')

    def item(self, i, path, status=None):
        """What run i gave at a path, as statistics.fano; None where it gave nothing there."""
        if not self.known(i):
            return None
        within = 'runs' if (status or self.status(i)) in ('finished', 'deleted') else PARTIAL
        return member(self.of(i), f'results/{within}/{_group_of(i)}/{path.replace(".", "/")}')

    def log(self, i):
        """What the hooks of run i logged, "" where that is not stored."""
        log = member(self.of(i), f'overview/logs/{_group_of(i)}/log') if self.known(i) else None
        return '' if log is None else log.asstr()[()]


def _group_of(i):
    return 'run_ALL' if i == PRE_RUN else run_name(i)


def leaf(group, path, branch='parameters'):
    return group[branch + '/' + path.replace('.', '/')]


def range_table(group, path):
    """The values of an explored parameter in all runs, as a table."""
    of = leaf(group, path)
    for name in ('explored_data__brn2__', 'explored_data', 'explored_data__rr__'):
        if name in of:
            return of[name]
    raise KeyError(f'the values of {path}, which is explored')


def leaves(top, skip=()):
    """Walks a tree of parameters or results: yields (dotted path, group) of each, and (path, target) of links."""
    def walk(group, at):
        for name in group:
            if name.startswith('_') or not at and name in skip:
                continue
            path = f'{at}.{name}' if at else name
            link = group.get(name, getlink=True)
            if isinstance(link, h5py.SoftLink):
                yield path, link.path
                continue
            node = group[name]
            if isinstance(node, h5py.Group):
                if 'SRVC_LEAF' in node.attrs:
                    yield path, node
                else:
                    yield from walk(node, path)
    if top is not None:
        yield from walk(top, '')
