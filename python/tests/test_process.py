"""The process of Golgi: it ends with its parent, and leaves nothing behind."""
import glob
import os
import signal
import subprocess
import sys
import time
import unittest

BEGIN = '''
import os, sys, time, warnings
warnings.simplefilter('ignore')
from brian2 import *
import golgi.brian2
from golgi.brian2 import process
prefs.codegen.target = 'numpy'
set_device('golgi', engine='reference')
G = NeuronGroup(10, 'dv/dt = (1 + sin(v) - v)/(10*ms) : 1', method='euler')
net = Network(G)
net.run(1*ms)
p = list(process._idle.values())[0]
print(p.process.pid, p.place, flush=True)
'''


def alive(pid):
    """Whether a process runs: one that has ended and that nobody has asked for since does not."""
    try:
        with open(f'/proc/{pid}/stat') as f:
            return f.read().rsplit(')', 1)[1].split()[0] != 'Z'
    except FileNotFoundError:
        return False


class Parent(unittest.TestCase):
    def start(self, code):
        p = subprocess.Popen([sys.executable, '-W', 'ignore', '-c', BEGIN + code], stdout=subprocess.PIPE, text=True)
        self.addCleanup(p.stdout.close)
        pid, place = p.stdout.readline().split()
        return p, pid, place

    def ended(self, pid, place):
        until = time.time() + 30
        while (alive(pid) or os.path.exists(place)) and time.time() < until:
            time.sleep(0.05)
        self.assertFalse(alive(pid))
        self.assertEqual(glob.glob(place + '*'), [])

    def test_ends(self):
        p, pid, place = self.start('')
        self.assertEqual(p.wait(60), 0)
        self.ended(pid, place)

    def test_killed(self):
        """Within a run, also where a fork goes on."""
        for code, forked in (('net.run(1e6*second)', False), ('if os.fork() == 0: print("fork", os.getpid(), flush=True); time.sleep(60)\nnet.run(1e6*second)', True)):
            p, pid, place = self.start(code)
            fork = int(p.stdout.readline().split()[1]) if forked else None
            time.sleep(1)
            self.assertTrue(alive(pid))
            p.kill()
            p.wait()
            self.ended(pid, place)
            if forked:
                self.assertTrue(alive(fork))
                os.kill(fork, signal.SIGKILL)

    def test_golgi_killed(self):
        """The run fails with words, the next one has a new process, and the old folder goes."""
        p, pid, place = self.start('''
import signal
os.kill(p.process.pid, signal.SIGKILL)
try:
    net.run(1*ms)
except process.GolgiError as e:
    print('first:', e)
net.run(1*ms)
print('then:', net.t/ms, flush=True)
''')
        text, _ = p.communicate(timeout=60)
        if 'first' in text:      # else the new process was there before the run
            self.assertIn('golgi has ended with exit code -9, for want of memory?', text)
        self.assertIn('then:', text)
        self.ended(pid, place)


if __name__ == '__main__':
    unittest.main()
