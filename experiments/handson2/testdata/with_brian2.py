"""What Brian 2 gives: rate in Hz and net current in mV in the first 100 ms and in the second second, and the mean inhibitory weight in mV at the
end of both: where all inputs spike at once, and means with standard errors over 100 seeds where they are random. Recorded with Brian 2.5.1."""
from brian2 import *

prefs.codegen.target = "numpy"


def learned(exc, inh):
    out = NeuronGroup(1, "dv/dt = (-70*mV - v + I)/(20*ms) : volt (unless refractory)\ndI/dt = -I/(2*ms) : volt",
                      threshold="v > -50*mV", reset="v = -70*mV", refractory=1*ms, method="euler")
    out.v = -70*mV
    exciting = Synapses(exc, out, on_pre="I_post += 10*mV")
    exciting.connect()
    balancing = Synapses(inh, out, "w : 1\ndx/dt = -x/(20*ms) : 1 (event-driven)\ndy/dt = -y/(20*ms) : 1 (event-driven)",
                         on_pre="I_post -= w*mV; x += 1; w += 0.1*y", on_post="y += 1; w += 0.1*x")
    balancing.connect()
    balancing.w = 10
    spikes, current = SpikeMonitor(out), StateMonitor(out, "I", record=0)
    net = Network(exc, inh, out, exciting, balancing, spikes, current)
    net.run(100*ms)
    early = balancing.w[:].mean()
    net.run(1900*ms)
    t, I = spikes.t/ms, current.I[0]/mV
    return [10*sum(t < 100), sum(t >= 1000), I[:1000].mean(), I[10000:].mean(), early, balancing.w[:].mean()]


def at_once(n):
    return SpikeGeneratorGroup(n, range(n), np.zeros(n)*ms, period=3*ms)


print([repr(x) for x in learned(at_once(30), at_once(10))])
runs = []
for trial in range(100, 200):
    seed(trial)
    runs.append(learned(PoissonGroup(30, 300*Hz), PoissonGroup(10, 300*Hz)))
print(np.mean(runs, 0), np.std(runs, 0, ddof=1)/10)
