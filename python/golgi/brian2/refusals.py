"""What cannot be sent, by the name of each object and with a way out."""
import numpy as np
from brian2 import (EventMonitor, NetworkOperation, NeuronGroup, PoissonGroup, PoissonInput, PopulationRateMonitor, SpatialNeuron, SpikeGeneratorGroup, StateMonitor,
                    Subgroup, Synapses)
from brian2.core.preferences import prefs
from brian2.core.variables import ArrayVariable
from brian2.groups.group import CodeRunner
from brian2.groups.neurongroup import Resetter, StateUpdater, SubexpressionUpdater, Thresholder
from brian2.spatialneuron.spatialneuron import SpatialStateUpdater
from brian2.stateupdaters.GSL import GSLStateUpdater
from brian2.synapses.synapses import StateUpdater as SynapsesStateUpdater, SummedVariableUpdater, SynapticPathway

from .names import real

PARTS = (Thresholder, Resetter, StateUpdater, SubexpressionUpdater, SynapsesStateUpdater, SummedVariableUpdater, SynapticPathway, Subgroup)
KINDS = (NeuronGroup, Synapses, PoissonGroup, SpikeGeneratorGroup, PoissonInput, StateMonitor, EventMonitor, PopulationRateMonitor)
METHODS = {'exact', 'linear', 'independent', 'euler', 'exponential_euler', 'rk2', 'rk4', 'heun', 'milstein', 'rkf45'}
FALLBACK = 'set_device("golgi", fallback=True) lets Brian do such runs'


class Refusals:
    """`problems` are (object, what, way out)."""

    def __init__(self, net):
        self.net, self.problems = net, []
        self.listed = net.sorted_objects
        self.objects = {o.name: o for o in self.listed}

    def problem(self, obj, what, way=''):
        entry = (f'{type(obj).__name__} "{getattr(obj, "name", "?")}"', what, way)
        if entry not in self.problems:
            self.problems.append(entry)

    def error(self):
        """One error that names all that cannot be sent; None: nothing."""
        if not self.problems:
            return None
        lines = [f'  {name}: {what}' + (f'; {way}' if way else '') for name, what, way in self.problems]
        return NotImplementedError('the device "golgi" cannot run this network, because of\n' + '\n'.join(lines) + '\n' + FALLBACK)

    def early(self):
        """Looks for what Brian would refuse in before_run, in words that do not help here: methods of GSL."""
        for o in self.listed:
            choice = o.method_choice if isinstance(o, (StateUpdater, SynapsesStateUpdater)) else None
            if isinstance(choice, GSLStateUpdater) or isinstance(choice, str) and choice.startswith('gsl'):
                self.integration(real(o.group), choice)
        if self.problems:
            self.check_all()

    def check_all(self):
        if prefs.legacy.refractory_timing:
            self.problem(self.net, 'the preference legacy.refractory_timing', 'set it to False')
        for o in self.listed:
            self.check(o)

    def integration(self, o, method):
        self.problem(o, f'the method of integration {method if isinstance(method, str) else "that you have made"}', f'there are {", ".join(sorted(METHODS))}')

    def check(self, o):
        if isinstance(o, NetworkOperation):
            return self.problem(o, 'a function in Python within a run', 'write it as run_regularly, a TimedArray, or several runs')
        if isinstance(o, SpatialNeuron):
            return self.problem(o, 'a neuron in space')
        if isinstance(o, SpatialStateUpdater):
            return None      # its neuron has been named
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
