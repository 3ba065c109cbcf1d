"""The queue of spikes under way: Brian's Python queue, whose preparation waits until Brian itself runs."""
import numpy as np
from brian2.synapses.spikequeue import SpikeQueue


class Queue(SpikeQueue):
    """Preparing takes Brian seconds per million synapses, and Golgi does not need it."""

    def __init__(self, source_start, source_end):
        super().__init__(source_start, source_end)
        self._waiting = None

    def prepare(self, delays, dt, synapse_sources):
        if self._dt is not None and self._dt != dt:
            return super().prepare(delays, dt, synapse_sources)   # rounds the spikes under way to the new steps
        self._waiting = (delays, dt, synapse_sources)
        self._dt = dt

    def _ready(self):
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

    def spikes(self):
        """Rows of steps ahead and synapse, in the order in which they arrive."""
        dt, rows = self._full_state()[:2]
        if dt is None or len(rows) == 0:
            return np.zeros((0, 2), dtype=np.int32)
        rows = np.asarray(rows)
        return rows[np.argsort(rows[:, 0], kind='stable')].astype(np.int32)

    def replace(self, dt, spikes):
        """Puts rows of steps ahead and synapse into the queue."""
        steps = int(spikes[:, 0].max()) + 1 if len(spikes) else 1
        width = int(np.bincount(spikes[:, 0]).max()) if len(spikes) else 1
        self.currenttime = 0
        self._restore_from_full_state((dt, spikes.astype(int), (max(steps, self.X.shape[0]), max(width, self.X.shape[1]))))
