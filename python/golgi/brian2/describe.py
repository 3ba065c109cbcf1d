"""Describes a Network of Brian, after its before_run, as a model of Golgi: MODEL_FORMAT.md."""
import json
import os
import re

import brian2
import numpy as np
from brian2 import (EventMonitor, NetworkOperation, NeuronGroup, PoissonGroup, PoissonInput, PopulationRateMonitor, Quantity, SpatialNeuron,
                    SpikeGeneratorGroup, SpikeMonitor, StateMonitor, Subgroup, Synapses)
from brian2.core.preferences import prefs
from brian2.core.variables import ArrayVariable, Subexpression
from brian2.equations.equations import DIFFERENTIAL_EQUATION, PARAMETER, SUBEXPRESSION
from brian2.groups.group import CodeRunner
from brian2.groups.neurongroup import Resetter, StateUpdater, SubexpressionUpdater, Thresholder
from brian2.stateupdaters.base import StateUpdateMethod, UnsupportedEquationsException
from brian2.synapses.synapses import StateUpdater as SynapsesStateUpdater, SummedVariableUpdater, SynapticPathway
from brian2.utils.stringtools import get_identifiers

from .files import number
from .names import Names, real, targets, unit, without_unused

PARTS = (Thresholder, Resetter, StateUpdater, SubexpressionUpdater, SynapsesStateUpdater, SummedVariableUpdater, SynapticPathway, Subgroup)
KINDS = (NeuronGroup, Synapses, PoissonGroup, SpikeGeneratorGroup, PoissonInput, StateMonitor, EventMonitor, PopulationRateMonitor)
METHODS = {'exact', 'linear', 'independent', 'euler', 'exponential_euler', 'rk2', 'rk4', 'heun', 'milstein', 'rkf45'}
OLD = tuple(int(x) for x in re.findall(r'\d+', brian2.__version__)[:2]) < (2, 7)


def rounded(refractory):
    """A refractory period as Brian takes it: before 2.7 it writes six decimals."""
    return float(f'{refractory:f}') if OLD else float(refractory)


class Description:
    """`model` is the model; `problems` what cannot be sent: (object, what, way out)."""

    def __init__(self, net, recorded, namespace, arrays, t, duration):
        self.net, self.arrays, self.problems = net, arrays, []
        self.names = Names(recorded, namespace, arrays, self.problem)
        self.monitors, self.synapses, self.groups = [], [], []   # of Brian, for what comes back
        self.final, self.subgroups, self.asleep = {}, {}, []
        self.listed = net.sorted_objects
        self.objects = {o.name: o for o in self.listed}
        self.written = set()
        self.model = self.whole(t, duration)

    def problem(self, obj, what, way=''):
        entry = (f'{type(obj).__name__} "{getattr(obj, "name", "?")}"', what, way)
        if entry not in self.problems:
            self.problems.append(entry)

    # ---- the network ---------------------------------------------------------------------------------------------------
    def whole(self, t, duration):
        if prefs.legacy.refractory_timing:
            self.problem(self.net, 'the preference legacy.refractory_timing', 'set it to False')
        main = sorted([o for o in self.listed if isinstance(o, KINDS)], key=self.birth)
        for o in self.listed:
            self.check(o)
        main = self.with_sources(main)
        self.find_written(main)
        described = [(o, self.describe(o)) for o in main]
        for o in self.listed:
            if type(o) is CodeRunner and isinstance(real(o.group), Subgroup):
                self.regularly_of_subgroup(o)
        of_kind = {'groups': [], 'synapses': [], 'rest': []}
        for o, d in described:
            if d is not None:
                of_kind['synapses' if isinstance(o, Synapses) else 'rest' if d['kind'].endswith(('monitor', 'input')) else 'groups'].append(d)
        groups = self.links_first(of_kind['groups'])
        objects = groups + list(self.subgroups.values()) + self.synapses_first(of_kind['synapses']) + of_kind['rest']
        there = {d['name'] for d in objects}
        return {'format': 'golgi-model/1', 'name': self.net.name, 'dt': number(self.step(objects)), 'start': number(t), 'allow_nan': True,
                'streams': 'positions', 'slots': list(self.net.schedule), 'objects': objects,
                'final': {k: v for k, v in self.final.items() if k in there and v},
                'schedule': [{'deactivate': name} for name in self.asleep if name in there] + [{'run': number(duration)}]}

    def step(self, objects):
        dts = [o['dt'] for o in objects if 'dt' in o]
        return min(dts) if dts else float(brian2.defaultclock.dt)

    @staticmethod
    def birth(o):
        born = [getattr(v, '_golgi_born', None) for v in getattr(o, 'variables', {}).values() if getattr(getattr(v, 'owner', None), 'name', None) == o.name]
        born = [b for b in born if b is not None]
        natural = [int(x) if x.isdigit() else x for x in re.split(r'(\d+)', o.name)]
        return (min(born) if born else np.inf, natural)

    def with_sources(self, main):
        """The objects, and before them those outside of the network, or inactive, to which active ones refer."""
        out, seen = [], set()

        def visit(o, needed):
            o = real(o)
            if isinstance(o, Subgroup):
                o = real(o.source)
            if o is None or o.name in seen or not isinstance(o, KINDS):
                return
            active = o.name in self.objects and o.active
            if not active and not needed and not isinstance(o, (NeuronGroup, PoissonGroup, SpikeGeneratorGroup)):
                return       # nobody asks for it
            seen.add(o.name)
            for p in self.references(o):
                visit(p, True)
            if not active:
                self.asleep.append(o.name)
            out.append(o)
        for o in main:
            visit(o, False)
        return out

    @staticmethod
    def references(o):
        if isinstance(o, Synapses):
            return [o.source, o.target]
        if isinstance(o, NeuronGroup):
            owners = {getattr(v.owner, 'name', o.name): v.owner for v in o.variables.values() if v.owner is not None}
            return [owners[name] for name in sorted(owners) if name != o.name and isinstance(real(owners[name]), NeuronGroup)]
        if isinstance(o, PoissonInput):
            return [o.group]
        return [o.source] if hasattr(o, 'source') and not isinstance(o, (PoissonGroup, SpikeGeneratorGroup)) else []

    def links_first(self, groups):
        out, names = [], set()
        while groups:
            ready = [g for g in groups if all(x['of'] in names or x['of'] == g['name'] for x in g.get('linked', {}).values())]
            if not ready:
                self.problem(self.objects[groups[0]['name']], 'links that lead in a circle')
                return out + groups
            out, names = out + ready, names | {g['name'] for g in ready}
            groups = [g for g in groups if g['name'] not in names]
        return out

    @staticmethod
    def synapses_first(synapses):
        """Synapses onto synapses come after these."""
        out, waiting = [], {d['name'] for d in synapses}
        while synapses:
            ready = [d for d in synapses if d['source'] not in waiting and d['target'] not in waiting] or synapses
            out += ready
            waiting -= {d['name'] for d in ready}
            synapses = [d for d in synapses if d['name'] in waiting]
        return out

    def find_written(self, main):
        """The names of variables that code may change: parameters that are not among them need not come back."""
        for o in main:
            texts = [r.abstract_code for r in o.contained_objects if type(r) is CodeRunner]
            texts += list(getattr(o, 'event_codes', {}).values())
            texts += [p.code for p in getattr(o, '_pathways', ())]
            for text in texts:
                for name in targets(text):
                    self.written |= {name, re.sub('_(pre|post)$', '', name)}
            self.written |= {re.sub('_(pre|post)$', '', name) for name in getattr(o, 'summed_updaters', {})}
            if isinstance(o, PoissonInput):
                self.written.add(o.target_var)
        for o in self.listed:
            if type(o) is CodeRunner:
                self.written |= targets(o.abstract_code)
        for o in main:      # what a link leads to is written under the name of the link
            for name in getattr(o, '_linked_variables', ()):
                if name in self.written and name in o.variables:
                    self.written.add(o.variables[name].name)

    # ---- what cannot be sent -------------------------------------------------------------------------------------------
    def check(self, o):
        if isinstance(o, NetworkOperation):
            return self.problem(o, 'a function in Python within a run', 'write it as run_regularly, a TimedArray, or several runs')
        if isinstance(o, SpatialNeuron):
            return self.problem(o, 'a neuron in space')
        if type(o) is CodeRunner or isinstance(o, PARTS):
            group = real(getattr(o, 'group', None))
            if type(o) is CodeRunner and (o.template != 'stateupdate' or o.template_kwds):
                self.problem(o, f'a code runner with the template {o.template}')
            elif group is not None and not isinstance(group, Subgroup) and group.name in self.objects and o.active != self.objects[group.name].active:
                self.problem(o, 'that it is ' + ('active' if o.active else 'inactive') + ', unlike what it belongs to', 'set active of the whole object')
        elif not isinstance(o, KINDS):
            return self.problem(o, 'an object of a class that is not known here')
        base = next(c for c in type(o).__mro__ if c.__module__.startswith('brian2.'))
        for m in ('run', 'before_run', 'after_run', 'update_abstract_code', 'create_code_objects'):
            if getattr(type(o), m, None) is not getattr(base, m, None):
                self.problem(o, f'a subclass of {base.__name__} with a {m}() of its own')
        for k, v in getattr(o, 'variables', {}).items():
            if isinstance(v, ArrayVariable) and getattr(v.owner, 'name', None) == o.name and v.dtype == np.float32 and not isinstance(
                    o, (StateMonitor, EventMonitor, PopulationRateMonitor)):
                self.problem(o, f'the variable {k} of type float32', 'keep the default, float64')

    def place(self, part, when, order, what):
        """Refuses parts at another place than they have by default, where a model has no word for that."""
        if part is not None and (part.when, part.order) != (when, order):
            self.problem(part, f'a {what} at when={part.when!r}, order={part.order}', f'leave it at {when!r}, {order}')

    # ---- parts of objects ----------------------------------------------------------------------------------------------
    def base(self, o, kind):
        return {'kind': kind, 'name': o.name, 'dt': number(o.clock.dt_), 'order': int(o.order)}

    def group(self, g):
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
            name = choice if isinstance(choice, str) else 'that you have made'
            self.problem(o, f'the method of integration {name}', f'there are {", ".join(sorted(METHODS))}')
            return None
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

    # ---- kinds ---------------------------------------------------------------------------------------------------------
    def describe(self, o):
        for kind, make in ((SpatialNeuron, lambda o: None), (NeuronGroup, self.neurons), (Synapses, self.connected), (PoissonGroup, self.poisson),
                           (SpikeGeneratorGroup, self.generator), (PoissonInput, self.input), (StateMonitor, self.states), (EventMonitor, self.events),
                           (PopulationRateMonitor, self.rates)):
            if isinstance(o, kind):
                return make(o)

    def neurons(self, g):
        d = dict(self.base(g, 'neurons'), n=int(g._N))
        updaters = [o for o in g.contained_objects if isinstance(o, SubexpressionUpdater)]
        d['model'] = self.lines(g.user_equations.values(), updaters)
        d['method'] = self.method(g, g.state_updater)
        self.place(g.state_updater, 'groups', g.order, 'state updater')
        for u in updaters:
            self.place(u, 'before_start', g.order, 'update of subexpressions')
        texts = [r.abstract_code for r in g.contained_objects if type(r) is CodeRunner]
        texts += [r.abstract_code for r in self.listed if type(r) is CodeRunner and isinstance(real(r.group), Subgroup)]
        texts += [o._weight for o in self.listed if isinstance(o, PoissonInput) and isinstance(o._weight, str)]
        for event, condition in g.events.items():
            test, reset = g.thresholder[event], getattr(g, 'resetter', {}).get(event)
            texts += [condition] + ([g.event_codes[event]] if reset is not None else [])
            if event == 'spike':
                d['threshold'] = condition
                if reset is not None:
                    d['reset'] = self.code(g, g.event_codes[event])
                    self.place(reset, 'resets', g.order, 'reset')
            else:
                d.setdefault('events', {})[event] = condition
                if reset is not None:
                    d.setdefault('run_on_event', []).append({'event': event, 'code': self.code(g, g.event_codes[event]), 'when': reset.when, 'order': int(reset.order)})
            if event != 'spike' or (test.when, test.order) != ('thresholds', g.order):
                d.setdefault('event_schedule', []).append({'event': event, 'when': test.when, 'order': int(test.order)})
        if isinstance(g._refractory, Quantity):
            d['refractory'] = {'value': number(rounded(g._refractory))}
        elif g._refractory is not False:
            d['refractory'] = str(g._refractory)
            texts.append(str(g._refractory))
        self.links(g, d)
        ids = self.identifiers(g, texts) | set(g.user_equations.identifiers)
        d['namespace'] = self.names.of(g, ids)
        d['init'] = self.init(g, self.variables(g, d['model']), self.held(updaters))
        d['run_regularly'] = self.regularly(g)
        self.groups.append(g)
        return d

    def links(self, g, d):
        links = {}
        for name in sorted(g._linked_variables):
            if name not in g.variables:
                self.problem(g, f'the linked variable {name}, which is not linked', 'give it a linked_var')
                continue
            if isinstance(g.variables[name], Subexpression):
                text = self.copied(g, name, name, links, d)
                d['model'] = [re.sub(r'\s*\([^()]*\)$', '', f'{name} = {text} :{line.split(":", 1)[1]}') if line.startswith(name + ' :') else line
                              for line in d['model']]
            else:
                links[name] = self.link(g, name)
        if links:
            d['linked'] = links

    def link(self, g, name):
        var, index = g.variables[name], g.variables.indices[name]
        out = {'of': real(var.owner).name, 'variable': var.name}
        if index not in ('_idx', '0'):
            out['index'] = self.arrays.add(np.asarray(g.variables[index].get_value()))
        return out

    def copied(self, g, top, name, links, d):
        """The text of a link to a subexpression, which Brian copies: it refers to variables of the other group, to which it is linked."""
        var, index = g.variables[name], g.variables.indices[name]
        text = var.expr
        for k in sorted(var.identifiers):
            if not (k.startswith('_') and k in g.variables):
                continue
            if isinstance(g.variables[k], Subexpression):
                text = re.sub(rf'\b{k}\b', f'({self.copied(g, top, k, links, d)})', text)
                continue
            mine = 'link' + k
            if mine not in links:
                links[mine] = self.link(g, k)
                v = g.variables[k]
                of = {'i': 'integer', 'u': 'integer', 'b': 'boolean'}.get(np.dtype(v.dtype).kind) or unit(v.dim)
                d['model'].append(f'{mine} : {of} (linked)')
            text = re.sub(rf'\b{k}\b', mine, text)
        return text

    def connected(self, s):
        if not s._connect_called:
            return self.problem(s, 'synapses that were never connected', 'call connect()')
        multi = s.multisynaptic_index
        updaters = [s.subexpression_updater] if s.subexpression_updater is not None else []
        d = dict(self.base(s, 'synapses'), source=self.group(s.source), target=self.group(s.target))
        lines = self.lines(s.equations.values(), updaters, drop={multi})
        driven = []
        if s.event_driven is not None:
            driven = [e for e in s.event_driven.values() if e.type == DIFFERENTIAL_EQUATION]
            lines += self.lines(driven, [])
        s._golgi_driven = {e.varname for e in driven}
        names = self.variables(s, lines)
        texts = [r.abstract_code for r in s.contained_objects if type(r) is CodeRunner]
        for name, u in s.summed_updaters.items():
            lines.append(f'{name} = {u.expression.code} : {unit(s.variables["_summed_" + name].dim)} (summed)')
            texts.append(u.expression.code)
            self.place(u, 'groups', s.target.order - 1 if name.endswith('_post') else s.source.order - 1, 'sum')
        d['model'] = lines
        d['method'] = self.method(s, s.state_updater)
        for end, first in (('source', '_synaptic_pre'), ('target', '_synaptic_post')):
            a = np.asarray(s.variables[first].get_value()) - self.offset(getattr(s, end))
            d.setdefault('connect', [{}])[0]['i' if end == 'source' else 'j'] = self.arrays.add(a.astype(np.int32))
        if multi:
            d['multisynaptic_index'] = multi
        for p in s._pathways:
            self.pathway(s, p, d)
            texts.append(p.code)
        ids = self.identifiers(s, texts) | (set(s.event_driven.identifiers) if s.event_driven is not None else set())
        d['namespace'] = self.names.of(s, ids)
        d['init'] = self.init(s, names, self.held(updaters))
        d['run_regularly'] = self.regularly(s)
        self.synapses.append(s)
        return d

    def pathway(self, s, p, d):
        name = p.objname
        d.setdefault('on_' + p.prepost, {})[name] = self.code(s, p.code)
        if p.event != 'spike':
            d.setdefault('on_event', {})[name] = p.event
        d.setdefault('pathways', []).append({'pathway': name, 'when': p.when, 'order': int(p.order)})
        delay = np.ravel(np.asarray(p.variables['delay'].get_value()))
        if (delay < 0).any():
            self.problem(p, 'a negative delay')
        if delay.size and (delay != 0).any():
            one = {'value': number(delay[0])} if p.variables['delay'].scalar else {'values': self.arrays.add(delay)}
            d.setdefault('delay', []).append(dict(one, pathway=name))
        spikes = p.queue.spikes()
        if len(spikes):
            d.setdefault('under_way', []).append({'pathway': name, 'steps': self.arrays.add(spikes[:, 0]), 'synapses': self.arrays.add(spikes[:, 1])})
        self.final.setdefault(s.name, []).append(name + '.under_way')

    def poisson(self, g):
        d = dict(self.base(g, 'poisson_group'), n=int(g._N))
        texts = [r.abstract_code for r in g.contained_objects if type(r) is CodeRunner]
        if isinstance(g._rates, str):
            d['rates'] = g._rates
            texts.append(g._rates)
        else:
            rates = np.ravel(np.asarray(g.variables['rates'].get_value(), dtype=float))
            d['rates'] = self.arrays.add(np.broadcast_to(rates, (int(g._N),)))
            if 'rates' in self.written:
                self.final.setdefault(g.name, []).append('rates')
        self.place(g.thresholder['spike'], 'thresholds', g.order, 'threshold')
        d['namespace'] = self.names.of(g, self.identifiers(g, texts))
        d['run_regularly'] = self.regularly(g)
        return d

    def generator(self, g):
        if any(type(r) is CodeRunner for r in g.contained_objects):
            self.problem(g, 'run_regularly of a SpikeGeneratorGroup')
        value = lambda k: np.ravel(np.asarray(g.variables[k].get_value()))
        d = dict(self.base(g, 'spike_generator'), n=int(g.variables['N'].get_value()), when=g.when,
                 indices=self.arrays.add(value('neuron_index')), times=self.arrays.add(value('spike_time')))
        if value('period')[0]:
            d['period'] = number(value('period')[0])
        self.groups.append(g)
        return d

    def input(self, o):
        group, weight = real(o.group), o._weight
        if not isinstance(weight, str):
            weight = {'value': number(float(weight)), 'unit': unit(weight.dim) if isinstance(weight, Quantity) else '1'}
        d = dict(self.base(o, 'poisson_input'), of=self.group(group), variable=o.target_var, n=int(o.N), rate=number(float(o.rate)), weight=weight, when=o.when)
        return d         # the names of its weight are those of the group

    def states(self, m):
        self.monitors.append(m)
        if not m.record_variables:
            return None
        return dict(self.base(m, 'state_monitor'), of=self.group(m.source), variables=list(m.record_variables),
                    record=self.arrays.add(np.asarray(m.record)), when=m.when)

    def events(self, m):
        self.monitors.append(m)
        d = dict(self.base(m, 'spike_monitor' if m.event == 'spike' else 'event_monitor'), of=self.group(m.source), when=m.when,
                 variables=sorted(v for v in m.record_variables if v not in ('i', 't')))
        if m.event != 'spike':
            d['event'] = m.event
        del d['dt']
        return d

    def rates(self, m):
        self.monitors.append(m)
        d = dict(self.base(m, 'rate_monitor'), of=self.group(m.source))
        del d['dt']
        self.place(m, 'end', m.order, 'rate monitor')
        return d

    def regularly_of_subgroup(self, r):
        g = real(r.group)
        self.subgroups[self.group(g)].setdefault('run_regularly', []).append(self.one_regularly(g, r))

    def others(self):
        """Poisson groups and whatever else may have a state that comes back."""
        return [o for o in self.objects.values() if o not in self.groups and o not in self.synapses]

    def write(self, folder):
        """Writes the model and its arrays."""
        with open(os.path.join(folder, 'model.json'), 'w') as f:
            f.write(json.dumps(self.model))     # which is ten times faster than dump
        self.arrays.write(folder)
