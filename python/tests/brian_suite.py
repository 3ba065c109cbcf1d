"""Brian's own test suite on the device.

usage: brian_suite.py CHECKOUT OUT.json [TEST_FILE...] [-- pytest arguments]

CHECKOUT is a checkout of Brian at the tag of the version that is installed (2.5.1: git clone --branch 2.5.1 https://github.com/brian-team/brian2).
All functions run that a runtime device can be held to: those that are neither standalone_only nor codegen_independent.
Each function gets an entry in OUT.json: outcome, how many runs there were by Golgi and by Brian, and the error.
"""
import collections
import glob
import json
import os
import shutil
import sys
import tempfile
import warnings

warnings.simplefilter('ignore')
import matplotlib
matplotlib.use('Agg')
import brian2
import pytest
from brian2 import prefs
from brian2.tests import PreferencePlugin

from golgi.brian2 import device

MARKERS = 'not standalone_only and not codegen_independent and not gsl'
RUNS = []
run_of_device = device.network_run


def counted(*args, **kwds):
    device.last = {}
    try:
        kwds['level'] = kwds.get('level', 0) + 1
        return run_of_device(*args, **kwds)
    finally:
        RUNS.append(device.last.get('by', 'nothing'))


class Counter:
    def __init__(self, out):
        self.out, self.results, self.log = out, {}, []

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item):
        RUNS.clear()
        yield
        self.log = list(RUNS)

    def pytest_runtest_logreport(self, report):
        if report.when == 'call' or report.when == 'setup' and report.outcome != 'passed':
            self.results[os.path.basename(report.location[0]) + '::' + report.nodeid.partition('::')[2]] = {
                'outcome': report.outcome, 'golgi': self.log.count('golgi'), 'runs': len(self.log),
                'error': str(report.longrepr)[-3000:] if report.outcome == 'failed' else None}
            with open(self.out, 'w') as f:
                json.dump(self.results, f, indent=1)


def main():
    checkout, out = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    rest, extra = sys.argv[3:], []
    if '--' in rest:
        rest, extra = rest[:rest.index('--')], rest[rest.index('--') + 1:]
    alone = tempfile.TemporaryDirectory()      # where they are not taken for those of the installed Brian
    shutil.copy(os.path.join(checkout, 'brian2', 'conftest.py'), alone.name)
    tests = shutil.copytree(os.path.join(checkout, 'brian2', 'tests'), os.path.join(alone.name, 'tests'))
    files = [os.path.join(tests, f) for f in rest] or sorted(glob.glob(os.path.join(tests, 'test_*.py')))
    device.network_run = counted
    prefs.reset_to_defaults()
    prefs['codegen.target'] = 'numpy'
    plugin = PreferencePlugin(prefs, True)
    plugin.device, plugin.device_options = 'golgi', {}
    counter = Counter(out)
    ini = os.path.join(os.path.dirname(brian2.__file__), 'tests', 'pytest.ini')
    pytest.main(files + ['-c', ini, '-q', '-m', MARKERS, '-p', 'no:cacheprovider', '--tb=short', '--confcutdir', alone.name] + extra,
                plugins=[plugin, counter])
    count = collections.Counter()
    for r in counter.results.values():
        count['no run' if not r['runs'] else 'runs', r['outcome']] += 1
    for key, n in sorted(count.items()):
        print(n, *key)


if __name__ == '__main__':
    main()
