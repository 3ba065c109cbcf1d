"""What Brian 2 gives: the weights from A to B and from A to C after 100 ms. Recorded with Brian 2.5.1."""
from brian2 import *

prefs.codegen.target = "numpy"
neurons = NeuronGroup(3, "dv/dt = (-70*mV - v + 0.1*volt)/(20*ms) : volt (unless refractory)",
                      threshold="v > -50*mV", reset="v = -70*mV", refractory=1*ms, method="euler")
neurons.v = [-64, -66, -62]*mV
synapses = Synapses(neurons, neurons, "w : 1\ndx/dt = -x/(2*ms) : 1 (event-driven)\ndy/dt = -y/(2*ms) : 1 (event-driven)",
                    on_pre="x += 1; w -= 0.01*y", on_post="y += 1; w += 0.01*x")
synapses.connect(i=0, j=[1, 2])
Network(neurons, synapses).run(100*ms)
print([repr(w) for w in synapses.w[:]])
