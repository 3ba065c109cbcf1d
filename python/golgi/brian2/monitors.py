"""Monitors."""
import numpy as np


class Monitors:
    """Describes monitors; a Description is one."""

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
