"""What objects of several kinds have: clocks, equations, code, values."""
import re

import numpy as np
from brian2 import Subgroup
from brian2.core.variables import ArrayVariable, Subexpression
from brian2.equations.equations import DIFFERENTIAL_EQUATION, PARAMETER, SUBEXPRESSION
from brian2.groups.group import CodeRunner
from brian2.stateupdaters.base import StateUpdateMethod, UnsupportedEquationsException
from brian2.utils.stringtools import get_identifiers

from .files import number
from .names import real, unit, without_unused
from .refusals import METHODS


class Parts:
    """Describes parts of objects; a Description is one."""

    def base(self, o, kind):
        return {'kind': kind, 'name': o.name, 'dt': number(o.clock.dt_), 'order': int(o.order)}

    def group(self, g):
        """The name of a group; a subgroup becomes an object of the model."""
        g = real(g)
        if isinstance(g, Subgroup) and g.name not in self.subgroups:
            self.subgroups[g.name] = {'kind': 'subgroup', 'name': g.name, 'of': real(g.source).name, 'start': int(g.start), 'stop': int(g.stop)}
        return g.name

    @staticmethod
    def offset(g):
        return int(g.start) if isinstance(real(g), Subgroup) else 0

    def lines(self, eqs, updaters, drop=()):
        """Equations as text; "constant over dt" subexpressions, which Brian keeps as parameters and code, as themselves."""
        held = {}
        for u in updaters:
            for line in u.abstract_code.splitlines():
                name, _, expression = line.partition(' = ')
                held[name] = expression
        out = []
        for e in eqs:
            if e.varname in drop:
                continue
            kind, expr, flags = e.type, e.expr.code if e.expr is not None else None, list(e.flags)
            if e.varname in held and kind == PARAMETER:
                kind, expr, flags = SUBEXPRESSION, held[e.varname], [f for f in flags if f != 'constant over dt'] + ['constant over dt']
            of = e.var_type if e.var_type in ('integer', 'boolean') else unit(e.dim)
            flags = f' ({", ".join(flags)})' if flags else ''
            left = {DIFFERENTIAL_EQUATION: f'd{e.varname}/dt = {expr}', SUBEXPRESSION: f'{e.varname} = {expr}'}.get(kind, e.varname)
            out.append(f'{left} : {of}{flags}')
        return out

    @staticmethod
    def held(updaters):
        """The subexpressions that are constant over dt."""
        return {line.partition(' = ')[0] for u in updaters for line in u.abstract_code.splitlines()}

    def method(self, o, updater):
        if updater is None:
            return None
        choice, options = updater.method_choice, updater.method_options or {}
        if type(choice) is tuple or type(choice) is list:
            eqs = getattr(o, 'user_equations', None) or o.equations
            if tuple(choice) in (('exact', 'euler', 'heun'), ('linear', 'euler', 'heun'), ('exact', 'linear', 'euler', 'heun')):
                return None
            for one in choice:
                try:
                    (StateUpdateMethod.stateupdaters[one] if isinstance(one, str) else one)(eqs, o.variables, options)
                    choice = one
                    break
                except UnsupportedEquationsException:
                    continue
        if not isinstance(choice, str):
            choice = next((k for k, m in StateUpdateMethod.stateupdaters.items() if m is choice), choice)
        if not isinstance(choice, str) or choice not in METHODS:
            return self.refused.integration(o, choice)
        return choice

    def init(self, o, names, held):
        """Initial values of variables; values that Golgi keeps during a step only come back."""
        out = []
        self.final.setdefault(o.name, []).extend(sorted(held))
        for k in names:
            if k in held:
                continue
            v = o.variables.get(k)
            if not isinstance(v, ArrayVariable) or getattr(v.owner, 'name', None) != o.name or v.name != k:
                continue
            a = np.ravel(np.asarray(v.get_value()))
            one = {'variable': k}
            if k in ('lastspike', 'lastupdate'):
                one['unit'] = 'second'
            if a.size == 0:
                continue
            if np.all(a == a[0]) and (a.dtype.kind != 'f' or np.isfinite(a[0])):
                out.append(dict(one, value=a[0].item()))
            else:
                out.append(dict(one, values=self.arrays.add(a)))
            if k in self.written or k in o.equations.diff_eq_names or k in getattr(o, '_golgi_driven', ()) or k in ('lastspike', 'not_refractory', 'lastupdate'):
                self.final.setdefault(o.name, []).append(k)
        return out

    def variables(self, o, lines):
        """The names of variables with state that equations define."""
        names = [(re.match(r'd(\w+)/dt =', line) or re.match(r'(\w+)', line)).group(1) for line in lines
                 if ' = ' not in line or line.startswith('d') and '/dt = ' in line or line.endswith('(constant over dt)')]
        names = [k for k in names if k not in getattr(o, '_linked_variables', ())]
        return names + [k for k in ('lastspike', 'not_refractory', 'lastupdate') if k in o.variables and k not in names]

    def code(self, o, text):
        return without_unused(text, set(o.variables))

    def regularly(self, o):
        return [self.one_regularly(o, r) for r in o.contained_objects if type(r) is CodeRunner]

    def one_regularly(self, o, r):
        return {'code': self.code(o, r.abstract_code), 'dt': number(r.clock.dt_), 'when': r.when, 'order': int(r.order)}

    def identifiers(self, o, texts):
        ids = set(o.equations.identifiers) if getattr(o, 'equations', None) is not None else set()
        for t in texts:
            ids |= get_identifiers(t)
        for v in o.variables.values():
            if isinstance(v, Subexpression):
                ids |= set(v.identifiers)
        return ids
