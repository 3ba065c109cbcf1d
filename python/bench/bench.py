"""Whole scripts on Golgi, and by Brian's cython target and cpp_standalone, as a user gets each: python3 bench/bench.py [--reps 1] [--seconds 1 10] [MODEL...]

Each execution is a process of its own, with imports, connections, compilation and the results read. The first of each way finds empty caches (cold), the
others what that has left (warm): kernels of Golgi, extensions of Cython, and the folder in which cpp_standalone compiles. The ways take turns. GOLGI names the program, or it is found
as python/README.md says. A table in Markdown has the shortest times, by the clock, and the ratios to Golgi's.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
MODELS = ['cuba', 'coba', 'cobahh', 'stdp', 'synfire']
WAYS = {'golgi': "import golgi.brian2\nset_device('golgi')", 'cython': "prefs.codegen.target = 'cython'", 'cpp_standalone': "set_device('cpp_standalone', directory='standalone')"}
SCRIPT = '''from brian2 import *
{way}
BrianLogger.suppress_name('')
seed(1)
{model}
run({seconds}*second)
print(spikes.num_spikes)
'''


def execute(model, way, seconds, home):
    """How long a script takes, and how many spikes there were."""
    with open(os.path.join(HERE, model + '.py')) as f:
        text = SCRIPT.format(way=WAYS[way], model=f.read(), seconds=seconds)
    script = os.path.join(home, 'script.py')
    with open(script, 'w') as f:
        f.write(text)
    path = os.pathsep.join([os.path.dirname(HERE)] + ([os.environ['PYTHONPATH']] if 'PYTHONPATH' in os.environ else []))
    environment = dict(os.environ, HOME=home, XDG_CACHE_HOME=os.path.join(home, 'cache'), PYTHONPATH=path, PYTHONDONTWRITEBYTECODE='1')
    begun = time.time()
    out = subprocess.run([sys.executable, '-W', 'ignore', script], cwd=home, env=environment, check=True, capture_output=True, text=True).stdout
    return time.time() - begun, int(out.split()[-1])


def measure(model, seconds, reps):
    """Times of each way: cold, and the best when warm."""
    homes = {way: tempfile.mkdtemp(prefix='golgi-bench-') for way in WAYS}
    try:
        times = {way: [] for way in WAYS}
        for _ in range(1 + reps):
            for way in WAYS:
                took, spikes = execute(model, way, seconds, homes[way])
                times[way].append(took)
                print(f'{model} {seconds:g} s {way}: {took:.2f} s, {spikes} spikes', file=sys.stderr, flush=True)
        return {way: (t[0], min(t[1:])) for way, t in times.items()}
    finally:
        for home in homes.values():
            shutil.rmtree(home, ignore_errors=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('models', nargs='*', default=MODELS), p.add_argument('--reps', type=int, default=1), p.add_argument('--seconds', type=float, nargs='+', default=[1, 10])
    o = p.parse_intermixed_args()
    print('| script | simulated | caches | Golgi | cython | cpp_standalone |\n|---|---|---|---|---|---|')
    for model in o.models:
        for seconds in o.seconds:
            t = measure(model, seconds, o.reps)
            for k, caches in enumerate(('cold', 'warm')):
                own = t['golgi'][k]
                others = ' | '.join(f'{t[way][k]:.1f} s, {t[way][k] / own:.1f} times' for way in ('cython', 'cpp_standalone'))
                print(f'| {model} | {seconds:g} s | {caches} | {own:.1f} s | {others} |', flush=True)


if __name__ == '__main__':
    main()
