"""Brian's own examples at full length, by Brian and on Golgi.

usage: brian_examples.py CHECKOUT OUT_FOLDER [--steps N] [--seconds 600] [--seeds 4] [SCRIPT...]

CHECKOUT is one of Brian at the tag of the version that is installed (git clone --branch 2.5.1 https://github.com/brian-team/brian2). Scripts are named from its folder
examples on; without any, all are taken but those that ask for several processes, and none that OUT_FOLDER has a verdict on already. Each is
executed in processes of its own, with the two lines for the device added; a line that chooses another device does nothing. Nothing else is changed, unless --steps shortens
each run. First by Golgi and by Brian's numpy target; where these differ also by its cython target, and with further seeds by both. OUT_FOLDER gets a verdict per script as JSON
(agreement.py says how it is found), and table.md.
"""
import argparse
import glob
import json
import os
import pickle
import runpy
import shutil
import signal
import sys
import time
import traceback
import types
import warnings

warnings.simplefilter('ignore')
import matplotlib
matplotlib.use('Agg')
import matplotlib.pyplot as plt
import numpy as np
from brian2 import BrianLogger, Network, prefs, second, set_device
from brian2.core.namespace import get_local_namespace
from brian2.core.variables import ArrayVariable
from brian2.units.fundamentalunits import check_units

import golgi.brian2
from golgi.brian2.describe import Description

from agreement import table, verdict

LEFT_OUT = ('multiprocessing/', 'standalone/standalone_multiple_processes.py', 'frompapers/Graupner_Brunel_2012.py', 'frompapers/Maass_Natschlaeger_Markram_2002.py')
MOST = 2 * 10**7        # numbers of an array that are kept
RANDOM = ('rand(', 'randn(', 'xi', 'poisson(', 'binomial')


def note(objects):
    """The arrays of objects after a run."""
    held = {}
    for k, o in enumerate(sorted(objects, key=Description.birth)):   # names depend on when objects are freed
        for name, v in getattr(o, 'variables', {}).items():
            if isinstance(v, ArrayVariable) and getattr(v.owner, 'name', None) == o.name and v.name == name and not name.startswith('_'):
                a = np.array(v.get_value())
                if a.size <= MOST:
                    held[f'{k} {type(o).__name__}.{name}'] = a
    return held


class Runs:
    """Stands for the device's network_run: executes a run, and notes what it has left."""

    def __init__(self, by, steps):
        self.by, self.steps = by, steps
        self.runs, self.seconds, self.random = [], [], []
        self.device = golgi.brian2.device
        self.of_golgi = type(self.device).network_run

    def method(self):
        @check_units(duration=second, report_period=second)
        def network_run(net, duration, report=None, report_period=10*second, namespace=None, profile=None, level=0, **kwds):
            if namespace is None:
                namespace = get_local_namespace(level=level + 3)
            self.run(net, duration, report, namespace, profile)
        return network_run

    def run(self, net, duration, report, namespace, profile):
        objects = net.sorted_objects
        if self.steps and objects:
            duration = min(float(duration), self.steps * min(o.clock.dt_ for o in objects)) * second
        begun = time.time()
        if self.by == 'golgi':
            self.of_golgi(self.device, net, duration, report=report, namespace=namespace, profile=profile)
            text = json.dumps(self.device.last.get('model', {}).get('objects', ''))
            self.random.append(any(w in text for w in RANDOM) or '"poisson_' in text)
        else:
            prefs['codegen.target'] = self.by
            try:
                Network.run.original_function(net, duration, report=report, namespace=namespace, profile=profile)
            finally:
                prefs['codegen.target'] = 'numpy'
        self.seconds.append(time.time() - begun)
        self.runs.append(note(objects))


def other_seeds(k):
    """Has seeds mean others, the k-th ones."""
    seeded = np.random.seed

    def seed(value=None):
        seeded(value if value is None else (np.asarray(value) + 7919*k) % 2**32)
    np.random.seed = seed
    seed(1234)


def choose_no_other_device():
    core = sys.modules['brian2.devices.device']
    chosen = core.set_device
    for m in list(sys.modules.values()):
        if isinstance(m, types.ModuleType) and m is not core and m.__dict__.get('set_device') is chosen:
            m.set_device = lambda *a, **k: None


def execute(script, out, by, seed, steps):
    """What the runs of a script have left, as a pickle. It runs in a copy of its folder."""
    plt.show = lambda *a, **k: None
    runs = Runs(by, steps)
    runs.device.network_run = runs.method()
    prefs['codegen.target'] = 'numpy'        # of what Brian does outside of runs, so that all begin with the same numbers
    other_seeds(seed)
    set_device('golgi')
    choose_no_other_device()
    BrianLogger.suppress_name('')
    folder = out + '.dir'
    shutil.copytree(os.path.dirname(script), folder, dirs_exist_ok=True, ignore=lambda d, names: [n for n in names if os.path.isdir(os.path.join(d, n))])
    os.chdir(folder)
    sys.argv = [os.path.basename(script)]
    sys.path.insert(0, folder)
    error = None
    try:
        runpy.run_path(sys.argv[0], run_name='__main__')
    except SystemExit:
        pass
    except BaseException:
        error = traceback.format_exc()
    signal.alarm(0), signal.setitimer(signal.ITIMER_PROF, 0)
    with open(out + '.part', 'wb') as f:
        pickle.dump({'runs': runs.runs, 'seconds': runs.seconds, 'random': runs.random, 'error': error}, f)
    os.rename(out + '.part', out)


def apart(script, out, by, seed, steps, seconds):
    """Executes in a process of its own, and returns what came of it."""
    pid = os.fork()
    if pid == 0:
        os.setsid()          # so that what it starts can be ended with it
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        signal.signal(signal.SIGALRM, signal.SIG_DFL), signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)     # of Python's own time, since others may use the machine
        signal.alarm(5 * seconds)
        try:
            execute(script, out, by, seed, steps)
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    shutil.rmtree(out + '.dir', ignore_errors=True)
    if not os.path.exists(out):
        return {'runs': [], 'seconds': [], 'random': [], 'error': f'it took more than {seconds} s'}
    with open(out, 'rb') as f:
        got = pickle.load(f)
    os.remove(out)
    return got


def main():
    p = argparse.ArgumentParser()
    p.add_argument('checkout'), p.add_argument('out'), p.add_argument('scripts', nargs='*')
    p.add_argument('--steps', type=int, default=0), p.add_argument('--seconds', type=int, default=600), p.add_argument('--seeds', type=int, default=4)
    o = p.parse_intermixed_args()
    examples, out = os.path.join(os.path.abspath(o.checkout), 'examples'), os.path.abspath(o.out)
    os.makedirs(out, exist_ok=True)
    found = sorted(os.path.relpath(s, examples) for s in glob.glob(os.path.join(examples, '**', '*.py'), recursive=True))
    for script in o.scripts or [s for s in found if not s.startswith(LEFT_OUT)]:
        place = os.path.join(out, script.replace('/', '__'))
        if os.path.exists(place + '.json') and not o.scripts:
            continue
        v = verdict(lambda by, seed: apart(os.path.join(examples, script), f'{place}.{by}.{seed}', by, seed, o.steps, o.seconds), o.seeds)
        with open(place + '.json', 'w') as f:
            json.dump(dict(v, script=script), f, indent=1)
        print(v['verdict'], script, json.dumps({k: v[k] for k in v if k != 'verdict'})[:400], flush=True)
    verdicts = []
    for path in sorted(glob.glob(os.path.join(out, '*.json'))):
        with open(path) as f:
            verdicts.append(json.load(f))
    with open(os.path.join(out, 'table.md'), 'w') as f:
        f.write(table(verdicts))


if __name__ == '__main__':
    main()
