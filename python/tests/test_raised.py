"""Whatever is raised within a run: the next run is right, and gets its own answer."""
import logging
import os
import signal
import unittest
import warnings

warnings.simplefilter('ignore')
from brian2 import *

import golgi.brian2
from golgi.brian2 import process

del test  # Brian's own suite, which pytest would take for one of these


class Raised(unittest.TestCase):
    def setUp(self):
        set_device('golgi', engine='reference')
        start_scope()

    def right(self):
        """Runs of different lengths, each with its own results."""
        G = NeuronGroup(1, 'dv/dt = 1/ms : 1', method='euler')
        net = Network(G)
        for k in (1, 3, 2):
            G.v = 0
            net.run(k*ms)
            self.assertAlmostEqual(G.v[0], k)
        self.assertEqual(len(process._idle), 1)

    def long(self, error, report):
        """A run without end, but for what its report raises; the network is as before."""
        net = Network(NeuronGroup(1, 'dv/dt = -v/ms : 1', method='exact'))
        with self.assertRaises(error):
            net.run(1e6*second, report=report, report_period=20*ms)
        self.assertEqual(net.t, 0*second)
        self.right()

    def test_report(self):
        def report(elapsed, completed, start, duration):
            if completed > 0:
                raise KeyError('of the user')
        self.long(KeyError, report)

    def test_warning_as_error(self):
        def report(elapsed, completed, start, duration):
            if completed > 0:
                warnings.warn('too slow')
        with warnings.catch_warnings():
            warnings.simplefilter('error')
            self.long(UserWarning, report)

    def test_warning_of_golgi(self):
        """A log that raises where Golgi warns."""
        def refuse(record):
            raise ValueError(record.getMessage())
        log = logging.getLogger('brian2.golgi')
        log.addFilter(refuse)
        net = Network(PoissonGroup(1, rates='-1*Hz*int(t >= 0*ms)'))
        try:
            with self.assertRaisesRegex(ValueError, 'negative'):
                net.run(1*ms)
        finally:
            log.removeFilter(refuse)
        self.right()

    def test_run_in_report(self):
        """A run within a run, of another network."""
        inner, outer = (NeuronGroup(1, 'dv/dt = 1/ms : 1', method='euler') for _ in range(2))
        within, around = Network(inner), Network(outer)

        def report(elapsed, completed, start, duration):
            if completed < 1:
                within.run(1*ms)
        around.run(5*ms, report=report, report_period=1*ms)
        self.assertEqual((round(float(outer.v[0]), 9), float(around.t/ms)), (5, 5))
        self.assertAlmostEqual(float(inner.v[0]), float(within.t/ms))
        self.right()

    def test_interrupted_twice(self):
        """The second Ctrl-C comes while the first one is told."""
        send, told = process.Process.send, []

        def interrupted(golgi, request):
            if 'stop' in request:
                told.append(request)
                os.kill(os.getpid(), signal.SIGINT)
            send(golgi, request)

        def report(elapsed, completed, start, duration):
            if completed > 0:
                os.kill(os.getpid(), signal.SIGINT)
        process.Process.send = interrupted
        try:
            self.long(KeyboardInterrupt, report)
        finally:
            process.Process.send = send
        self.assertEqual(told, [{'stop': True}])


if __name__ == '__main__':
    unittest.main()
