"""The device: Brian's own runtime makes everything, only Network.run is replaced."""
import itertools
import shutil
import sys
import time

import numpy as np
from brian2 import Network, second
from brian2.codegen.runtime.numpy_rt import NumpyCodeObject
from brian2.core.namespace import get_local_namespace
from brian2.core.network import TextReport
from brian2.core.preferences import prefs
from brian2.devices.device import RuntimeDevice, all_devices
from brian2.groups.group import Group
from brian2.units.fundamentalunits import check_units
from brian2.utils.logger import get_logger

from . import derivation, process
from .back import write_back
from .describe import Description
from .files import Arrays, Results
from .queues import Queue
from .refusals import FALLBACK, Refusals

logger = get_logger('brian2.golgi')       # of Brian's own, so that it looks as its messages do


class GolgiDevice(RuntimeDevice):
    """set_device('golgi', binary=None, engine=None, fallback=False): `fallback` lets Brian do what cannot be sent."""

    def __init__(self):
        super().__init__()
        self.recording = None                # (owner, variables) of the code objects of a run
        self._births = itertools.count()
        self.last = {}                       # about the last run, for tests and the curious

    # ---- what Brian asks its device ------------------------------------------------------------------------------------
    def add_array(self, var):
        super().add_array(var)
        var._golgi_born = next(self._births)

    def code_object_class(self, codeobj_class=None, fallback_pref='codegen.target'):
        # the code of a run is never executed, and connect() and assignments rarely pay for a compiler
        if codeobj_class is None and (self.recording is not None or prefs['codegen.target'] == 'auto'):
            return NumpyCodeObject
        return super().code_object_class(codeobj_class, fallback_pref)

    def code_object(self, owner, name, abstract_code, variables, template_name, variable_indices, *args, **kwds):
        if self.recording is not None:
            self.recording.append((owner, dict(variables)))
        return super().code_object(owner, name, abstract_code, variables, template_name, variable_indices, *args, **kwds)

    def spike_queue(self, source_start, source_end):
        return Queue(source_start, source_end)

    def build(self, *args, **kwds):
        """Nothing: every run is simulated at once."""

    # ---- Network.run ---------------------------------------------------------------------------------------------------
    @check_units(duration=second, report_period=second)
    def network_run(self, net, duration, report=None, report_period=10*second, namespace=None, profile=None, level=0, **kwds):
        if namespace is None:
            namespace = get_local_namespace(level=level + 3)
        if duration < 0*second:
            raise ValueError(f"Function 'run' expected a non-negative duration but got '{duration}'")      # as Brian from 2.10 on
        options, begun = self.build_options, time.time()
        profile = bool(options.get('profile')) if profile is None else bool(profile)
        net._stopped = Network._globally_stopped = False
        objects = net.sorted_objects         # which a MagicNetwork forgets in after_run
        t_start, t_end = net.t, net.t + duration
        net._clocks = {o.clock for o in objects}
        for clock in net._clocks:
            clock.set_interval(t_start, t_end)
        first = {c: int(c.variables['timestep'].get_value().item()) for c in net._clocks}
        by_brian = lambda: Network.run.original_function(net, duration, report=report, report_period=report_period, namespace=namespace,
                                                         profile=profile, **kwds)
        self.last = {'by': 'brian'}
        refused = Refusals(net)
        refused.early()
        if refused.problems:
            return self.instead(refused.error(), by_brian)
        self.recording = []
        try:
            with derivation.left_out():
                net.before_run(namespace)
            recorded = self.recording
        finally:
            self.recording = None
        if not objects:
            return
        prepared = time.time()
        arrays = Arrays('run.bin')
        description = Description(net, refused, recorded, namespace, arrays, float(t_start), float(duration))
        described = time.time()
        self.last['model'] = description.model
        if refused.problems:
            return self.instead(refused.error(), by_brian)
        tell = Report(net, report, t_start, duration)
        folder = None
        try:
            with process.taken(process.find(options.get('binary')), options.get('engine')) as golgi:
                folder = golgi.folder(arrays.size)
                description.write(folder)
                seed, trial = (int(x) for x in np.random.randint(0, 2**32, size=2, dtype=np.uint64))
                request = {'run': folder, 'seed': seed, 'trial': trial, 'report': float(report_period) if report is not None else 0, 'profile': profile}
                sent = time.time()
                answer, interrupted = golgi.run(request, tell.at, lambda text: logger.warn(text, once=True))
            simulated = time.time()
            if 'error' in answer:
                error = answer['error']
                error['text'] = error['text'].replace(f'modelfile: {folder}/model.json:1: ', '')
                if error['kind'] == 'model':
                    return self.instead(NotImplementedError('the device "golgi" cannot run this network:\n' + error['text'] + '\n' + FALLBACK), by_brian)
                raise process.GolgiError(error['text'])
            done = answer['done']
            at = done['at'] if done['stopped'] else float(t_end)
            write_back(net, description, Results(folder), first, at)
        finally:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
        net.t_ = at
        net._last_run_time = device._last_run_time = time.time() - sent
        device._last_run_completed_fraction = (at - float(t_start)) / float(duration) if float(duration) else 1.0
        for o in objects:
            if isinstance(o, Group):
                o._check_for_invalid_states()
        tell.end(at)
        net.after_run()
        net._profiling_info = [(p['name'], p['seconds'] * second) for p in done.get('profile', ())] if profile else None
        now = time.time()
        self.last = {'by': 'golgi', 'model': description.model, 'before_run': prepared - begun, 'describe': described - prepared, 'send': sent - described,
                     'golgi': simulated - sent, 'steps': done['seconds'], 'back': now - simulated}
        if interrupted:
            raise KeyboardInterrupt

    def instead(self, refused, by_brian):
        """Refuses a run, or has Brian do it."""
        if not self.build_options.get('fallback'):
            raise refused
        logger.warn(f'{refused}\nBrian runs it instead (fallback=True).', name_suffix='fallback', once=True)
        by_brian()


class Report:
    """Calls what a user has given as report."""

    def __init__(self, net, report, start, duration):
        self.net, self.start, self.duration, self.begun = net, start, duration, time.time()
        if report is None:
            self.call = None
        elif isinstance(report, str) and report in ('text', 'stdout', 'stderr'):
            self.call = TextReport(sys.stderr if report == 'stderr' else sys.stdout)
        elif callable(report):
            self.call = report
        elif isinstance(report, str):
            raise ValueError(f'Do not know how to handle report argument "{report}".')
        else:
            raise TypeError(f'Do not know how to handle report argument, it has to be one of "text", "stdout", "stderr", or a callable function/object, but it is of type {type(report)}')
        self.at(float(start))

    def at(self, t):
        """Reports, and returns whether the run is to stop."""
        if self.call is not None:
            share = (t - float(self.start)) / float(self.duration) if float(self.duration) else 1.0
            self.call((time.time() - self.begun) * second, share, self.start, self.duration)
        return self.net._stopped or Network._globally_stopped

    def end(self, t):
        if self.call is not None:
            self.at(t)


device = GolgiDevice()
all_devices['golgi'] = device

