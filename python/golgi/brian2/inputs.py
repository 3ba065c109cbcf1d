"""Inputs: Poisson groups, given spikes, Poisson trains onto a variable."""
import numpy as np
from brian2 import Quantity
from brian2.groups.group import CodeRunner

from .files import number
from .names import real, unit


class Inputs:
    """Describes inputs; a Description is one."""

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
