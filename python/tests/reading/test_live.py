"""A file is read while it is written: segments come, are merged and go, and at last there is one file."""
import subprocess

import numpy as np
import pytest

import golgi


@pytest.mark.slow
def test_live(program, tmp_path):
    path = tmp_path / 'x.hdf5'
    writer = subprocess.Popen([program, 'tiny', 'run', '--explore', 'bias=lin(0.5,1.5,400)', '--trials', '2', '--out', str(path), '--quiet', '--engine', 'reference',
                               'neurons.N=3', 'simulation.durations.measure=30 ms'], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    f, before, looks, rates = None, 0, 0, {}
    while writer.poll() is None or f is None:
        try:
            f = f.refresh() if f is not None else golgi.open(path)
        except golgi.NoFile:
            assert f is None
            continue
        finished = f.status_counts().get('finished', 0)
        assert finished >= before and len(f) == 800
        for i in np.flatnonzero(f.table['status'] == 'finished')[::97].tolist():
            rates.setdefault(i, f.run(i)['rate'])
            assert f.run(i)['rate'] == rates[i] == f.table['rate'][i] and f.run(i).spikes().counts().sum() == len(f.run(i)['spikes.neurons.t'])
        before, looks = finished, looks + 1
    assert writer.returncode == 0, writer.stderr.read()
    f.refresh()
    assert f.complete and f.status_counts() == {'finished': 800} and all(f.run(i)['rate'] == rate for i, rate in rates.items()) and looks > 3
    old = golgi.open(path)      # one that is continued
    more = golgi.run(f'{program} tiny', {'bias': [2]}, append=True, out=path, quiet=True)
    assert len(more) == 802 and len(old) == 800 and old.run(3)['rate'] == more.run(3)['rate']
