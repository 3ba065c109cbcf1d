"""What the device leaves to Golgi before a run, Brian has again afterwards."""
import logging
import unittest
import warnings

warnings.simplefilter('ignore')
from brian2 import *
from brian2.stateupdaters.base import UnsupportedEquationsException
from brian2.devices.device import reset_device
from brian2.utils.logger import catch_logs

import golgi.brian2
from golgi.brian2 import derivation

del test  # Brian's own suite, which pytest would take for one of these

CHAIN = '''dv/dt = (g - v)/(10*ms) : 1
           dg/dt = -g/(5*ms) : 1'''
CIRCLE = '''dx/dt = y/ms : 1
            dy/dt = -x/ms : 1'''
DECAYING = '''dx/dt = (y - 2*x)/ms : 1
              dy/dt = (x - 3*y)/ms : 1'''


class Derivation(unittest.TestCase):
    def setUp(self):
        set_device('golgi', engine='reference')
        start_scope()

    def tearDown(self):
        reset_device()

    @staticmethod
    def after(eqs, method):
        G = NeuronGroup(1, eqs, method=method)
        for name in G.equations.diff_eq_names:
            setattr(G, name, 1)
        Network(G).run(2*ms)
        return [G.state(name)[0] for name in sorted(G.equations.diff_eq_names)]

    def test_same_on_both(self):
        """Also when Brian simulates after Golgi: what was left out is not in Brian's cache."""
        for eqs, method in ((CHAIN, 'exact'), (CHAIN, 'linear'), (CHAIN, ('exact', 'euler', 'heun'))):
            with self.subTest(eqs=eqs, method=method):
                golgi_has = self.after(eqs, method)
                self.assertEqual(get_device().last['by'], 'golgi')
                set_device('runtime')
                brian_has = self.after(eqs, method)
                set_device('golgi', engine='reference')
                for a, b in zip(golgi_has, brian_has):
                    self.assertAlmostEqual(a, b, delta=1e-12)

    def test_left_out(self):
        """Only where the solution is there for certain."""
        variables = NeuronGroup(1, CHAIN, method='exact').variables
        for text, out in ((CHAIN, True), (CIRCLE, False), (DECAYING, False), ('dv/dt = 1/ms : 1', False), ('dv/dt = -v**2/ms : 1', False),
                          ('dv/dt = -v/ms + xi*ms**-0.5 : 1', False), ('dv/dt = (rand() - v)/ms : 1', False), ('dv/dt = -v*t/ms**2 : 1', False)):
            with self.subTest(text=text):
                G = NeuronGroup(1, text, method='euler')
                known = G.resolve_all(G.equations.identifiers | G.equations.names | {'dt'}, {}, user_identifiers=set())
                self.assertEqual(derivation.placeholder(G.equations, known, None) is not None, out)

    def test_refused_as_by_brian(self):
        for text in (CIRCLE, 'dv/dt = -v**2/ms : 1', 'dv/dt = -v/ms + xi*ms**-0.5 : 1', 'dv/dt = 1/ms : 1'):
            with self.subTest(text=text):
                with self.assertRaises(Exception) as raised:
                    self.after(text, 'exact')
                self.assertIsInstance(raised.exception.__cause__ or raised.exception, UnsupportedEquationsException)

    def test_method_chosen_is_said(self):
        with catch_logs(log_level=logging.INFO) as logs:
            net = Network(NeuronGroup(1, CHAIN, name='chosen'))
            net.run(1*ms)
            net.run(1*ms)
        self.assertEqual([text for _, name, text in logs if name.endswith('method_choice')],
                         ["No numerical integration method specified for group 'chosen', using method 'exact'."])


if __name__ == '__main__':
    unittest.main()
