"""Brings what Golgi has simulated into the objects of Brian, in place, so that what the user holds stays valid."""
import numpy as np
from brian2 import SpikeGeneratorGroup, StateMonitor


def write_back(net, description, results, t_start, at):
    """`at` is the time reached. Returns nothing: all is in Brian's objects."""
    steps = {c: (first, last_step(c, at)) for c, first in t_start.items()}
    final = results.all['final'] if any(last > first for first, last in steps.values()) else {}   # without a step nothing has changed
    for name, values in final.items():
        owner = next(o for o in description.synapses + description.groups + description.others() if o.name == name)
        for variable, stored in values.items():
            if not variable.endswith('.under_way'):
                into = owner.variables[variable].get_value()
                into[...] = results.array(stored).reshape(np.shape(into))
    for s in description.synapses:
        if s.name not in description.objects or not s.active:
            continue
        for p in s._pathways:
            stored = final.get(s.name, {}).get(p.objname + '.under_way')
            if stored is not None:
                p.queue.replace(p.source.clock.dt_, results.array(stored).astype(int).reshape(-1, 2))
    for m in description.monitors:
        if m.name in description.objects and m.active:
            record(m, results, steps)
    for g in description.groups:
        if isinstance(g, SpikeGeneratorGroup) and g.name in description.objects and g.active:
            generated(g, *steps[g.clock])
        for name, v in g.variables.items():
            if name.startswith('_') and name.endswith('space') and getattr(v.owner, 'name', None) == g.name:
                v.get_value()[-1] = 0
    for c, (_, last) in steps.items():
        c.variables['timestep'].set_value(last)
        c.variables['t'].set_value(last * c.dt_)


def last_step(clock, at):
    """The step at which a clock stands at a time, as Brian has it."""
    return int(clock._calc_timestep(at)) if hasattr(clock, '_calc_timestep') else int(np.ceil(at / clock.dt_ - 1e-4))


def record(m, results, steps):
    """The new rows of a monitor."""
    first, last = steps[m.clock]
    stored = results.all.get(m.name)
    if stored is None:      # a StateMonitor without variables
        columns = {'t': np.arange(first, last) * m.clock.dt_}
    else:
        columns = {k: results.array(v) for k, v in stored.items()}
    counted = None if isinstance(m, StateMonitor) else columns.pop('count', None)
    if counted is not None:
        m.variables['count'].get_value()[...] += counted.astype(int)
    rows, before = len(columns['t']), int(m.variables['N'].get_value().item())
    if rows == 0:
        return
    m.resize(before + rows)
    m.variables['N'].set_value(before + rows)
    for name, column in columns.items():
        if name not in m.variables:     # record=False
            continue
        if isinstance(m, StateMonitor) and name != 't':
            column = column.reshape(-1, rows).T
        m.variables[name].get_value()[before:] = column


def generated(g, first, last):
    """Where a SpikeGeneratorGroup stands among its spikes."""
    if last > first:
        period = int(g.variables['_period_bins'].get_value().item())
        step = (last - 1) % period if period > 0 else last - 1
        bins = g.variables['_timebins'].get_value()
        g.variables['_lastindex'].set_value(int(np.searchsorted(bins, step, side='right')))


