"""A synfire chain of ten groups of 100 neurons, kicked every 100 ms (Diesmann, Gewaltig and Aertsen 1999)."""
Vr, Vt, taum, taupsp, weight, size = -70*mV, -55*mV, 10*ms, 0.325*ms, 4.86*mV, 100
P = NeuronGroup(1000, '''dV/dt = (-(V - Vr) + x)/taum : volt
                         dx/dt = (-x + y)/taupsp : volt
                         dy/dt = -y/taupsp + 25.27*mV/ms + (39.24*mV/ms**0.5)*xi : volt''', threshold='V > Vt', reset='V = Vr', refractory=1*ms, method='euler')
P.V = 'Vr + rand()*(Vt - Vr)'
kick = SpikeGeneratorGroup(85, np.arange(85), (50 + np.random.RandomState(1).randn(85))*ms, period=100*ms)
S = Synapses(P, P, on_pre='y += weight')
S.connect(j='k for k in range((int(i/size) + 1)*size, (int(i/size) + 2)*size) if i < N_pre - size')
K = Synapses(kick, P[:size], on_pre='y += weight')
K.connect()
spikes = SpikeMonitor(P)
