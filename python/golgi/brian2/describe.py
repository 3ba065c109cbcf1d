"""Describes a Network of Brian, after its before_run, as a model of Golgi: MODEL_FORMAT.md."""
import json
import os
import re

import brian2
import numpy as np
from brian2 import (EventMonitor, NeuronGroup, PoissonGroup, PoissonInput, PopulationRateMonitor, SpatialNeuron, SpikeGeneratorGroup, StateMonitor, Subgroup, Synapses)
from brian2.groups.group import CodeRunner

from .connections import Connections
from .files import number
from .inputs import Inputs
from .monitors import Monitors
from .names import Names, real, targets
from .neurons import Neurons
from .parts import Parts
from .refusals import KINDS


class Description(Parts, Neurons, Connections, Inputs, Monitors):
    """`model` is the model; what cannot be sent is told to `refused`."""

    def __init__(self, net, refused, recorded, namespace, arrays, t, duration):
        self.net, self.arrays, self.refused = net, arrays, refused
        self.names = Names(recorded, namespace, arrays, refused.problem)
        self.monitors, self.synapses, self.groups = [], [], []   # of Brian, for what comes back
        self.final, self.subgroups, self.asleep = {}, {}, []
        self.listed, self.objects = refused.listed, refused.objects
        self.problem, self.place = refused.problem, refused.place
        self.written = set()
        self.model = self.whole(t, duration)

    def whole(self, t, duration):
        main = sorted([o for o in self.listed if isinstance(o, KINDS)], key=self.birth)
        self.refused.check_all()
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

    def describe(self, o):
        for kind, make in ((SpatialNeuron, lambda o: None), (NeuronGroup, self.neurons), (Synapses, self.connected), (PoissonGroup, self.poisson),
                           (SpikeGeneratorGroup, self.generator), (PoissonInput, self.input), (StateMonitor, self.states), (EventMonitor, self.events),
                           (PopulationRateMonitor, self.rates)):
            if isinstance(o, kind):
                return make(o)

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
