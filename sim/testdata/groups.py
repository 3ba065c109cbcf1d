#!/usr/bin/python3
"""Records what real Brian 2 makes of operations on groups, for which the suite of conformance has no words.

  /usr/bin/python3 -W ignore groups.py > groups.json

Each function below is one model of a test; what it returns is in SI units."""
import json
import sys
import numpy as np
from brian2 import *

prefs.codegen.target = 'numpy'
BrianLogger.suppress_hierarchy('brian2.codegen')
models = []


def model(f):
    models.append(f)
    return f


def run_for(time, *objects):
    defaultclock.dt = 0.1*ms
    Network(*objects).run(time)


@model
def smaller_clock():
    G = NeuronGroup(3, 'y : second\nk : integer', name='G')
    G.run_regularly('y = t\nk = t_in_timesteps', dt=0.05*ms)
    M = StateMonitor(G, ['y', 'k'], record=[0], dt=0.05*ms, when='end')
    run_for(0.5*ms, G, M)
    return {'y': M.y_[0], 'k': M.k[0]}


@model
def shared_first():
    G = NeuronGroup(3, 'x : 1\nq : 1 (shared)\np : 1 (shared)', name='G')
    G.q = 1
    G.run_regularly('a = q + 1\nq = a*2\np = q + a\nx = x + a + q + i')
    run_for(0.3*ms, G)
    return {'q': G.q_[:], 'p': G.p_[:], 'x': G.x_[:]}


@model
def on_a_subgroup():
    G = NeuronGroup(5, 'x : 1\nq : 1 (shared)', name='G')
    H = G[1:4]
    H.run_regularly('q = 3*q + N\nx = x + i + 10*N + q')
    G.run_regularly('x *= 2', dt=0.2*ms, when='end')
    run_for(0.4*ms, G)
    return {'q': G.q_[:], 'x': G.x_[:]}


@model
def while_refractory():
    G = NeuronGroup(2, 'dv/dt = 0/ms : 1 (unless refractory)\nw : 1', threshold='v > 1', reset='v = 0', refractory=0.3*ms,
                    method='euler', name='G')
    G.run_regularly('v += 0.3\nw += 1')
    M = StateMonitor(G, ['v', 'w'], record=[0], when='end')
    run_for(1.5*ms, G, M)
    return {'v': M.v[0], 'w': M.w[0]}


@model
def on_synapses():
    G = NeuronGroup(3, 'x : 1\nu : 1', name='G')
    S = Synapses(G, G, 'w : 1\ng : 1 (shared)', name='S')
    S.connect(condition='i != j')
    S.w = 'i + 10*j'
    S.run_regularly('g += 1\nw += g + x_post', name='r1', dt=0.2*ms)
    S.run_regularly('x_post += w', name='r2', order=1)
    S.run_regularly('u_post = w', name='r3', order=2)
    run_for(0.4*ms, G, S)
    return {'x': G.x_[:], 'u': G.u_[:], 'w': S.w_[:], 'g': S.g_[:]}


@model
def orders_and_names():
    G = NeuronGroup(1, 'x : 1', name='G')
    G.run_regularly('x = 2*x + 1', name='b')
    G.run_regularly('x = 3*x + 2', name='a')
    G.run_regularly('x = 5*x + 3', name='first', order=-1)
    G.run_regularly('x = 7*x + 4', name='last', when='after_end')
    G.run_regularly('x = x % 1001', name='before', when='before_start')
    M = StateMonitor(G, 'x', record=True, when='groups')
    run_for(1*ms, G, M)
    return {'x': G.x_[:], 'seen': M.x[0]}


@model
def events():
    G = NeuronGroup(4, 'dv/dt = (1.3 + 0.2*i)/(2*ms) : 1\nk : integer\nseen : 1', method='euler', threshold='v > 1.01',
                    reset='v = 0', events={'half': 'v > 0.5'}, name='G')
    G.set_event_schedule('half', when='before_synapses', order=1)
    G.run_on_event('half', 'k += 1\nseen = v')
    H = NeuronGroup(3, 'x : 1\ny : 1', threshold='x > 5', reset='x = 0', events={'odd': 'int(y) % 2 == 1'}, name='H')
    S = Synapses(G, H, 'w : 1', on_pre='x_post += 1\ny_post += w', on_post='w += 1', on_event={'pre': 'half', 'post': 'odd'},
                 delay=0.2*ms, name='S')
    S.connect(condition='i != j')
    S.w = 1
    monitors = {'half': EventMonitor(G, 'half', variables=['v', 'k'], name='half'),
                'late': EventMonitor(G, 'half', variables=['v'], when='start', name='late'),
                'spiked': SpikeMonitor(G, variables=['v', 'k'], when='after_resets', name='spiked')}
    run_for(5*ms, G, H, S, *monitors.values())
    out = {'x': H.x_[:], 'y': H.y_[:], 'w': S.w_[:], 'seen': G.seen_[:]}
    for name, M in monitors.items():
        out[name + '.t'], out[name + '.i'], out[name + '.v'] = M.t_[:], M.i[:], M.v_[:]
        if name != 'late':
            out[name + '.k'] = M.k_[:]
    return out


@model
def operations_that_stop():
    G = NeuronGroup(2, 'x : 1\ny : 1', name='G')
    fast, slow, times = [], [], []

    @network_operation(when='groups')
    def stops(t):
        fast.append(float(t[:]))
        if len(fast) in (8, 12):
            stop()
        G.x = 'x + t/ms'

    @network_operation(dt=0.25*ms, when='end')
    def late(t):
        slow.append(float(t[:]))
        G.y['i == 1'] = len(slow)

    G.run_regularly('y += x', when='after_end')
    defaultclock.dt = 0.1*ms
    net = Network(G, stops, late)
    for _ in range(3):
        net.run(1*ms)
        times.append(float(net.t_ if isinstance(net.t_, float) else net.t_[:]))  # a view where it was stopped
    return {'fast': fast, 'slow': slow, 'times': times, 'x': G.x_[:], 'y': G.y_[:]}


@model
def selections():
    G = NeuronGroup(8, 'v : 1\nn : integer\nb : boolean\nf = 2*v + i : 1', name='G')
    H = G[2:7]
    S = Synapses(G, H, 'w : 1', name='S')
    S.connect(condition='(i + j) % 2 == 0')
    G.v = 'i'
    G.v[G.indices['i > 4']] = [10, 20, 30]
    G.v[1:4] = 'v + 0.5'
    G.v[::-4] = [1, 2]
    G.n[-3:] = 7
    G.b['v > 3'] = True
    H.v['i >= 3'] = '100 + i'
    H.v[:4:2] = [-1, -2]
    S.w = '10*i + j'
    S.w['i == j'] = 0.5
    S.w[1, :] = 'w + 1000'
    S.w[:, [0, 3]] = 'w + 2000'
    S.w[[6, 4], 2] = [-3, -4]
    S.w[3:5] = -9
    return {'v': G.v[:], 'n': G.n[:], 'b': G.b[:], 'w': S.w[:], 'where': G.v['v > 3 and i < 7'], 'slice': G.f[2:6],
            'index': G.v[[5, 2]], 'backwards': H.v[::-1], 'sub where': H.f['i % 2 == 0'], 'from': S.w[1, :],
            'to': S.w[:, [2, 4]], 'both': S.j[[0, 2], [0, 2]], 'same': S.w['i == j'], 'none': S.w[1, 0],
            'found': H.indices['v > 3']}


def asleep(who):
    G = NeuronGroup(2, 'dv/dt = 1/(0.5*ms) : 1', method='euler', threshold='v >= 0.999', reset='v = 0', name='G')
    H = NeuronGroup(2, 'x : 1', name='H')
    S = Synapses(G, H, on_pre='x_post += 1', delay=0.3*ms, name='S')
    S.connect(j='i')
    M = SpikeMonitor(G, name='M')
    sleeper = {'G': G, 'S': S, 'M': M}[who]
    defaultclock.dt = 0.1*ms
    net = Network(G, H, S, M)
    net.run(0.5*ms)
    sleeper.active = False
    net.run(1*ms)
    x = np.array(H.x_[:])
    sleeper.active = True
    net.run(1*ms)
    return {'asleep': x, 'x': H.x_[:], 'v': G.v_[:], 't': M.t_[:]}


@model
def asleep_G():
    return asleep('G')


@model
def asleep_S():
    return asleep('S')


@model
def smooth_rates():
    P = SpikeGeneratorGroup(4, [0, 1, 2, 0, 3, 1, 2], [0.1, 0.3, 0.3, 1.2, 1.2, 2.5, 3.9]*ms, name='P')
    R = PopulationRateMonitor(P)
    run_for(4*ms, P, R)
    return {'rate': R.rate_, 'gaussian': R.smooth_rate('gaussian', 0.33*ms)/Hz, 'broad': R.smooth_rate('gaussian', 0.9*ms)/Hz,
            'flat': R.smooth_rate('flat', 0.55*ms)/Hz, 'narrow': R.smooth_rate('flat', 0.1*ms)/Hz}


@model
def asleep_M():
    return asleep('M')


def plain(values):
    a = np.atleast_1d(np.asarray(values))
    return (a.astype(int) if a.dtype == bool else a).tolist()


def main():
    lines = []
    for f in models:
        recorded = {name: plain(values) for name, values in f().items()}
        lines.append('%s: %s' % (json.dumps(f.__name__), json.dumps(recorded)))
    sys.stdout.write('{\n' + ',\n'.join(lines) + '\n}\n')


main()
