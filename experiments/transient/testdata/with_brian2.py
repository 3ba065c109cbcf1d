"""What Brian 2 gives: mean and standard deviation over rings of rate, order, and what remains of it. Recorded with Brian 2.5.1."""
from brian2 import *

prefs.codegen.target = "numpy"
seed(1)
RINGS, SIZE, duration, window = 20, 100, 5*second, 5*ms  # one network has all rings, which know nothing of each other
tau, v0, sigma = 10*ms, 5*mV, 4*mV
for weight in (0.4*mV, 0*mV):
    neurons = NeuronGroup(RINGS*SIZE, "dv/dt = (v0 - v)/tau + sigma*xi/tau**.5 : volt", threshold="v > 10*mV", reset="v = 0*mV", method="euler")
    neurons.v = "rand()*10*mV"
    synapses = Synapses(neurons, neurons, "w : volt", on_pre="v_post += w")
    synapses.connect(j="k for k in range((i//SIZE)*SIZE, (i//SIZE + 1)*SIZE)")
    synapses.w = "weight*cos(2*pi*(i - j)/SIZE)"
    spikes = SpikeMonitor(neurons)
    Network(neurons, synapses, spikes).run(duration)
    sums, ring = zeros((RINGS, int(duration/window)), complex), spikes.i[:]//SIZE
    np.add.at(sums, (ring, ((spikes.t + 1*us)/window).astype(int)), exp(2j*pi*(spikes.i[:] % SIZE)/SIZE))
    count, square = bincount(ring, minlength=RINGS), (abs(sums)**2).sum(1)
    numbers = {"rate": count/(SIZE*duration/second), "order": square/count}
    for later in (4, 10, 20, 100):
        numbers["remains after %d ms" % (later*5)] = (sums[:, later:]*conj(sums[:, :-later])).real.sum(1)/square
    for name, values in numbers.items():
        print(weight, name, values.mean(), values.std(ddof=1), flush=True)
