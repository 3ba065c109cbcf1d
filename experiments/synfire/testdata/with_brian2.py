"""What Brian 2 gives: the fraction of chains whose pulse arrives, against a. Recorded with Brian 2.5.1; the seed is the first word, 1 if there is none."""
import sys

from brian2 import *

prefs.codegen.target = "numpy"
seed(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
CHAINS, GROUPS, SIZE = 30, 10, 100  # one network has all chains, which know nothing of each other
Vr, Vt, taum, taupsp, weight = -70*mV, -55*mV, 10*ms, 0.325*ms, 4.86*mV
equations = """dV/dt = (-(V - Vr) + x)/taum : volt
dx/dt = (-x + y)/taupsp : volt
dy/dt = -y/taupsp + 25.27*mV/ms + (39.24*mV/ms**0.5)*xi : volt"""

for a in (0, 20, 35, 45, 55, 70, 85, 100):
    neurons = NeuronGroup(CHAINS*GROUPS*SIZE, equations, threshold="V > Vt", reset="V = Vr", refractory=1*ms, method="euler")
    neurons.V = "Vr + rand()*(Vt - Vr)"
    links = Synapses(neurons, neurons, on_pre="y += weight")
    links.connect(j="k for k in range((i//SIZE + 1)*SIZE, (i//SIZE + 2)*SIZE) if (i//SIZE + 1) % GROUPS != 0")
    spikes = SpikeMonitor(neurons)
    network = Network(neurons, links, spikes)
    if a > 0:
        packet = SpikeGeneratorGroup(CHAINS*a, arange(CHAINS*a), randn(CHAINS*a)*ms + 50*ms)
        start = Synapses(packet, neurons, on_pre="y += weight")
        start.connect(j="k for k in range((i//a)*GROUPS*SIZE, (i//a)*GROUPS*SIZE + SIZE)")
        network.add(packet, start)
    network.run(100*ms)
    last = (spikes.i[:]//SIZE) % GROUPS == GROUPS - 1
    arrived = 0
    for chain in range(CHAINS):
        t = np.sort(spikes.t[last & (spikes.i[:]//(GROUPS*SIZE) == chain)]/ms)
        arrived += max(np.searchsorted(t, t + 5) - arange(len(t)), default=0) >= 70
    print(a, arrived/CHAINS, flush=True)
