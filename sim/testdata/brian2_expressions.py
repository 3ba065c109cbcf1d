#!/usr/bin/python3
"""Records what real Brian 2 makes of expressions: type, dimension, and values over a grid of arguments.

  apt-get install python3-brian
  /usr/bin/python3 -W ignore brian2_expressions.py > brian2_expressions.json

Brian 2 2.5.1, numpy target, float64. An expression is recorded as
  {"text", "type": boolean | integer | float, "unit": as Brian 2 writes it, "values": one for each row of the grid}
or, where Brian 2 refuses it, as {"text", "refused": why}. "nan", "inf" and "-inf" stand for these floats; -0.0 is what it is."""
import sys, json, math, logging, warnings
warnings.filterwarnings('ignore')
import numpy as np
import brian2
from brian2 import NeuronGroup, Network, defaultclock, prefs, mV
from brian2.parsing.bast import brian_ast
from brian2.parsing.expressions import parse_expression_dimensions
from brian2.utils.stringtools import get_identifiers
prefs.codegen.target = 'numpy'
brian2.BrianLogger.suppress_hierarchy('brian2')
logging.getLogger('brian2').setLevel(logging.CRITICAL)

X = [-2.5, -1.0, -0.75, -0.0, 0.0, 0.3, 1.0, 1.5, 3.0]
Y = [2.0, -0.5, 0.75]
K = [-7, -2, -1, 0, 1, 2, 5]
L = [-3, 2, 1]
GRID = [(k, l, X[n % len(X)], Y[(n + k) % len(Y)], k > l, (n + l) % 2 == 0)
        for n, (k, l) in enumerate((k, l) for k in K for l in L)]

TEXTS = []
for op in '+ - * / // % **'.split():
    TEXTS += ['%s %s %s' % (a, op, b) for a, b in
              ['kl', 'xy', 'kx', 'xk', ('k', '2'), ('k', '3.0'), ('2', 'k'), ('x', '2'), ('x', '-2'), ('2', 'x'), ('7', '3'), ('-7', '3'),
               ('7', '-3'), ('7.5', '-2'), 'bc', 'bk', 'kb', 'bx', ('b', '2'), ('True', 'x')]]
for op in '< <= > >= == !='.split():
    TEXTS += ['%s %s %s' % (a, op, b) for a, b in ['kl', 'xy', 'kx', ('k', '0'), ('x', '0'), 'bc', 'bk', ('b', 'True'), ('b', '1'), ('k', 'True')]]
TEXTS += ['k**0', 'k**1', 'k**3', 'k**-1', 'k**0.5', 'k**2.0', 'x**0', 'x**0.5', 'x**-1', '0**0', '0.0**0', '2**-1', '2**3', '(-2)**2', '-2**2',
          '(-2)**k', '-k**2', '2**3**2', '0**k', '1**x', 'x**k', 'k**k', '(k*k)**0.5', '10**2', '10**-2', '2.0**3',
          '-k', '+k', '-x', '-b', '+b', '-(k < l)', 'not b', 'not k', 'not x', 'not (x < y)', 'not not b',
          'b and c', 'b or c', 'b and k', 'k and l', 'x or b', 'b and k < l', 'b and not c or k > 0', 'k < l < 2', '1 < 2', 'True', 'False', 'True + 1',
          'k - l*2//3', 'k*l % 3', '-k // 2', '-(k // 2)', '-k % 3', 'k/2*2', 'k//2*2 + k % 2', '1/2', '1//2', '3 % 2', '1/2.0', '5 - 7', '2*3.0',
          'k & l', 'k | l', '~k', 'k << 1', 'k if b else l', 'x is y', 'k in l', 'k == l == 1']
for f in 'abs arccos arcsin arctan ceil cos cosh exp expm1 exprel floor int log log10 log1p sign sin sinh sqrt tan tanh'.split():
    TEXTS += ['%s(%s)' % (f, a) for a in ['x', 'k', 'b', 'x < y', '2', '-0.5', 'v', 'v/mV', 'x, y', '']]
TEXTS += ['int(%s)' % a for a in ['-1.9', '1.9', '-x', 'True', 'k/2', '0.5 + x', 'not b', 'k // 2', '1e9']]
TEXTS += ['clip(%s)' % a for a in ['x, 0, 1', 'k, -1, 1', 'x, k, 2', 'k, -0.5, 1', 'k, l, 2', 'b, 0, 1', '1, x, y', 'k, 1, -1', 'x, 1.0, -1.0', 'v, -mV, 2*mV',
                                      'v, 0, 1', 'x, y', '2, 0, 1', 'x, b, 2', 'k, x, l']]
TEXTS += ['timestep(%s)' % a for a in ['x*ms, 0.1*ms', 'k*ms, 0.3*ms', 'x, 1', 't, dt', 'abs(x)*ms, dt', '0.35*ms, dt', 'k*dt, dt', 'x*ms']]
TEXTS += ['v + v', 'v + 1', 'v*2', 'v/2', 'v*v', 'v/v', 'v//(2*mV)', 'v % (2*mV)', 'v % 2', 'v**2', 'v**-1', 'v**0.5', 'v**k', '2**v', 'v > 0*volt', 'v > 0', '-v',
          'k*mV', 'k*v', 'b*v', 'v*(x < y)', 'sqrt(v**2)', 'sqrt(v*v)', 'int(v/mV)', 'sign(v)*2', 'abs(v)/mV', 'exp(v/mV)', '(v/mV)**2', 'v**2/mV**2', 'v and b',
          'pi', 'e', 'inf', '-inf', 'pi*k', 'inf*0', 'exp(1)', 'e**2', 'exp(-inf)', 'i', 'N', 'i/N', 'i//2', 't', 'dt', 't/dt', 'i % 2 == 0', 'int(t/dt)', 'sin(pi*x)']


def number(x):
    if isinstance(x, (bool, np.bool_)):
        return int(x)
    if isinstance(x, (int, np.integer)):
        return int(x)
    x = float(x)
    return repr(x) if math.isnan(x) or math.isinf(x) else x


def group(equations=''):
    """Neurons with the arguments of the grid."""
    G = NeuronGroup(len(GRID), 'k : integer\nl : integer\nx : 1\ny : 1\nb : boolean\nc : boolean\nv : volt\n' + equations)
    for n, name in enumerate('klxybc'):
        setattr(G, name, [row[n] for row in GRID])
    G.v = G.x*mV
    return G


def record(text):
    try:
        G = group()
        names = get_identifiers(text) - set(G.variables) - {'and', 'or', 'not', 'True', 'False'}
        variables = dict(G.variables, **G.resolve_all(names, run_namespace={}))
        kind, dim = brian_ast(text, variables).dtype, parse_expression_dimensions(text, variables)
        G = group('r : ' + spelled(dim))
        G.run_regularly('r = ' + text)
        Network(G).run(defaultclock.dt)
    except BaseException as ex:
        while ex.__cause__ is not None:
            ex = ex.__cause__
        return {'text': text, 'refused': '%s: %s' % (type(ex).__name__, str(ex).split('\n')[0][:120])}
    return {'text': text, 'type': kind, 'unit': spelled(dim), 'values': [number(r) for r in np.asarray(G.r[:])]}


BASE = ['metre', 'kilogram', 'second', 'amp', 'kelvin', 'mole', 'candle']


def spelled(dim):
    """The unit in base units, as "metre**2*kilogram*second**-3*amp**-1"."""
    parts = ['%s**%g' % (b, p) if p != 1 else b for b, p in zip(BASE, dim._dims) if p != 0]
    return '*'.join(parts) or '1'


cases = [record(text) for text in dict.fromkeys(TEXTS)]
print('{\n"source": "Brian %s, numpy target",\n"grid": {' % brian2.__version__)
print(',\n'.join('  "%s": %s' % (name, json.dumps([number(row[n]) for row in GRID])) for n, name in enumerate('klxybc')))
print('},\n"expressions": [')
print(',\n'.join('  ' + json.dumps(c, separators=(',', ':')) for c in cases))
print(']\n}')
