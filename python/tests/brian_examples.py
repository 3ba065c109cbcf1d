"""Brian's own examples, by Brian and by Golgi.

usage: brian_examples.py OUT_FOLDER STEPS SECONDS SCRIPT...

Each script is executed twice, in processes of their own, with the two lines for the device added and nothing else changed but this: a line that
chooses another device does nothing, and each run is shortened to STEPS steps (0: full length). After each run all that the network's
objects hold is noted; the two are then compared to 1e-9. Scripts that draw random numbers differ: they are for a comparison of statistics.
The scripts are those of a checkout of Brian at the tag of the version that is installed.
"""
import json
import os
import pickle
import runpy
import signal
import sys
import time
import traceback
import types
import warnings

import numpy as np

RANDOM = ('rand(', 'randn(', 'xi', 'poisson(', 'binomial')


def note(objects, runs):
    """Notes the arrays of objects."""
    from brian2.core.variables import ArrayVariable
    held = {}
    from golgi.brian2.describe import Description
    for k, o in enumerate(sorted(objects, key=Description.birth)):   # names depend on when objects are freed
        for name, v in getattr(o, 'variables', {}).items():
            if isinstance(v, ArrayVariable) and getattr(v.owner, 'name', None) == o.name and v.name == name and not name.startswith('_'):
                a = np.array(v.get_value())
                if a.size <= 10**6:
                    held[f'{k} {type(o).__name__}.{name}'] = a
    runs.append(held)


def execute(script, out, by_brian, steps):
    """In a process of its own: what the runs of a script have left, as a pickle."""
    warnings.simplefilter('ignore')
    import matplotlib
    matplotlib.use('Agg')
    import matplotlib.pyplot as plt
    plt.show = lambda *a, **k: None
    from brian2 import BrianLogger, Network, prefs, second, set_device
    from brian2.core.namespace import get_local_namespace
    from brian2.units.fundamentalunits import check_units
    import golgi.brian2
    device = golgi.brian2.device
    runs, seconds, random = [], [], False
    by_golgi, code_object = type(device).network_run, type(device).code_object

    @check_units(duration=second, report_period=second)
    def network_run(net, duration, report=None, report_period=10*second, namespace=None, profile=None, level=0, **kwds):
        nonlocal random
        if namespace is None:
            namespace = get_local_namespace(level=level + 3)
        objects = net.sorted_objects
        if steps and objects:
            duration = min(float(duration), steps * min(o.clock.dt_ for o in objects)) * second
        begun = time.time()
        if by_brian:
            Network.run.original_function(net, duration, report=None, namespace=namespace, profile=profile)
        else:
            by_golgi(device, net, duration, report=None, namespace=namespace, profile=profile)
            text = json.dumps(device.last.get('model', {}).get('objects', ''))
            random = random or any(w in text for w in RANDOM) or 'poisson_' in text
        seconds.append(time.time() - begun)
        note(objects, runs)
    device.network_run = network_run
    error = None
    prefs['codegen.target'] = 'numpy'
    np.random.seed(1234)
    set_device('golgi')
    core = sys.modules['brian2.devices.device']
    chosen = core.set_device
    for m in list(sys.modules.values()):
        if isinstance(m, types.ModuleType) and m is not core and m.__dict__.get('set_device') is chosen:
            m.set_device = lambda *a, **k: None
    BrianLogger.suppress_name('')
    sys.argv = [script]
    sys.path.insert(0, os.path.dirname(script))
    os.makedirs(out + '.dir', exist_ok=True)
    os.chdir(out + '.dir')
    try:
        runpy.run_path(script, run_name='__main__')
    except SystemExit:
        pass
    except BaseException:
        error = traceback.format_exc()
    signal.alarm(0)
    with open(out, 'wb') as f:
        pickle.dump({'runs': runs, 'seconds': seconds, 'random': random, 'error': error}, f)


def compare(brian, golgi):
    """What differs by more than 1e-9, of the largest value."""
    bad = []
    for k, (b, g) in enumerate(zip(brian['runs'], golgi['runs'])):
        for name in b:
            want, got = b[name].astype(float), g.get(name)
            if got is None or want.shape != got.shape:
                bad.append(f'run {k}: {name}: shape {want.shape}, {None if got is None else got.shape}')
            elif want.size:
                with np.errstate(all='ignore'):
                    got = got.astype(float)
                    scale = np.nanmax(np.abs(want[np.isfinite(want)])) if np.isfinite(want).any() else 1
                    ok = (np.abs(want - got) <= 1e-9 * (np.abs(want) + scale)) | (np.isnan(want) & np.isnan(got)) | (want == got)
                    if not ok.all():
                        bad.append(f'run {k}: {name}: {int((~ok).sum())} of {want.size}, worst {np.nanmax(np.abs(want - got)) / (scale or 1):.2g}')
    return bad


def verdict(brian, golgi):
    if golgi['error'] and 'NotImplementedError' in golgi['error']:
        return 'refused', golgi['error'][golgi['error'].rindex('NotImplementedError'):][:600]
    if golgi['error'] and not brian['error']:
        return 'fails', golgi['error'][-600:]
    if not golgi['runs']:
        return 'no run', (brian['error'] or '')[-200:]
    bad = compare(brian, golgi)
    if golgi['random']:
        return 'random', ''
    return ('differs', '; '.join(bad[:6])) if bad else ('same', '')


def main():
    folder, steps, seconds = os.path.abspath(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    os.makedirs(folder, exist_ok=True)
    count = {}
    for script in map(os.path.abspath, sys.argv[4:]):
        both = []
        for by_brian in (False, True):
            out = os.path.join(folder, '__'.join(script.split('/')[-2:]) + ('.brian' if by_brian else '.golgi'))
            if os.path.exists(out):
                os.remove(out)
            pid = os.fork()
            if pid == 0:
                null = os.open(os.devnull, os.O_WRONLY)
                os.dup2(null, 1), os.dup2(null, 2)
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                signal.alarm(seconds)
                try:
                    execute(script, out, by_brian, steps)
                finally:
                    os._exit(0)
            os.waitpid(pid, 0)
            if not os.path.exists(out):
                both.append({'runs': [], 'error': 'it took too long', 'random': False, 'seconds': []})
            else:
                with open(out, 'rb') as f:
                    both.append(pickle.load(f))
        golgi, brian = both
        what, why = verdict(brian, golgi)
        count[what] = count.get(what, 0) + 1
        print(f'{what:8} {os.path.relpath(script, os.path.dirname(os.path.dirname(script)))}: {len(golgi["runs"])} runs, '
              f'{sum(golgi["seconds"]):.2f} s and {sum(brian["seconds"]):.2f} s by Brian. {why}', flush=True)
    print(count)


if __name__ == '__main__':
    main()
