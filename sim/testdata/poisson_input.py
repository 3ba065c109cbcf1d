"""Records what PoissonInputs with a rate of 1/dt do in real Brian 2: each step has N events for certain.

    /usr/bin/python3 -W ignore poisson_input.py > poisson_input.json
"""
import json

from brian2 import Hz, Network, NeuronGroup, PoissonInput, StateMonitor, defaultclock, kHz, ms, mV, prefs

prefs.codegen.target = 'numpy'
defaultclock.dt = 0.1*ms

G = NeuronGroup(4, '''dv/dt = -v/(2*ms) : volt (unless refractory)
                      g : 1
                      w : 1
                      n : integer
                      s : volt''', threshold='v > 20*mV', reset='v = 0*mV', refractory=0.35*ms, method='euler')
G.w = '1 + 0.5*i'
inputs = [
    PoissonInput(G, 'v', 3, 10*kHz, 0.7*mV),
    PoissonInput(G, 'g', 5, 10*kHz, 'w*(1 + t/ms)'),
    PoissonInput(G[1:3], 'g', 2, 10*kHz, '-0.5 + 0.1*i'),
    PoissonInput(G, 'n', 4, 10*kHz, '2 + i'),
    PoissonInput(G, 'w', 1, 0*Hz, 100.0),
    PoissonInput(G, 's', 1, 10*kHz, '0.1*v', when='end', order=1),
]
M = StateMonitor(G, ['v', 'g', 'w', 'n', 's'], record=True)
Network(G, inputs, M).run(3*ms)
rows = {name: [[float(x) for x in row] for row in getattr(M, name)] for name in ['v', 'g', 'w', 'n', 's']}
print('{')
print(',\n'.join(json.dumps(name) + ':' + json.dumps(row, separators=(',', ':')) for name, row in rows.items()))
print('}')
