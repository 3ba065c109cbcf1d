"""A trajectory as it lies in files: its plan, and which file has which run."""
import h5py
import numpy as np

from . import source
from .errors import BrokenFile, NoFile, NotFound
from .names import listed
from .place import Place
from .source import member
from .values import column, text

PRE_RUN = -1
PARTIAL = '_p_partial'
STATUSES = ('finished', 'failed', 'stopped', 'lost', 'deleted', 'pending')
_OFTEN = 20


def run_name(i):
    return 'pre_run' if i == PRE_RUN else f'run_{i:08d}'


class View:
    """plan: groups with parameters and points, [(group, number of its first point)]; sources: groups with runs; n: the number of runs."""

    def __init__(self, path, trajectory=None):
        self._open, self.place = {}, None
        for tries in range(_OFTEN):
            try:
                self._look(path, trajectory)
                return
            except NoFile:
                self.close()
                if tries == _OFTEN - 1 or self.place is None or self.place.folder is None:
                    raise       # else a segment has gone while it was opened, and what was in it is in another one now
            except BaseException:
                self.close()
                raise

    def _look(self, path, trajectory):
        self.place = place = Place(path)
        self.path = place.path
        with source.reading(self.path):
            self._take(place, trajectory)

    def _take(self, place, trajectory):
        self.name = self._chosen(trajectory)
        plan = place.plans.get(self.name)
        if plan is None:
            self.plan = [(self._group(place.base), 0)]
        else:
            self.plan = self._chain(plan)
        self.group = self.plan[-1][0]
        paths = [place.base] if place.base and self.name in self._opened(place.base) else []
        paths += [place.part(name) for name in place.segments if self.name in self._opened(place.part(name))]
        self.sources = [self._group(p) for p in paths]
        self._count()
        self.simple = not place.segments and place.folder is None
        if not self.simple:
            self._index()

    def _opened(self, path):
        if path not in self._open:
            self._open[path] = source.open_file(path)
        return self._open[path]

    def _group(self, path):
        return self._opened(path)[self.name]

    def _chosen(self, wanted):
        names = set(self.place.plans)
        if self.place.base:
            names.update(source.trajectories(self._opened(self.place.base)))
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
            group = self._group(self.place.part(plan))
            chain.insert(0, (group, int(group.attrs.get('first_point', 0))))
            after = text(group.attrs.get('after'))
            if after and len(chain) > len(self.place.plans) + 10000:
                raise BrokenFile(f'golgi: {self.place.folder}: the plans of {self.name} lead in a circle')
            plan = after
        return chain

    def close(self):
        for f in self._open.values():
            f.close()
        self._open = {}

    def _count(self):
        self.explored = []
        if 'overview/explorations' in self.group:
            self.explored = [p.split('.', 1)[1] for p in column(self.group['overview/explorations'], 'explorations')]
        if self.explored:
            self.n = sum(len(range_table(g, self.explored[0])) for g, _ in self.plan)
        else:
            self.n = int(column(self.group['overview/info'], 'length')[0]) or 1

    def _index(self):
        """Which source has which run, and in which row of its table; -1 has none. Place i + 1 is run i."""
        self.source_of, self.row_of = np.full(self.n + 1, -1), np.full(self.n + 1, -1)
        known = {}
        for s, group in enumerate(self.sources):
            for part in ('overview/pre_run', 'overview/table'):
                table = member(group, part)
                if table is None:
                    continue
                runs, status, start = table['run'][()], table['status'].asstr()[()], table['start'][()]
                posts = table['posts'][()] if 'posts' in table else np.zeros(len(runs), int)
                for row, (i, how, when, post) in enumerate(zip(runs.tolist(), status, start.tolist(), posts.tolist())):
                    if how in ('', 'pending') or not PRE_RUN <= i < self.n:
                        continue
                    entry = (how == 'finished', post if how == 'finished' else 0, when)
                    if i not in known or entry >= known[i]:
                        known[i] = entry
                        self.source_of[i + 1], self.row_of[i + 1] = s, row

    def table(self, i):
        """The table that has run i, and its row there; None where nothing is known of it."""
        part = 'overview/pre_run' if i == PRE_RUN else 'overview/table'
        if self.simple:
            table = member(self.group, part)
            return (table, 0 if i == PRE_RUN else i) if table is not None else None
        s = self.source_of[i + 1]
        return None if s < 0 else (self.sources[s][part], int(self.row_of[i + 1]))

    def status(self, i):
        found = self.table(i)
        return 'pending' if found is None else found[0]['status'].asstr()[found[1]]

    def given(self, i, branch='results', status=None):
        """The group with what run i gave, None if it gave nothing; branch: results or derived_parameters."""
        found = self.table(i)
        if found is None:
            return None
        name = 'run_ALL' if i == PRE_RUN else run_name(i)
        within = 'runs' if (status or self.status(i)) in ('finished', 'deleted') else PARTIAL
        group = self.group if self.simple else self.sources[self.source_of[i + 1]]
        return member(group, f'{branch}/{within}/{name}')

    def log(self, i):
        """What the hooks of run i logged, "" where that is not stored."""
        if self.table(i) is None:
            return ''
        group = self.group if self.simple else self.sources[self.source_of[i + 1]]
        name = 'run_ALL' if i == PRE_RUN else run_name(i)
        log = member(group, f'overview/logs/{name}/log')
        return '' if log is None else log.asstr()[()]


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
