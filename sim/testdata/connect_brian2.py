"""What Brian 2 takes for connections that BenchmarkConnect makes (sim/synapses_connect_bench_test.go): CPU time, warm, one thread.

    python3 connect_brian2.py [numpy|cython]
    go test -run XXX -bench Connect ./sim
"""

import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

from brian2 import NeuronGroup, Synapses, prefs  # noqa: E402

prefs.codegen.target = sys.argv[1] if len(sys.argv) > 1 else "numpy"

CASES = [
    ("probability 0.02", 4000, dict(p=0.02)),
    ("ten million by probability", 20000, dict(p=0.025)),
    ("probability by distance", 4000, dict(p="0.1*exp(-abs(i - j)/100.0)")),
    ("i == j", 20000, dict(condition="i == j")),
    ("abs(i - j) < 5", 20000, dict(condition="abs(i - j) < 5")),
    ("i < j", 4000, dict(condition="i < j")),
    ("no bounds", 20000, dict(condition="i % 1000 == j % 1000")),
    ("distance", 10000, dict(condition="sqrt((x_pre - x_post)**2 + (y_pre - y_post)**2) < 0.01")),
]

for name, size, arguments in CASES:
    best = float("inf")
    for _ in range(3):  # the first compiles
        group = NeuronGroup(size, "x : 1\ny : 1")
        group.x = "rand()"
        group.y = "rand()"
        synapses = Synapses(group, group, "w : 1")
        began = time.process_time()
        synapses.connect(**arguments)
        best = min(best, time.process_time() - began)
    print(f"{prefs.codegen.target} {name}: {best:.3f} s, {best / size**2 * 1e9:.2f} ns/pair, {len(synapses)} synapses", flush=True)
