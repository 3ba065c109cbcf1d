"""What Brian 2 gives: spikes of a neuron with 25 input spikes of each weight, and intervals of a neuron that rests above its threshold. Recorded with Brian 2.5.1."""
from brian2 import *

prefs.codegen.target = "numpy"


def spikes_of(rest, weight, duration):
    neuron = NeuronGroup(1, "dv/dt = (rest - v)/(10*ms) : volt", threshold="v > -55*mV", reset="v = -70*mV", method="exact")
    neuron.v = -70*mV
    source = SpikeGeneratorGroup(1, zeros(25, int), linspace(10, 100, 25)*ms)
    synapse = Synapses(source, neuron, on_pre="v += weight")
    synapse.connect()
    spikes = SpikeMonitor(neuron)
    Network(neuron, source, synapse, spikes).run(duration)
    return spikes.t/ms


for weight in range(4, 11):
    print(weight, "mV:", spikes_of(-70*mV, weight*mV, 120*ms))
print("rest at -54 mV:", unique(diff(spikes_of(-54*mV, 0*mV, 1*second)).round(9)))
