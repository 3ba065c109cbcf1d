"""4,000 neurons with current synapses (Vogels and Abbott 2005; Brette et al. 2007)."""
taum, taue, taui = 20*ms, 5*ms, 10*ms
Vt, Vr, El = -50*mV, -60*mV, -49*mV
P = NeuronGroup(4000, '''dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)
                         dge/dt = -ge/taue : volt
                         dgi/dt = -gi/taui : volt''', threshold='v > Vt', reset='v = Vr', refractory=5*ms, method='exact')
P.v = 'Vr + rand()*(Vt - Vr)'
we, wi = 60*0.27/10*mV, -20*4.5/10*mV
Ce = Synapses(P[:3200], P, on_pre='ge += we')
Ci = Synapses(P[3200:], P, on_pre='gi += wi')
Ce.connect(p=0.02)
Ci.connect(p=0.02)
spikes = SpikeMonitor(P)
