"""Writes the words of Brian 2's models: what its classes and functions take and have, and what its texts know.

    /usr/bin/python3 guide_words.py > guide_words.json
"""
import inspect
import json

import brian2
from brian2 import *
from brian2.core.functions import DEFAULT_CONSTANTS, DEFAULT_FUNCTIONS
from brian2.stateupdaters.base import StateUpdateMethod
from brian2.synapses.synapses import SynapticPathway
from brian2.units import constants

CLASSES = [NeuronGroup, Synapses, Subgroup, PoissonGroup, PoissonInput, SpikeGeneratorGroup, TimedArray, BinomialFunction, StateMonitor, SpikeMonitor,
           EventMonitor, PopulationRateMonitor, Network, NetworkOperation, Clock, Equations, SynapticPathway]
FUNCTIONS = [run, store, restore, stop, collect, start_scope, seed, linked_var, network_operation, profiling_summary, scheduling_summary, check_units,
             implementation, declare_types, set_device]

# What the user guide does not name: it is for Brian's own code.
INTERNAL = set("""add_attribute add_dependency add_to_magic_network after_run assign_id before_run check_variable_write code_objects codeobj_class
contained_objects id invalidates_magic_network resolve_all state updaters update_abstract_code register_variable unregister_variable verify_dependencies
implementations epsilon_dt set_interval check_flags check_identifier check_identifiers identifier_checks register_identifier_check eq_expressions
get_substituted_expressions diff_eq_expressions ordered stochastic_type dependencies is_locally_constant sorted_objects objname prepost synapses code
spikes level eqns delay_ it_ dt_ get_profiling_info target_var create_code_objects
create_default_code_object custom_operation runner resize initialise_queue push_spikes check_dependencies""".split())

# What all objects have is one word.
COMMON = set("active clock name get_states set_states run_regularly".split())


def unwrapped(f):
    while hasattr(f, '_orig_func') or hasattr(f, '__wrapped__'):
        f = getattr(f, '_orig_func', None) or f.__wrapped__
    return getattr(f, 'original_function', f)


def takes(f):
    return [p for p in inspect.signature(unwrapped(f)).parameters if p not in {'self', 'args', 'kwds', 'kwargs', 'objs', 'au', 'types'} | INTERNAL]


def has(c):
    mro = [k for k in c.__mro__ if k.__module__.startswith('brian2')]
    names = {n for k in mro for n, v in vars(k).items() if not n.startswith('_') and (callable(v) or isinstance(v, property))}
    return sorted(names - INTERNAL - COMMON - (set() if c is Network else {'run'}))


words = []
for c in CLASSES:
    words += [f'{c.__name__}({p}=)' for p in takes(c.__init__)] + [f'{c.__name__}.{n}' for n in has(c)]
words += [f'.{n}' for n in COMMON]
for f in FUNCTIONS:
    words += [f.__name__] + [f'{f.__name__}({p}=)' for p in takes(f)]
words += [f'{n}()' for n in sorted(DEFAULT_FUNCTIONS)] + sorted(DEFAULT_CONSTANTS)
words += sorted(n for n in dir(constants) if n.endswith(('constant', 'mass', 'charge', 'celsius')))
words += [f"'{m}'" for m in sorted(StateUpdateMethod.stateupdaters)]
for method, args in [(Network.run, None), (Synapses.connect, None), (NeuronGroup.run_regularly, None), (NeuronGroup.run_on_event, None),
                     (NeuronGroup.set_event_schedule, None), (NeuronGroup.get_states, None), (SpikeGeneratorGroup.set_spikes, None),
                     (PopulationRateMonitor.smooth_rate, None)]:
    words += [f'{method.__name__}({p}=)' for p in takes(method)]

# Words of the guide that no class knows: flags, special symbols, options of methods.
words += ['(event-driven)', '(clock-driven)', '(unless refractory)', '(constant)', '(constant over dt)', '(shared)', '(linked)', '(summed)', '(point current)']
words += ['dt', 'i', 'j', 'lastspike', 'lastupdate', 'N', 'N_pre', 'N_post', 'N_incoming', 'N_outgoing', 'not_refractory', 't', 't_in_timesteps', 'xi', 'xi_*']
words += ['adaptable_timestep', 'absolute_error', 'absolute_error_per_variable', 'max_steps', 'use_last_timestep', 'save_failed_steps', 'save_step_count']
print(json.dumps({'source': f'Brian2 {brian2.__version__}, made by guide_words.py', 'words': sorted(set(words))}, indent=0))
