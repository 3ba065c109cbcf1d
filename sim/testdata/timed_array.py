"""Records which row of a TimedArray real Brian 2 takes, for many step sizes and arguments:

    /usr/bin/python3 -W ignore timed_array.py > timed_array.json

The value of each row is its number. Times are in ms.
"""
import json

from brian2 import Network, NeuronGroup, StateMonitor, TimedArray, arange, ms, prefs

prefs.codegen.target = 'numpy'
ARGUMENTS = ['t', '0.5*t', 't - 0.35*ms', '2*t', '-t', 't + 0.5*dt', '1.1*t + 0.999*dt']
STEPS = [0.1, 0.05, 0.03, 1.0]
SPACINGS = [0.1, 0.25, 0.3, 0.7, 0.01, 1.0, 0.073, 0.08]
ROWS = 40

cases = []
for dt in STEPS:
    for spacing in SPACINGS:
        f = TimedArray(arange(ROWS), dt=spacing*ms)
        model = '\n'.join(f'x{k} = f({argument}) : 1' for k, argument in enumerate(ARGUMENTS))
        group = NeuronGroup(1, model, dt=dt*ms)
        names = [f'x{k}' for k in range(len(ARGUMENTS))]
        monitor = StateMonitor(group, names, record=True, dt=dt*ms)
        Network(group, monitor).run(12*dt*ms, namespace={'f': f})
        rows = {argument: [int(x) for x in getattr(monitor, name)[0]] for name, argument in zip(names, ARGUMENTS)}
        cases.append({'dt': dt, 'DT': spacing, 'rows': rows})

print('[')
print(',\n'.join(json.dumps(case, separators=(',', ':')) for case in cases))
print(']')
