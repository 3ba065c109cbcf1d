"""What may change between runs: on Golgi it has the effect that it has with Brian."""
import unittest
import warnings

warnings.simplefilter('ignore')
from brian2 import *
import numpy as np

import golgi.brian2
from golgi.brian2.queues import Queue
from both import SameCase

del test  # Brian's own suite, which pytest would take for one of these


class Model:
    """Neurons that excite each other, with delays; `values` is what a run leaves."""

    def __init__(self):
        self.G = NeuronGroup(30, '''dv/dt = (drive + 0.01*i - v)/tau : 1 (unless refractory)
                                    count : integer''', threshold='v > 1', reset='v = 0; count += 1', refractory=1*ms, method='exact')
        self.G.v = 'i/30.'
        self.S = Synapses(self.G, self.G, 'w : 1', on_pre='v += w', on_post='w += 0.001')
        self.S.connect('abs(i - j) < 4 and i != j')
        self.S.w, self.S.pre.delay = '0.01 + 0.001*j', '0.2*ms*(i % 5)'
        self.M, self.V = SpikeMonitor(self.G), StateMonitor(self.G, 'v', record=[0, 7])
        self.net = Network(self.G, self.S, self.M, self.V)

    def run(self, drive=1.2, tau=8*ms):
        self.net.run(9.5*ms)     # spikes are under way in the end

    def values(self):
        return [self.M.i, self.M.t, self.M.count, self.V.v, self.V.t, self.G.v, self.G.count, self.S.w, self.S.i, self.S.j, self.S.pre.delay, [float(self.net.t)]]


def weights(m):
    m.S.w['i > 20'] = 0.2
    m.S.w[3] = -1


def delays(m):
    m.S.pre.delay = '0.1*ms*(j % 7)'


def connections(m):
    m.S.connect(i=[0, 1, 1], j=[20, 21, 21])
    m.S.w[len(m.S) - 3:] = 0.5


def dt(m):
    defaultclock.dt = 0.05*ms


def inactive(m):
    m.S.active = m.V.active = False


def removed(m):
    m.net.remove(m.S)


def added(m):
    m.P = PopulationRateMonitor(m.G)
    m.T = Synapses(m.G, m.G, on_pre='v_post -= 0.05')
    m.T.connect(j='i')
    m.net.add(m.P, m.T)


def state(m):
    m.G.v[::2], m.G.lastspike[:5] = 0.3, 1*ms


CHANGES = [weights, delays, connections, dt, inactive, removed, added, state]


class Changes(SameCase):
    def test_each(self):
        """One change between two runs, and a third run without."""
        for change in CHANGES:
            def simulate():
                m = Model()
                m.run()
                change(m)
                m.run()
                m.run()
                return m.values() + ([m.P.rate] if change is added else [])
            with self.subTest(change.__name__):
                self.same(simulate)

    def test_back(self):
        """A change, and then what was before: by hand, by restore."""
        def simulate():
            m = Model()
            m.run()
            m.net.store()
            w, out = np.array(m.S.w), []
            for change in (weights, state, inactive):
                change(m)
                m.run()
                out += m.values()
                m.S.active = m.V.active = True
                m.net.restore()
                m.S.w = w
                m.run()
                out += m.values()
                m.net.restore()
            return out
        self.same(simulate)

    def test_names(self):
        """Names of the namespace of the second run, and of the third."""
        def simulate():
            m = Model()
            m.run()
            m.run(drive=1.4)
            drive, tau = 1.1, TimedArray([3, 9]*ms, dt=25*ms)
            m.net.run(5*ms, namespace={'drive': drive, 'tau': 4*ms})
            return m.values()
        self.same(simulate)

    def test_two_networks(self):
        """One after the other, and in turns."""
        def simulate():
            a, b = Model(), Model()
            b.S.w = 0.02
            for m in (a, b, a, a, b):
                m.run()
            return a.values() + b.values()
        self.same(simulate)

    def test_brian_between(self):
        """A run that Brian does (fallback) takes up what is under way, and leaves it to the next one, also where steps are others."""
        def simulate(*steps):
            if get_device() is golgi.brian2.device:
                set_device('golgi', engine='reference', fallback=True)
            m = Model()
            operation = NetworkOperation(lambda: None)
            for k, step in enumerate(steps):
                defaultclock.dt = step
                if k % 2:
                    m.net.add(operation)
                m.run()
                if k % 2:
                    m.net.remove(operation)
            return m.values()
        for steps in ([0.1, 0.1, 0.05], [0.1, 0.05, 0.05]):
            with self.subTest(steps=steps):
                self.same(lambda: simulate(*steps*ms))


class Queues(unittest.TestCase):
    def test_longer_steps(self):
        """Spikes under way stay under way where two steps become one, whoever runs next, and come back from what is stored."""
        self.addCleanup(set_device, 'runtime')
        for recording in (None, []):
            set_device('golgi')
            queue = Queue(0, 3)
            rows = np.array([[0, 2], [1, 0], [2, 1], [3, 0], [3, 2], [5, 1]], dtype=np.int32)
            queue.replace(0.1, rows)
            golgi.brian2.device.recording = recording
            try:
                queue.prepare(np.array([0.5]), 0.2, np.arange(3, dtype=np.int32))
            finally:
                golgi.brian2.device.recording = None
            want = [[0, 2], [1, 0], [1, 1], [2, 0], [2, 2], [3, 1]]
            self.assertEqual(queue.spikes().tolist(), want)
            stored, other = queue._full_state(), Queue(0, 3)
            other._restore_from_full_state(stored)
            self.assertEqual(other.spikes().tolist(), want)
            queue._restore_from_full_state(None)
            self.assertEqual(queue.spikes().tolist(), [])


class Seeds(unittest.TestCase):
    def test_seed_between(self):
        """The same seed gives the same steps, whatever was run before; no seed gives others."""
        start_scope()
        set_device('golgi', engine='reference')
        self.addCleanup(set_device, 'runtime')
        G = NeuronGroup(5, 'dv/dt = -v/ms + xi/ms**0.5 : 1', method='euler')
        net = Network(G)

        def steps(value=None):
            G.v = 0
            if value is not None:
                seed(value)
            net.run(2*ms)
            return list(G.v)
        first, other = steps(1), steps()
        self.assertNotEqual(first, other)
        self.assertEqual(first, steps(1))
        self.assertEqual(other, steps())
        self.assertNotEqual(first, steps(2))
        net.store()
        one = steps()
        net.restore(restore_random_state=True)
        self.assertEqual(one, steps())


if __name__ == '__main__':
    unittest.main()
