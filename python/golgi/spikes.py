"""Spikes that were recorded."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .optional import need

if TYPE_CHECKING:
    from .runs import Result


class Spikes(Mapping[int, np.ndarray]):
    """Spikes of a group of neurons, {number of a neuron: array of times in s}, also of those that have not spiked, where their number is known.

    t: all times, s; i: the neuron of each spike; start, stop: between which times was recorded, s (None: not known); neurons: how many there are (None);
    source: the name of the group; windows: an array (window, 2) of times in s where was not recorded all the time between, else None.
    """

    def __init__(self, result: Result) -> None:
        notes = result.annotations
        self.path, self.source = result.path, notes.get('source', result.path.rsplit('.', 1)[-1])
        self.t, self.i = np.asarray(result.item('t').si), np.asarray(result['i'])
        self.start, self.stop, self.neurons = notes.get('start'), notes.get('stop'), notes.get('neurons')
        self.windows = result['windows'] if 'windows' in result else None
        self._numbers = range(self.neurons) if self.neurons is not None else np.unique(self.i).tolist()
        self._order = np.argsort(self.i, kind='stable')
        self._sorted = self.i[self._order]

    def __iter__(self):
        return iter(self._numbers)

    def __len__(self):
        return len(self._numbers)

    def __getitem__(self, neuron):
        if neuron not in self._numbers:
            raise KeyError(neuron)
        first, last = np.searchsorted(self._sorted, [neuron, neuron + 1])
        return self.t[self._order[first:last]]

    def __repr__(self):
        return f'<golgi.Spikes of {self.source}: {len(self.t)} of {len(self)} neurons>'

    def counts(self) -> np.ndarray:
        """How many spikes each neuron has, an array in the order of the numbers."""
        first = np.searchsorted(self._sorted, list(self._numbers))
        last = np.searchsorted(self._sorted, list(self._numbers), side='right')
        return last - first

    def neo(self) -> list[Any]:
        """A list with a neo.SpikeTrain for each neuron, in s; annotations: neuron, and source."""
        SpikeTrain = need('neo', 'a SpikeTrain').SpikeTrain
        start = self.start if self.start is not None else min(0.0, float(self.t.min(initial=0)))
        stop = self.stop if self.stop is not None else float(self.t.max(initial=start))
        trains = []
        for neuron in self:
            times = self[neuron]
            trains.append(SpikeTrain(times, units='s', t_start=min(start, times.min(initial=start)), t_stop=max(stop, times.max(initial=stop)),
                                         name=f'{self.source}[{neuron}]', neuron=int(neuron), source=self.source))
        return trains
