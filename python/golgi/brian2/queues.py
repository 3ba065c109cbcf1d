"""The queue of spikes under way: Brian's own, which is prepared and filled only where Brian itself runs."""
import numpy as np
from brian2.devices.device import get_device

try:
    from brian2.synapses.cythonspikequeue import SpikeQueue
    COMPILED = True
except ImportError:     # which Brian forgives before 2.10
    from brian2.synapses.spikequeue import SpikeQueue
    COMPILED = False

NONE = np.zeros((0, 2), dtype=np.int32)


class Rows:
    """Preparing takes Brian seconds per million synapses, and filling a while. Golgi needs neither: it takes rows of steps ahead and synapse."""

    def __init__(self, source_start, source_end):
        super().__init__(source_start, source_end)
        self._rows = None        # that are not in Brian's queue yet; None: this holds
        self._step = None        # of time, of the rows; None: not prepared

    def prepare(self, delays, dt, synapse_sources):
        if self._step not in (None, dt):     # Brian's queue in C++ would lose some where two steps become one
            rows = self.spikes()
            rows[:, 0] = rows[:, 0] * (self._step / dt) + 0.5
            self._rows = rows
        self._step = dt
        if getattr(get_device(), 'recording', None) is None:     # Brian runs
            self._fill()
            super().prepare(delays, dt, synapse_sources)

    def _fill(self):
        """Puts the rows into Brian's queue."""
        if self._rows is not None:
            rows, self._rows = self._rows, None
            self.take(rows)

    def spikes(self):
        """Rows of steps ahead and synapse, in the order in which they arrive."""
        rows = self._rows if self._rows is not None else self.rows()
        return rows[np.argsort(rows[:, 0], kind='stable')].astype(np.int32)

    def replace(self, dt, rows):
        """Has others under way: rows of steps ahead and synapse."""
        self._step, self._rows = dt, rows


class PythonQueue(Rows, SpikeQueue):
    """Over Brian's queue in Python. Its state is (step, rows, shape of the arrays)."""

    def rows(self):
        step = np.repeat(np.arange(len(self.n)), self.n)
        number = np.arange(len(step)) - np.repeat(np.cumsum(self.n) - self.n, self.n)
        return np.column_stack([(step - self.currenttime) % len(self.n), self.X[step, number]]).astype(int)

    _extract_spikes = rows       # Brian's has a loop in Python

    def take(self, rows):
        steps = int(rows[:, 0].max()) + 1 if len(rows) else 1
        width = int(np.bincount(rows[:, 0]).max()) if len(rows) else 1
        self.currenttime = 0
        super()._restore_from_full_state((self._step, rows, (max(steps, self.X.shape[0]), max(width, self.X.shape[1]))))

    def _full_state(self):
        return self._step, self.spikes().astype(int), self.X.shape

    def _restore_from_full_state(self, state):
        if state is None:
            self.replace(None, NONE)
        else:
            self.replace(state[0], np.asarray(state[1], dtype=int).reshape(-1, 2))


class CompiledQueue(Rows, SpikeQueue):
    """Over Brian's queue in C++. Its state is (row of now, a list of synapses for each row)."""

    def rows(self):
        return self.of_lists(*super()._full_state())

    @staticmethod
    def of_lists(now, lists):
        due = [np.asarray(lists[(now + k) % len(lists)], dtype=np.int32) for k in range(len(lists))]
        if not due:
            return NONE
        return np.column_stack([np.repeat(np.arange(len(due), dtype=np.int32), [len(d) for d in due]), np.concatenate(due)])

    @staticmethod
    def to_lists(rows):
        lists = [[] for _ in range(int(rows[:, 0].max()) + 1 if len(rows) else 1)]
        for k in np.unique(rows[:, 0]):
            lists[k] = rows[rows[:, 0] == k, 1].tolist()
        return 0, lists

    def take(self, rows):
        if self._step is not None:      # of which nothing else tells Brian
            super().prepare(np.zeros(1), self._step, np.zeros(0, dtype=np.int32))
        super()._restore_from_full_state(self.to_lists(rows))

    def _full_state(self):
        return self.to_lists(self.spikes())

    def _restore_from_full_state(self, state):
        if state is None:
            self.replace(None, NONE)
        else:
            self._rows = self.of_lists(*state)


Queue = CompiledQueue if COMPILED else PythonQueue
