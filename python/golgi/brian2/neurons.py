"""Neurons, and what their variables are linked to."""
import re

import numpy as np
from brian2 import PoissonInput, Quantity, Subgroup
from brian2.core.variables import Subexpression
from brian2.groups.group import CodeRunner
from brian2.groups.neurongroup import SubexpressionUpdater

import brian2

from .files import number
from .names import real, unit

OLD = tuple(int(x) for x in re.findall(r'\d+', brian2.__version__)[:2]) < (2, 7)


def rounded(refractory):
    """A refractory period as Brian takes it: before 2.7 it writes six decimals."""
    return float(f'{refractory:f}') if OLD else float(refractory)


class Neurons:
    """Describes a NeuronGroup; a Description is one."""

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
