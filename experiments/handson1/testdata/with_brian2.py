"""What Brian 2 gives: spikes in a second, and the first and the last interval in ms. Recorded with Brian 2.5.1."""
from brian2 import *

prefs.codegen.target = "numpy"
for I in (0.2*volt, 0.6*volt):
    for delta, tau_th in ((0*mV, 20*ms), (5*mV, 2*ms), (5*mV, 20*ms), (5*mV, 200*ms)):
        neuron = NeuronGroup(1, "dv/dt = (-70*mV - v + I)/(20*ms) : volt (unless refractory)\ndvth/dt = (-50*mV - vth)/tau_th : volt",
                             threshold="v > vth", reset="v = -70*mV\nvth += delta", refractory=1*ms, method="euler")
        neuron.v, neuron.vth = -70*mV, -50*mV
        spikes = SpikeMonitor(neuron)
        Network(neuron, spikes).run(1*second)
        intervals = np.diff(spikes.t/ms)
        print(I, delta, tau_th, spikes.num_spikes, intervals[0], intervals[-1])
