"""What a function gives by Brian, and on Golgi."""
import gc
import unittest
import warnings

warnings.simplefilter('ignore')
from brian2 import *
import numpy as np
from brian2.devices.device import reset_device

import golgi.brian2  # noqa: F401

prefs.codegen.target = 'numpy'
BrianLogger.suppress_name('')


def both(simulate):
    """What a function returns by Brian, and on Golgi."""
    results = []
    for name in ('runtime', 'golgi'):
        gc.collect()         # what is freed gives its name to others, and names decide on the order of parts
        start_scope()
        set_device(name, **({'engine': 'reference'} if name == 'golgi' else {}))
        defaultclock.dt = 0.1*ms
        try:
            results.append([np.array(a, dtype=float) for a in simulate()])
        finally:
            reset_device('runtime')
    return results


class SameCase(unittest.TestCase):
    def same(self, simulate):
        for k, (want, got) in enumerate(zip(*both(simulate))):
            np.testing.assert_allclose(got, want, rtol=1e-10, atol=1e-12 * (np.nanmax(np.abs(want)) if want.size else 1), err_msg=f'value {k}')
