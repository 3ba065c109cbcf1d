"""What Brian 2 gives: rate, its standard deviation over neurons, and v at the crossings, for two time constants. Recorded with Brian 2.5.1."""
from brian2 import *

prefs.codegen.target = "numpy"
seed(1)
N, duration = 100, 8*second
for tau_vt in (15*ms, 10*ms):
    neurons = NeuronGroup(N, "dv/dt = -v/(10*ms) : volt\ndvt/dt = (10*mV - vt)/tau_vt : volt", threshold="v > vt", reset="v = 0*mV\nvt += 3*mV", method="exact")
    neurons.vt = 10*mV
    source = PoissonGroup(N, 500*Hz)
    synapses = Synapses(source, neurons, on_pre="v += 3*mV")
    synapses.connect(j="i")
    spikes = SpikeMonitor(neurons, variables="v")
    Network(neurons, source, synapses, spikes).run(duration)
    rates = spikes.count/duration/Hz
    print(tau_vt, rates.mean(), rates.std(ddof=1), mean(spikes.v/mV))
