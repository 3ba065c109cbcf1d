"""What Brian 2 gives: interval and lag of two neurons, for each phase, delay and weight. Recorded with Brian 2.5.1."""
from brian2 import *

prefs.codegen.target = "numpy"
for phase in (0.1, 0.3):
    for delay in (0, 2, 5):
        for weight in (-1, 1):
            w = weight*mV
            neurons = NeuronGroup(2, "dv/dt = (11*mV - v)/(10*ms) : volt", threshold="v > 10*mV", reset="v = 0*mV", method="exact")
            neurons.v = "i*11*mV*(1 - (1 - 10.0/11)**phase)"
            synapses = Synapses(neurons, neurons, on_pre="v_post += w", delay=delay*ms)
            synapses.connect(condition="i != j")
            spikes = SpikeMonitor(neurons)
            Network(neurons, synapses, spikes).run(3*second)
            first, second_ = (spikes.t[(spikes.i == k) & (spikes.t >= 2*second)]/ms for k in (0, 1))
            lags = [min(abs(first - t)) for t in second_[1:-1]]
            print(phase, delay, "ms,", weight, "mV: interval", round(mean(diff(first)), 6), "lag", round(mean(lags), 6))
