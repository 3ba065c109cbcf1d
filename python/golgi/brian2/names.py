"""What names in equations and code mean: units, constants, functions of time."""
import numbers
import re

import numpy as np
from brian2 import TimedArray
from brian2.core.functions import DEFAULT_CONSTANTS, DEFAULT_FUNCTIONS, Function
from brian2.core.namespace import DEFAULT_UNITS
from brian2.core.variables import Constant
from brian2.input.binomial import BinomialFunction

from .files import number

BUILT_IN = dict(DEFAULT_FUNCTIONS)    # as they are before anybody replaces one
BASE = ['meter', 'kilogram', 'second', 'amp', 'kelvin', 'mole', 'candle']


def unit(dim):
    """The unit of a dimension in base units, as text."""
    parts = []
    for base, exponent in zip(BASE, dim._dims):
        e = float(exponent)
        if e:
            parts.append(base if e == 1 else f'{base}**{int(e) if e == int(e) else e}')
    return '*'.join(parts) or '1'


def real(obj):
    """The object behind a weak proxy."""
    try:
        return obj.__repr__.__self__
    except AttributeError:
        return obj


class Names:
    """Finds the names of objects from outside, as Brian resolves them for the code of a run."""

    def __init__(self, recorded, run_namespace, arrays, problem):
        self.ns, self.arrays, self.problem = run_namespace, arrays, problem
        self.recorded = {}
        for owner, variables in recorded:
            self.recorded.setdefault(getattr(owner, 'name', None), []).append(variables)

    def of(self, obj, identifiers):
        """The namespace of an object in a model."""
        obj, found = real(obj), {}
        for variables in self.recorded.get(obj.name, []):
            for k, v in variables.items():
                if isinstance(v, Constant) and v.owner is None or isinstance(v, Function):
                    found[k] = v
        own = set(getattr(obj, 'variables', {}))
        for k in sorted({i for i in identifiers if i not in own and i not in found and i != 'xi' and not i.startswith('xi_')}):
            try:
                found[k] = obj._resolve(k, self.ns, user_identifier=False)
            except KeyError:
                continue
        out = {}
        for k in sorted(found):
            # Brian's own units and constants win over names of the user of the same spelling
            if k in DEFAULT_UNITS or k in DEFAULT_CONSTANTS or k.startswith('_'):
                continue
            meaning = self.meaning(obj, k, found[k])
            if meaning is not None:
                out[k] = meaning
        return out

    def meaning(self, obj, name, v):
        if isinstance(v, Function):
            return self.function(obj, name, v)
        if not isinstance(v, Constant):
            return None
        value = v.get_value()
        if isinstance(value, (bool, np.bool_)):
            return {'value': bool(value), 'type': 'boolean'}
        if isinstance(value, (numbers.Integral, np.integer)) and v.dim.is_dimensionless and abs(int(value)) <= 1 << 53:
            return {'value': int(value), 'type': 'integer'}
        value = number(np.asarray(value, dtype=float))
        if value == 'nan':
            self.problem(obj, f'the constant {name}, which is NaN', 'give it a value')
            return None
        return {'value': value, 'unit': unit(v.dim)}

    def function(self, obj, name, f):
        if isinstance(f, TimedArray):
            return {'values': self.arrays.add(f.values), 'dt': number(f.dt), 'unit': unit(f.dim)}
        for k, d in BUILT_IN.items():
            if d is f:
                if k != name:
                    self.problem(obj, f'the function {k}() under the name {name}', f'call it {k}')
                return None
        if isinstance(f, BinomialFunction) and name.startswith('poissoninput_binomial'):
            return None      # that of a PoissonInput, which is sent itself
        if isinstance(f, BinomialFunction):
            self.problem(obj, f'the BinomialFunction {name}()', 'a PoissonInput draws from this distribution, too')
        else:
            self.problem(obj, f'the function {name}() of your own', 'write it out as an expression of the equations')
        return None


TARGET = re.compile(r'^\s*([A-Za-z_]\w*)\s*(?:[-+*/%]|//|\*\*)?=(?!=)', re.MULTILINE)


def statements(code):
    """The lines of code without comments; several may stand in one."""
    return [s for line in code.splitlines() for s in line.split('#')[0].split(';') if s.strip()]


def targets(code):
    """The names that code assigns to."""
    return {m.group(1) for s in statements(code) for m in [TARGET.match(s)] if m}


def without_unused(code, known):
    """Code without assignments to temporary names that nothing reads, which Brian lets be, and Golgi refuses."""
    lines = statements(code)
    while True:
        kept = []
        for k, s in enumerate(lines):
            m = TARGET.match(s)
            name = m.group(1) if m else None
            rest = lines[:k] + lines[k + 1:] + [s[m.end():]] if m else []
            reads = any(re.search(rf'\b{name}\b', TARGET.sub('', r) if r.lstrip().startswith(name) and '=' in r else r) for r in rest) if m else True
            if m and name not in known and not reads:
                continue
            kept.append(s.strip())
        if len(kept) == len(lines):
            return '\n'.join(kept) if len(kept) < len(statements(code)) else code
        lines = kept
