"""golgi.run drives programs: what it is given arrives to the last bit, and what goes wrong is said."""
import math
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

import golgi
from conftest import ROOT
from golgi import texts

SHORT = {'neurons.N': 1, 'simulation.durations.initial': '0.1 ms', 'simulation.durations.measure': '1 ms'}


@pytest.fixture
def run(program, tmp_path):
    """Runs tiny, with runs that take no time."""
    def short(explore=None, program=(program, 'tiny'), set={}, **kw):
        return golgi.run(program, explore, set={**SHORT, **set}, **{'out': tmp_path / 'x.hdf5', 'engine': 'reference', 'quiet': True, **kw})
    return short


TEXTS = [(1, '1'), (1.0, '1'), (0.1, '0.1'), (1e-5, '1e-05'), (1e22, '1e+22'), (-0.0, '-0'), (math.inf, 'inf'), (math.nan, 'nan'), (True, 'true'), (np.bool_(False), 'false'),
         (np.float32(0.1), '0.10000000149011612'), (np.int8(-3), '-3'), (2**63 - 1, '9223372036854775807'), ('5 ms', '5 ms'), ('', ''), ([1, 2.5], '[1, 2.5]'),
         (np.array([1, 2]), '[1, 2]'), (np.array(3.5), '3.5'), (['a', 'b c'], '[a, b c]'), ([True, False], '[true, false]'), ([], '[]'), (range(3), '[0, 1, 2]')]


@pytest.mark.parametrize('value, text', TEXTS)
def test_texts(value, text):
    assert texts.of(value) == text


LINES = [({'R_ee': [1, 2.5]}, ['R_ee=1,2.5']), ({'R_ee': '1:3:0.5'}, ['R_ee=1:3:0.5']), ({'a.b': 3, 'c': np.linspace(0, 1, 3)}, ['a.b=3', 'c=0,0.5,1']),
         ({('a', 'b'): [(1, '5 ms'), (2, '10 ms')]}, ['a=1,2 with b=5 ms,10 ms']), ('sobol(64, R_ee=1:3)', ['sobol(64, R_ee=1:3)']), (['a=1', 'b=2'], ['a=1', 'b=2']),
         ({'kind': ['lif', 'adex']}, ['kind=lif,adex']), ({'flag': [True, False]}, ['flag=true,false']), (None, []), ({}, [])]


@pytest.mark.parametrize('explore, lines', LINES)
def test_lines(explore, lines):
    assert texts.explorations(explore) == lines


WRONG = [(lambda: texts.explorations({'--out': [1]}), ValueError, "'--out' is no name of a parameter"), (lambda: texts.name('a=b'), ValueError, 'is no name'),
         (lambda: texts.explorations({'kind': ['a,b']}), ValueError, "kind: the text 'a,b' cannot be explored from a command line"),
         (lambda: texts.explorations({'x': []}), ValueError, 'x has no values to explore; give at least one'), (lambda: texts.of(1j), TypeError, 'which no command line can say'),
         (lambda: texts.explorations({'x': [[1, 2]]}), TypeError, 'x: .1, 2. cannot be explored'), (lambda: texts.of(None), TypeError, 'NoneType'),
         (lambda: texts.explorations({('a', 'b'): [(1, 2, 3)]}), ValueError, 'a, b change together, so each point has 2 values'),
         (lambda: texts.of(np.eye(2)), ValueError, 'no list of single values'), (lambda: texts.of(['a,b']), ValueError, 'it has a comma'),
         (lambda: texts.explorations({'x': {1: 2}}), TypeError, 'the values of x are'), (lambda: golgi.run([]), ValueError, 'name a program')]


@pytest.mark.parametrize('what, kind, message', WRONG)
def test_wrong_values(what, kind, message):
    with pytest.raises(kind, match=message):
        what()


def test_floats_arrive(run):
    """To the last bit, whatever they are: as numbers, and as quantities."""
    random = np.random.default_rng(1)
    floats = random.random(50)*10.0**random.integers(-20, 20, 50)
    f = run({('neurons.sigma', 'neurons.tau'): [(x, f'{x!r} ms') for x in floats.tolist()]})
    assert f.table['sigma'].tolist() == floats.tolist() and f.table['tau'].tolist() == floats.tolist() and f.table.units['tau'] == 'ms'
    assert len(f) == 50 and f.complete


@pytest.mark.slow
def test_run(run, program, tmp_path):
    f = run({'bias': [1, 1.2]}, trials=2, seed=5, options={'keep_logs': True})
    assert f['rate'].dims == ('bias', 'trial') and len(f) == 4 and f.parameters['seed'].value == 5 and f.parameters['N'].value == 1
    assert 'neurons.N=1' in f.provenance['command']
    with pytest.raises(golgi.ProgramError, match='x.hdf5 exists; choose another name') as e:
        run({'bias': [1]})
    assert e.value.code == 1 and not isinstance(e.value, golgi.RunsFailed)
    more = golgi.run(f'{program} tiny', {'bias': [1.4]}, append=True, out=tmp_path / 'x.hdf5', quiet=True)
    assert len(more) == 6 and more.table['bias'].tolist() == [1, 1, 1.2, 1.2, 1.4, 1.4] and more.provenance['generations'] == [0, 4]
    assert len(run({'bias': [1, 1.1, 1.2], 'sigma': [0.1, 0.2, 0.3]}, zip=True, overwrite=True)) == 3


@pytest.mark.slow
def test_tables(program):
    """What there is to set, and which runs there would be."""
    pytest.importorskip('pandas')
    p = golgi.parameters([program, 'tiny'], set={'tau': '12.5 ms'})
    assert p.value['neurons.tau'] == 12.5 and p.unit['neurons.tau'] == 'ms' and p['min']['neurons.tau'] == '0 ms' and p['from']['neurons.tau'] == 'neurons'
    assert p.explored['neurons.bias'] == [0.8, 0.9, 1, 1.1, 1.2] and p.explored['neurons.tau'] is None and p.comment['simulation.durations.initial'] == ''
    q = golgi.points([program, 'tiny'], {'tau': ['5 ms', '10 ms']}, trials=2)
    assert list(q) == ['tau', 'trial'] and q.tau.tolist() == [5, 5, 10, 10] and q.attrs['units'] == {'tau': 'ms'} and q.attrs['paths']['tau'] == 'parameters.neurons.tau'
    with pytest.raises(golgi.UsageError, match='there is no parameter'):
        golgi.points([program, 'tiny'], {'bia': [1]})


def test_usage(run):
    with pytest.raises(golgi.UsageError) as e:
        run({'bia': [1]})
    assert str(e.value) == 'trajectory: cannot explore: there is no parameter "bia"; did you mean neurons.bias?\n  | bia=1\n  | ^\nsee: golgi tiny help run' and e.value.code == 2
    with pytest.raises(golgi.UsageError, match='--nonsense'):
        run({'bias': [1]}, options=['--nonsense'])


@pytest.mark.slow
def test_failed(run, tmp_path):
    """Runs that fail are an error that names the file with all of them; or not."""
    with pytest.raises(golgi.RunsFailed) as e:
        run({'bias': [1, 1.2]}, options={'time-limit': '1us'}, set={'neurons.N': 1000, 'simulation.durations.measure': '1 s'})
    assert 'manager: 2 of 2 runs failed' in str(e.value) and e.value.code == 1
    assert golgi.open(e.value.path).status_counts() == {'failed': 2} and 'time' in golgi.open(e.value.path).run(0).error
    f = run({'bias': [1, 1.2]}, options={'time-limit': '1us'}, set={'neurons.N': 1000, 'simulation.durations.measure': '1 s'}, overwrite=True, check=False)
    assert f.status_counts() == {'failed': 2}


def test_programs(tmp_path):
    with pytest.raises(golgi.ProgramError, match=r"there is no program './none'; name its path, or build it: go build -o NAME \."):
        golgi.run('./none', out=tmp_path / 'x.hdf5')
    with pytest.raises(golgi.ProgramError, match='there is no folder .* to run in'):
        golgi.run('true', cwd=tmp_path / 'none')
    with pytest.raises(golgi.ProgramError, match='is no program that can be run'):
        golgi.run(str(tmp_path), out=tmp_path / 'x.hdf5')
    with pytest.raises(golgi.ProgramError, match='ended by SIGKILL, for want of memory'):
        golgi.call(['sh', '-c', 'kill -9 $$'])
    with pytest.raises(golgi.ProgramError, match='true has ended without an error, and there is no .*x.hdf5; is it the program of an experiment?'):
        golgi.run('true', out=tmp_path / 'x.hdf5')
    assert golgi.call('echo', 'größe', 3) == 'größe 3\n'


def test_through_go(tmp_path):
    """go run says the exit code of a program in its own way, and a signal reaches what it has started."""
    fake = tmp_path / 'go'
    fake.write_text('#!/bin/sh\necho "cli: wrong" >&2\necho "exit status 2" >&2\nexit 1\n')
    fake.chmod(0o755)
    with pytest.raises(golgi.UsageError) as e:
        golgi.run([str(fake), 'run', '.'], cwd=tmp_path)
    assert str(e.value) == 'cli: wrong' and e.value.command[:5] == (str(fake), 'run', '.', 'run', '--out') and e.value.command[5] == f'out/{tmp_path.name}.hdf5'


@pytest.mark.slow
def test_progress(run, capsys):
    run({'bias': [1]}, quiet=False)
    err = capsys.readouterr().err.splitlines()
    assert [line[:29] for line in err] == ['tiny: 1 run over neurons.bias']     # what is quick has no further lines
    run({'bias': [1]}, overwrite=True)
    assert capsys.readouterr() == ('', '')


@pytest.mark.slow
def test_interrupted(program, tmp_path):
    """Ctrl-C stops the program once, keeps what has finished, and resume goes on."""
    code = f'''
import golgi
print('go', flush=True)
try:
    golgi.run([{program!r}, 'tiny'], {{'bias': '0.5:0.7:0.01'}}, out='x.hdf5', workers=1, engine='reference', set={{'neurons.N': 300, 'simulation.durations.measure': '1 s'}})
except KeyboardInterrupt as e:
    print(type(e).__name__, e)
f = golgi.open('x.hdf5')
print(f.complete, len(f), f.status_counts())
'''
    env = {**os.environ, 'PYTHONPATH': ROOT + '/python', 'PYTHONUNBUFFERED': '1'}
    p = subprocess.Popen([sys.executable, '-c', code], cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    p.stdout.readline()
    until = time.time() + 60
    while time.time() < until and not (os.path.isdir(tmp_path / 'x.hdf5.parts') and golgi_finished(tmp_path)):
        time.sleep(0.1)
    p.send_signal(signal.SIGINT)
    out, err = p.communicate(timeout=60)
    assert out.startswith(f'Interrupted golgi: {program} was interrupted; what has finished is kept in x.hdf5: golgi.open reads it, golgi.resume goes on\nFalse 21 '), (out, err)
    assert 'stopping; finished runs are kept' in err
    f = golgi.resume([program, 'tiny'], tmp_path / 'x.hdf5', quiet=True)
    assert f.complete and f.status_counts() == {'finished': 21}


def golgi_finished(folder):
    try:
        return golgi.open(folder / 'x.hdf5').status_counts().get('finished', 0) > 1
    except golgi.GolgiError:
        return False


@pytest.mark.slow
def test_pint(run):
    """Quantities of pint, in units that Golgi has and has not, arrive as SI values."""
    u = pytest.importorskip('pint').UnitRegistry()
    for q, text in ((3*u.mV, '3 mV'), (u.Quantity(0.1, 'uF/cm**2'), '0.1 uF cm^-2'), (u.Quantity(2, 'micrometer'), '2 um'), (u.Quantity(1, 'minute'), '60 s'), (2*u.ms/u.s, '0.002'),
                    (u.Quantity(3, 'V/s**0.5'), '3 V s^-1/2'), (u.Quantity([1, 2], 'mV'), '[1, 2] mV'), ([1*u.mV, 0.002*u.V], '[1, 2] mV'), (u.Quantity(1.5, 'Mohm'), '1.5 Mohm'),
                    (u.Quantity(5, 'nS'), '5 nS'), (u.Quantity(1, 'inch'), '0.0254 m')):
        assert texts.of(q) == text, q
    f = run({'neurons.tau': u.Quantity(np.array([5, 10.5]), 'ms'), 'bias': [1]}, set={'refractory': 0.001*u.s})
    assert f.table['tau'].tolist() == [5, 10.5] and f.parameters['refractory'].si == 0.001 and f.parameters['refractory'].unit == 's'
    with pytest.raises(golgi.UsageError, match='wanted a quantity in s'):
        run(set={'tau': 3*u.mV}, overwrite=True)


@pytest.mark.slow
def test_brian(run):
    """Quantities of Brian 2 are SI numbers, which arrive to the last bit."""
    brian2 = pytest.importorskip('brian2')
    from brian2 import Hz, meter, mV, nS, second, siemens, uF, volt
    for q, text in ((3*mV, '3 mV'), (20*nS, '20 nS'), (1*uF/meter**2, '1e-06 F m^-2'), (3*volt/second**0.5, '3 V s^-1/2'), (2*siemens/meter**2, '2 S m^-2'), (1*meter*second, '1 m s'), (5*Hz, '5 Hz'),
                    ([1, 2]*mV, '[0.001, 0.002] V'), (2*mV/volt, '0.002'), (1*second, '1 s'), (0*volt, '0 V'), (300*brian2.kelvin, '300 K')):
        assert texts.of(q) == text, q
    random = np.random.default_rng(2)
    values = random.random(40)*10.0**random.integers(-9, 3, 40)
    f = run({'neurons.tau': values*second})
    si = np.array([r.point['neurons.tau'].si for r in f])
    assert si.tolist() == values.tolist()
