"""What Brian 2 gives for a stimulus in the middle: mean and standard deviation over networks. Recorded with Brian 2.5.1; the seed is the first word, 1 if there is none."""
import sys

from brian2 import *

prefs.codegen.target = "numpy"
seed(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
MAPS, SIZE = 40, 100  # one network has all maps, which know nothing of each other
layer1 = PoissonGroup(MAPS*SIZE, rates="30*Hz*int(abs((i % SIZE + 0.5)/SIZE - 0.5) < 0.1)")
layer2 = NeuronGroup(MAPS*SIZE, "dv/dt = -v/(10*ms) : volt", threshold="v > 10*mV", reset="v = 0*mV", method="exact")


def connected(source, peak, sigma):
    synapses = Synapses(source, layer2, "w : volt", on_pre="v_post += w")
    synapses.connect(j="k for k in range((i//SIZE)*SIZE, (i//SIZE + 1)*SIZE) if rand() < 0.5")
    synapses.w = "peak*exp(-((i % SIZE)/SIZE - (j % SIZE)/SIZE)**2/(2*sigma**2))"
    return synapses


forward, lateral = connected(layer1, 3*mV, 0.1), connected(layer2, 0.5*mV, 0.2)
spikes = SpikeMonitor(layer2)
run(1*second)
counts, places = array(spikes.count).reshape(MAPS, SIZE), (arange(SIZE) + 0.5)/SIZE
centre = (counts*places).sum(1)/counts.sum(1)
width = sqrt((counts*(places - centre[:, None])**2).sum(1)/(counts.sum(1) - 1))
for name, values in (("centre", centre), ("sd", width), ("rate", counts.mean(1))):
    print(name, values.mean(), values.std(ddof=1))
