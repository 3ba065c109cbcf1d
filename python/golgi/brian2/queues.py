"""The queue of spikes under way: Brian's Python queue, which is filled only where Brian itself runs."""
import numpy as np
from brian2.synapses.spikequeue import SpikeQueue


class Queue(SpikeQueue):
    """Preparing takes Brian seconds per million synapses, and filling a while, and Golgi needs neither: it takes rows of steps and synapse."""

    def __init__(self, source_start, source_end):
        super().__init__(source_start, source_end)
        self._waiting = None     # the arguments of a prepare
        self._rows = None        # rows of steps ahead and synapse, which are not in Brian's arrays yet; None: these hold

    def prepare(self, delays, dt, synapse_sources):
        if self._dt is not None and self._dt != dt:
            self._fill()
            self._waiting = None
            return super().prepare(delays, dt, synapse_sources)   # rounds the spikes under way to the new steps
        self._waiting = (delays, dt, synapse_sources)
        self._dt = dt

    def _fill(self):
        """Puts the rows into Brian's arrays."""
        if self._rows is not None:
            rows, self._rows = self._rows, None
            steps = int(rows[:, 0].max()) + 1 if len(rows) else 1
            width = int(np.bincount(rows[:, 0]).max()) if len(rows) else 1
            self.currenttime = 0
            super()._restore_from_full_state((self._dt, rows, (max(steps, self.X.shape[0]), max(width, self.X.shape[1]))))

    def _ready(self):
        self._fill()
        if self._waiting is not None:
            args, self._waiting = self._waiting, None
            super().prepare(*args)

    def push(self, sources):
        self._ready()
        super().push(sources)

    def peek(self):
        self._ready()
        return super().peek()

    def advance(self):
        self._ready()
        super().advance()

    def _extract_spikes(self):
        """As Brian's, without a loop in Python."""
        if self._rows is not None:
            return self._rows.astype(int)
        step = np.repeat(np.arange(len(self.n)), self.n)
        number = np.arange(len(step)) - np.repeat(np.cumsum(self.n) - self.n, self.n)
        return np.column_stack([(step - self.currenttime) % len(self.n), self.X[step, number]]).astype(int)

    def _full_state(self):
        return self._dt, self._extract_spikes(), self.X.shape

    def _restore_from_full_state(self, state):
        if state is None:
            self.replace(None, np.zeros((0, 2), dtype=int))
        else:
            self.replace(state[0], np.asarray(state[1], dtype=int).reshape(-1, 2))

    def spikes(self):
        """Rows of steps ahead and synapse, in the order in which they arrive."""
        rows = self._rows if self._rows is not None else self._extract_spikes()
        return rows[np.argsort(rows[:, 0], kind='stable')].astype(np.int32)

    def replace(self, dt, rows):
        """Has others under way: rows of steps ahead and synapse."""
        self._dt, self._rows = dt, rows
