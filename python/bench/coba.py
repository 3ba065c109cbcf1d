"""4,000 neurons with conductance synapses (Vogels and Abbott 2005; Brette et al. 2007)."""
taum, taue, taui = 20*ms, 5*ms, 10*ms
Vt, Vr, El, Ee, Ei = -50*mV, -60*mV, -60*mV, 0*mV, -80*mV
P = NeuronGroup(4000, '''dv/dt = (ge*(Ee - v) + gi*(Ei - v) - (v - El) + 11*mV)/taum : volt (unless refractory)
                         dge/dt = -ge/taue : 1
                         dgi/dt = -gi/taui : 1''', threshold='v > Vt', reset='v = Vr', refractory=5*ms, method='exponential_euler')
P.v = 'Vr + rand()*(Vt - Vr)'
we, wi = 0.6, 6.7
Ce = Synapses(P[:3200], P, on_pre='ge += we')
Ci = Synapses(P[3200:], P, on_pre='gi += wi')
Ce.connect(p=0.02)
Ci.connect(p=0.02)
spikes = SpikeMonitor(P)
