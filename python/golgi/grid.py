"""How runs lie in an array: along an axis for each explored parameter, or one after the other."""
from __future__ import annotations

import numpy as np

from .names import short
from .parameter import values
from .values import CSR, Frame, text
from .view import leaf


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
