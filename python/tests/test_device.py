"""The device against Brian itself: python3 -m unittest discover -s tests, with PYTHONPATH=. and GOLGI naming the program."""
import os
import signal
import threading
import unittest
import warnings

warnings.simplefilter('ignore')
from brian2 import *
import numpy as np
from brian2.devices.device import reset_device

import golgi.brian2
from both import SameCase

del test  # Brian's own suite, which pytest would take for one of these


class Same(SameCase):
    def test_several_runs(self):
        """Neurons, synapses with delays, and monitors, over runs with changes between them, store and restore."""
        def simulate():
            tau, drive = 10*ms, TimedArray([0.1, 0.3, 0.2], dt=3*ms)
            G = NeuronGroup(20, '''dv/dt = (1.1 + 0.01*i + drive(t) - v)/tau : 1 (unless refractory)
                                   w : 1
                                   n : integer
                                   x = 2*v : 1 (constant over dt)''', threshold='v > 1', reset='v = 0; n += 1', refractory=2*ms, method='exact',
                            events={'high': 'v > 0.9'})
            G.v = 'i/20.'
            G.run_regularly('w += 0.1; unused = w', dt=1*ms)
            G.run_on_event('high', 'w -= 0.001')
            S = Synapses(G, G[5:15], '''dap/dt = -ap/tau : 1 (event-driven)
                                        q : 1''', on_pre='v += q; ap += 1', on_post={'post': 'q = clip(q + ap*0.01, 0, 1)', 'late': 'ap *= 0.9'}, delay={'late': 0.7*ms})
            S.connect('(i + j) % 3 == 0')
            S.q, S.pre.delay = '0.01*(i % 5)', '0.3*ms*(j % 4)'
            given = SpikeGeneratorGroup(2, [0, 1, 0], [1, 4, 9]*ms, period=10*ms)
            kick = Synapses(given, G, on_pre='v += 0.2')
            kick.connect(j='k for k in range(3)')
            trace, late = StateMonitor(G, ['v', 'w', 'x'], record=[1, 3]), StateMonitor(S, 'q', record=True, dt=2*ms)
            times, high = StateMonitor(G, [], record=True), EventMonitor(G, 'high', 'v')
            spikes, counted, rate = SpikeMonitor(G[3:], variables='w'), SpikeMonitor(G, 'v', record=False), PopulationRateMonitor(G)
            net = Network(collect())
            net.run(20*ms)
            tau = 12*ms
            G.v[:3] = 0.5
            kick.active = False
            net.run(7.3*ms)
            net.store()
            net.run(5*ms)
            net.restore()
            kick.active = True
            late.active = False
            net.run(0*ms)
            unmoved = np.array(G.x)
            net.run(6.1*ms)
            return [trace.v, trace.w, trace.x, trace.t, late.q, times.t, high.t, high.v, spikes.i, spikes.t, spikes.w, spikes.count, counted.count, counted.v, [counted.num_spikes], rate.rate,
                    G.v, G.w, G.n, G.lastspike, G.not_refractory, G.x, unmoved, S.q, S.ap, S.lastupdate, [net.t/ms, defaultclock.t/ms]]
        self.same(simulate)

    def test_links_and_sums(self):
        """Linked variables and subexpressions, sums over synapses, several clocks, other places in the schedule, equal names of other values."""
        def simulate(names=('a', 'b', 'l')):
            def group(a, name):
                return NeuronGroup(4, 'dx/dt = (a*i - x)/(5*ms) : 1\ny = a*x : 1', method='euler', namespace={'a': a}, name=name)
            A, B = group(1.5, names[0]), group(2.5, names[1])
            L = NeuronGroup(4, 'dz/dt = (p + q + s)/(5*ms) : 1\np : 1 (linked)\nq : 1 (linked)\ns : 1\ncalls : 1 (shared)', method='rk4', dt=0.2*ms,
                            namespace={'a': 2.5}, name=names[2])
            L.p, L.q = linked_var(A, 'x', index=[3, 2, 1, 0]), linked_var(B, 'y')
            S = Synapses(A, L, 'k : 1\ns_post = k*x_pre : 1 (summed)\ndg/dt = -g/ms : 1 (clock-driven)', method='euler')
            S.connect('i >= j')
            S.k, S.g = '0.1*i', 1
            L.run_regularly('calls += 1', dt=0.5*ms, when='before_start')
            m = StateMonitor(L, ['z', 'q', 's'], record=True)
            run(5*ms)
            return [m.z, m.q, m.s, L.z, L.s, [float(L.calls[:])], S.g]
        self.same(simulate)
        self.same(lambda: simulate(('g_9', 'g_11', 'g_10')))     # parts of one slot go in the order of their names, as texts

    def test_empty_and_nan(self):
        """No spikes, no synapses, NaN."""
        def simulate():
            G = NeuronGroup(2, 'dv/dt = -v/ms : 1', threshold='v > 1', reset='v = 0', method='exact')
            G.v = [np.nan, 0.5]
            S = Synapses(G, G, on_pre='v += 1')
            S.connect('i > 5')
            spikes, trace = SpikeMonitor(G), StateMonitor(G, 'v', record=[])
            run(1*ms)
            return [G.v, spikes.i, spikes.count, trace.v]
        self.same(simulate)


class Use(unittest.TestCase):
    def setUp(self):
        start_scope()
        set_device('golgi', engine='reference')
        defaultclock.dt = 0.1*ms

    def tearDown(self):
        reset_device('runtime')

    def test_seed(self):
        """Seeds repeat what they do, whatever objects are called; without, runs differ."""
        def simulate(value=None):
            G = NeuronGroup(3, 'dv/dt = -v/ms + xi/ms**0.5 : 1', method='euler')
            P, I = PoissonGroup(3, [10, 50, 400]*Hz), PoissonInput(G, 'v', 10, 100*Hz, 0.1)
            if value is not None:
                seed(value)
            m = SpikeMonitor(P)
            Network(G, P, I, m).run(50*ms)
            return list(G.v) + list(m.t/ms)
        one = simulate(3)
        keep = NeuronGroup(1, 'v : 1')   # which takes a name
        self.assertEqual(one, simulate(3))
        self.assertNotEqual(one, simulate(4))
        self.assertNotEqual(simulate(), simulate())
        self.assertEqual(len(keep), 1)

    def test_statistics(self):
        """Poisson trains, the binomial distribution and noise have the mean and the variance that they should, to five standard errors."""
        seed(1)
        N, T = 400, 500*ms
        P = PoissonGroup(N, np.repeat([20, 200], N//2)*Hz)
        Q = PoissonGroup(N, 'rate*(1 + i % 2)', namespace={'rate': 50*Hz})
        G = NeuronGroup(N, 'x : 1\ndu/dt = -u/tau + sigma*sqrt(2/tau)*xi : 1', method='euler', namespace={'tau': 2*ms, 'sigma': 3, 'half': 0.5})
        I = PoissonInput(G, 'x', N=20, rate=30*Hz, weight='half')
        m, n = SpikeMonitor(P, record=False), SpikeMonitor(Q, record=False)
        run(T)
        expected = {'P slow': (m.count[:N//2], 20*T, 20*T), 'P fast': (m.count[N//2:], 200*T*1, 200*T*(1 - 0.02)), 'Q': (n.count[1::2], 100*Hz*T, 100*T),
                    'x': (G.x[:], 0.5*600*T, 0.25*600*T), 'u': (G.u[:], 0, 9/(1 - 0.1/4))}
        for name, (values, mean, variance) in expected.items():
            k, mean, variance = len(values), float(mean), float(variance)
            self.assertLess(abs(np.mean(values) - mean), 5*np.sqrt(variance/k), name)
            self.assertLess(abs(np.var(values) - variance), 5*variance*np.sqrt(2.5/k), name)
        self.assertEqual(I.N, 20)

    def test_refused(self):
        """All that cannot be sent is named at once, before the run; fallback has Brian do it."""
        @check_units(x=1, result=1)
        def double(x):
            return 2*x
        G = NeuronGroup(1, 'dv/dt = double(v)/ms : 1', method='euler')
        G.v = 1

        @network_operation
        def operation():
            pass
        with self.assertRaises(NotImplementedError) as caught:
            run(1*ms)
        text = str(caught.exception)
        for part in ('NeuronGroup "neurongroup', 'double()', 'write it out', 'NetworkOperation', 'run_regularly', 'fallback=True'):
            self.assertIn(part, text)
        self.assertEqual(G.v[0], 1)
        set_device('golgi', fallback=True)
        run(1*ms)
        self.assertGreater(G.v[0], 5)
        self.assertEqual(golgi.brian2.device.last['by'], 'brian')

    def test_before_brian(self):
        """What Brian would refuse in its words is refused in ours, with all else."""
        G = NeuronGroup(1, 'dv/dt = -v/ms : 1', method='gsl_rk2', name='cells')
        operation = NetworkOperation(lambda: None, name='update')
        with self.assertRaises(NotImplementedError) as caught:
            run(1*ms)
        text = str(caught.exception)
        for part in ('NeuronGroup "cells": the method of integration gsl_rk2; there are', 'NetworkOperation "update"', 'fallback=True'):
            self.assertIn(part, text)
        self.assertEqual((len(G), operation.name), (1, 'update'))

    def test_golgi_refuses(self):
        """What Golgi does not take is said in its words."""
        G = NeuronGroup(1, 'dv/dt = (m - v)/ms : 1\nn : integer\nm = clip(n, 0.5, 2) : integer', method='euler')
        with self.assertRaises(NotImplementedError) as caught:
            run(1*ms)
        text = str(caught.exception)
        self.assertIn('int(clip(', text)
        self.assertNotIn('model.json', text)
        self.assertEqual(len(G), 1)

    def test_brian_finds_mistakes(self):
        G = NeuronGroup(1, 'dv/dt = -v/tau : 1', method='euler')
        with self.assertRaises(Exception) as caught:
            run(1*ms)
        self.assertIn('tau', str(caught.exception) + str(caught.exception.__cause__))
        with self.assertRaisesRegex(ValueError, 'non-negative duration but got .-1. ms'):
            run(-1*ms)
        self.assertEqual(len(G), 1)

    def test_report_and_stop(self):
        """A report function sees how far the run is, and may stop it."""
        G = NeuronGroup(10, 'dv/dt = (1 + sin(v) - v)/(10*ms) : 1', method='euler')
        seen = []

        def report(elapsed, completed, start, duration):
            seen.append(completed)
            if len(seen) == 2:
                stop()
        run(1000*second, report=report, report_period=50*ms)
        self.assertEqual(seen[0], 0)
        self.assertTrue(0 < seen[1] < 1)
        self.assertTrue(0*second < magic_network.t < 1000*second)
        self.assertEqual(magic_network.t/ms, defaultclock.t/ms)
        self.assertTrue(np.isfinite(G.v[0]))

    def test_interrupt(self):
        """Ctrl-C ends a run between two steps; the next one goes on there."""
        G = NeuronGroup(10, 'dv/dt = (1 + sin(v) - v)/(10*ms) : 1', method='euler')
        net = Network(G)
        net.run(1*ms)
        timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        with self.assertRaises(KeyboardInterrupt):
            net.run(10000*second)
        reached = float(net.t)
        self.assertTrue(1e-3 < reached < 10000)
        net.run(1*ms)
        self.assertAlmostEqual(float(net.t), reached + 1e-3)

    def test_fork(self):
        """A fork has a process of Golgi of its own, and leaves that of the parent alone."""
        G = NeuronGroup(1, 'dv/dt = (1 - v)/ms : 1', method='exact')
        net = Network(G)
        net.run(1*ms)
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                net.run(1*ms)
                code = 0 if abs(G.v[0] - (1 - np.exp(-2))) < 1e-12 else 2
            finally:
                os._exit(code)
        self.assertEqual(os.waitpid(pid, 0)[1], 0)
        net.run(1*ms)
        self.assertAlmostEqual(G.v[0], 1 - np.exp(-2))

    def test_profile(self):
        G = NeuronGroup(2, 'dv/dt = (2 - v)/ms : 1', threshold='v > 1', reset='v = 0', method='exact', name='cells')
        run(5*ms, profile=True)
        self.assertIn('cells_stateupdater', dict(magic_network.profiling_info))
        self.assertIn('cells_stateupdater', str(profiling_summary()))
        self.assertEqual(len(G), 2)

    def test_program(self):
        """What is no program is said with what to do."""
        set_device('golgi', binary='/nonexistent/golgi')
        G = NeuronGroup(1, 'dv/dt = -v/ms : 1', method='euler')
        with self.assertRaises(golgi.brian2.process.GolgiError) as caught:
            run(1*ms)
        self.assertIn('go build', str(caught.exception))
        set_device('golgi', binary='/bin/echo')
        with self.assertRaises(golgi.brian2.process.GolgiError) as caught:
            run(1*ms)
        self.assertIn('/bin/echo is no golgi', str(caught.exception))
        self.assertEqual(len(G), 1)


if __name__ == '__main__':
    unittest.main()
