"""One neuron with 1,000 plastic synapses (Song, Miller and Abbott 2000)."""
N, taum, taupre, taupost, taue = 1000, 10*ms, 20*ms, 20*ms, 5*ms
Ee, vt, vr, El, gmax = 0*mV, -54*mV, -60*mV, -74*mV, 0.01
dApre = 0.01*gmax
dApost = -dApre*taupre/taupost*1.05
I = PoissonGroup(N, rates=15*Hz)
P = NeuronGroup(1, '''dv/dt = (ge*(Ee - v) + El - v)/taum : volt
                      dge/dt = -ge/taue : 1''', threshold='v > vt', reset='v = vr', method='euler')
S = Synapses(I, P, '''w : 1
                      dApre_/dt = -Apre_/taupre : 1 (event-driven)
                      dApost_/dt = -Apost_/taupost : 1 (event-driven)''',
             on_pre='''ge += w
                       Apre_ += dApre
                       w = clip(w + Apost_, 0, gmax)''',
             on_post='''Apost_ += dApost
                        w = clip(w + Apre_, 0, gmax)''')
S.connect()
S.w = 'rand()*gmax'
spikes = SpikeMonitor(P)
