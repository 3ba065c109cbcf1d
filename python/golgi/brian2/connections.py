"""Synapses, their pathways, and what is under way."""
import numpy as np
from brian2.equations.equations import DIFFERENTIAL_EQUATION
from brian2.groups.group import CodeRunner

from .files import number
from .names import unit


class Connections:
    """Describes Synapses; a Description is one."""

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
