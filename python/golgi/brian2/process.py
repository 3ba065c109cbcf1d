"""The process of Golgi that simulates for this Python process."""
import atexit
import contextlib
import json
import os
import shutil
import subprocess
import tempfile

from ..binary import HOW, find     # noqa: F401  (find: for the device)
from ..errors import GolgiError

MODEL, RESULTS = 'golgi-model/1', 'golgi-results/1'


class Process:
    """One `golgi brian2-serve`."""

    def __init__(self, binary, engine=None):
        self.pid, self.place = os.getpid(), None
        command = [binary, 'brian2-serve'] + (['--engine', engine] if engine else [])
        # in a session of its own: Ctrl-C is for Python, which then says {"stop"}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        atexit.register(self.close)
        os.register_at_fork(after_in_child=self.forget)
        try:
            greeting = self.answer()
        except (ValueError, GolgiError) as wrong:
            self.close()
            raise GolgiError(f'{binary} is no golgi that serves this package: {wrong}; {HOW}') from None
        except KeyboardInterrupt:
            self.close()
            raise
        self.place = greeting.get('folder')
        if MODEL not in greeting.get('formats', ()) or RESULTS not in greeting['formats']:
            self.close()
            raise GolgiError(f'{binary} reads and writes {greeting.get("formats")}, and this package {MODEL} and {RESULTS}; {HOW}')

    def folder(self, size):
        """A new folder for one exchange of so many bytes there and back: in that of the process if it has room."""
        roomy = self.place and os.path.isdir(self.place) and shutil.disk_usage(self.place).free > 2*size + (1 << 30)
        return tempfile.mkdtemp(prefix='golgi-brian2-', dir=self.place if roomy else None)

    def answer(self):
        """The next line of it."""
        line = self.process.stdout.readline()
        if not line:
            code = self.process.wait()
            raise GolgiError(f'golgi has ended with exit code {code}' + (', for want of memory?' if code == -9 else ''))
        return json.loads(line)

    def send(self, request):
        try:
            self.process.stdin.write(json.dumps(request).encode() + b'\n')
            self.process.stdin.flush()
        except BrokenPipeError:
            raise GolgiError(f'golgi has ended with exit code {self.process.wait()}') from None

    def run(self, request, at, warn):
        """Simulates. Calls at(time) on the way, which returns whether to stop; returns the outcome, and whether Ctrl-C was pressed.

        What at or warn raise, and a second Ctrl-C while the first is sent, leaves a process that goes on: close it, as taken does.
        """
        self.send(request)
        interrupted = False
        while True:
            try:
                answer = self.answer()
                if 'at' in answer:
                    if at(answer['at']):
                        self.send({'stop': True})
                elif 'warning' in answer:
                    warn(answer['warning'])
                else:
                    return answer, interrupted
            except KeyboardInterrupt:
                interrupted = True
                self.send({'stop': True})

    def forget(self):
        """In a fork: what is open here would keep the process from ending with its parent."""
        self.process.stdin.close()
        self.process.stdout.close()

    def close(self):
        """Ends the process, and a run that is under way."""
        if self.process.poll() is None and self.pid == os.getpid():
            try:
                self.process.stdin.close()
                self.process.wait(5)
            except (BrokenPipeError, KeyboardInterrupt, subprocess.TimeoutExpired):
                self.process.kill()
                self.process.wait()
        if self.place and self.pid == os.getpid():
            shutil.rmtree(self.place, ignore_errors=True)    # if the process was killed


_idle = {}      # what waits for a run


@contextlib.contextmanager
def taken(binary, engine):
    """The process for a run of this Python process; a fork gets one of its own, and so does a run within the report of another.

    It is there for the next one if all went well. Where something was raised, it ends: what it says next would be taken for an answer to another request.
    """
    key = (os.getpid(), binary, engine)
    p = _idle.pop(key, None)
    if p is not None and p.process.poll() is not None:
        p.close()
        p = None
    p = p or Process(binary, engine)
    try:
        yield p
    except BaseException:
        p.close()
        raise
    other, _idle[key] = _idle.get(key), p
    if other is not None:
        other.close()
