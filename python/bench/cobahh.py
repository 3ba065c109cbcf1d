"""4,000 Hodgkin-Huxley neurons with conductance synapses (Traub and Miles 1991; Brette et al. 2007)."""
area = 20000*umetre**2
Cm, gl = 1*ufarad*cm**-2*area, 5e-5*siemens*cm**-2*area
El, EK, ENa, VT = -60*mV, -90*mV, 50*mV, -63*mV
g_na, g_kd = 100*msiemens*cm**-2*area, 30*msiemens*cm**-2*area
taue, taui, Ee, Ei, we, wi = 5*ms, 10*ms, 0*mV, -80*mV, 6*nS, 67*nS
P = NeuronGroup(4000, '''
    dv/dt = (gl*(El - v) + ge*(Ee - v) + gi*(Ei - v) - g_na*m**3*h*(v - ENa) - g_kd*n**4*(v - EK))/Cm : volt
    dm/dt = alpha_m*(1 - m) - beta_m*m : 1
    dn/dt = alpha_n*(1 - n) - beta_n*n : 1
    dh/dt = alpha_h*(1 - h) - beta_h*h : 1
    dge/dt = -ge/taue : siemens
    dgi/dt = -gi/taui : siemens
    alpha_m = 0.32/mV*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
    beta_m = 0.28/mV*5*mV/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
    alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
    beta_h = 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
    alpha_n = 0.032/mV*5*mV/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
    beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz''', threshold='v > -20*mV', refractory=3*ms, method='exponential_euler')
P.v, P.ge, P.gi = 'El + (randn()*5 - 5)*mV', '(randn()*1.5 + 4)*10*nS', '(randn()*12 + 20)*10*nS'
Ce = Synapses(P[:3200], P, on_pre='ge += we')
Ci = Synapses(P[3200:], P, on_pre='gi += wi')
Ce.connect(p=0.02)
Ci.connect(p=0.02)
spikes = SpikeMonitor(P)
