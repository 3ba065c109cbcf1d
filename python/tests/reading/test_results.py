"""Tables and arrays over runs, with numpy alone, and with pandas, xarray, neo and pint."""
import math
import subprocess
import sys

import h5py
import numpy as np
import pytest

import golgi
import golgi.names
from conftest import ROOT

BIG = 2**60 + 1


def test_columns(sample):
    """The numbers of cmd/golgi/script_test.go, to the last bit; what is missing is told from NaN."""
    t = golgi.open(sample).table
    fano = t.column('fano')
    assert fano.present.tolist() == [True]*3 + [False]*3 and t['fano'][:3].tolist()[::2] == [1.5, math.inf] and math.isnan(t['fano'][1])
    assert t['count'].tolist() == [1, BIG, -3, 0, None, None] and t.column('count').values.dtype == np.int64
    assert t['ok'].tolist() == [True, False, True, False, None, None] and t['word'].tolist() == ['a,b', 'two\nlines', 'says "x"', 'é', None, None]
    assert t.units == {'duration': 's', 'tau': 'ms', 'rate': 'Hz'} and t.column('results.stats.rate').comment == 'mean'
    assert t['tau'].tolist() == [5]*3 + [7.5]*3 and t['error'].tolist() == [None]*4 + ['no convergence\nat 3 s', None] and t['warnings'][0] == 'slow'
    assert list(t) == ['run', 'name', 'status', 'start', 'duration', 'error', 'warnings', 'stack', 'R_ee', 'tau', 'trial', 'count', 'fano', 'ok', 'rate', 'word']
    with pytest.raises(golgi.NotFound, match="there is no column 'rat'; did you mean results.stats.rate?"):
        t['rat']


def test_pandas(sample):
    pandas = pytest.importorskip('pandas')
    f = golgi.open(sample)
    runs = f.runs
    assert runs.index.name == 'run' and runs['count'].tolist()[:2] == [1, BIG] and runs['count'].dtype == 'Int64' and runs['count'].isna().sum() == 2
    assert runs.ok.dtype == 'boolean' and runs.fano.dtype == float and runs.R_ee.tolist() == [1]*3 + [2.5]*3
    assert runs.attrs['units'] == {'duration': 's', 'tau': 'ms', 'rate': 'Hz'} and runs.attrs['paths']['tau'] == 'parameters.neurons.tau'
    assert runs.groupby('R_ee').rate.mean().tolist() == [21, 23] and len(runs) == 6
    full = f.table.to_pandas(['start', 'fano'], full=True)
    assert full['start'][0] == pandas.Timestamp('2026-11-21 09:31', tz='UTC') and list(full) == ['start', 'results.stats.fano']


def test_cube(sample):
    """Parameters that change together share an axis; a run that has failed, and one that is pending, are NaN."""
    pytest.importorskip('xarray')
    f = golgi.open(sample)
    rate = f['rate']
    assert rate.dims == ('R_ee', 'trial') and rate.name == 'rate' and rate.attrs == {'units': 'Hz', 'comment': 'mean', 'path': 'stats.rate'}
    assert rate.values.tolist()[0] == [20, 21, 22] and rate.values[1, 0] == 23 and np.isnan(rate.values[1, 1:]).all()
    assert rate.tau.dims == ('R_ee',) and rate.tau.values.tolist() == [5, 7.5] and rate.tau.attrs['units'] == 'ms'
    assert rate.status.sel(R_ee=2.5).values.tolist() == ['finished', 'failed', 'pending'] and rate.run.values.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert float(rate.sel(R_ee=1, trial=2)) == 22 and rate.mean('trial').values.tolist() == [21, 23]
    v = f.result('monitors.v.v')
    assert v.dims == ('R_ee', 'trial', 'v_0') and v.shape == (2, 3, 2) and v.attrs['units'] == 'mV' and v.values[0, 1].tolist() == [21, -65]
    assert f.result('count').dtype == object and f.result('count').values.tolist() == [[1, BIG, -3], [0, None, None]]      # no float has it
    assert f.result('ok').values[0].tolist() == [1, 0, 1] and f.result('word').values[1].tolist() == ['é', None, None]
    some = f.result('rate', runs=[3, 0])
    assert some.dims == ('run',) and some.values.tolist() == [23, 20] and some.R_ee.values.tolist() == [2.5, 1]
    assert list(f.results) == ['fit'] and f.results['fit']['slope'] == 1e-4 and f.results['fit'].comment == 'of all runs'


def test_no_grid(kinds):
    f = golgi.open(kinds, 'clustered')
    g = f.gather('monitors.v.v')
    assert g.dims == ('run', 'time', 'neuron') and g.data.shape == (4, 3, 2) and g.present.tolist() == [True, False, False, False]
    assert g.coords['R_ee'][:3] == (('run',), g.coords['R_ee'][1], '') and g.coords['R_ee'][1].tolist() == [1, 1.6, 2.5, 3.2]
    assert g.coords['clusters'][1].tolist() == ['[50]', '[]', '[25, 25]', '[1, 2, 3]'] and g.coords['time'][1].tolist() == [0, 0.1, 0.2] and g.coords['time'][2] == 'ms'


NAMES = [('nothing', "there is no result 'nothing'; there are stats.count, stats.fano, "), ('fan', "there is no result 'fan'; did you mean stats.fano?"),
         ('stats', 'stats has several items; name one: stats.count, stats.fano, stats.ok, stats.rate, stats.word'),
         ('monitors', "there is no result 'monitors'; it is a group, and has monitors.v.map, monitors.v.v")]


@pytest.mark.parametrize('name, message', NAMES)
def test_names(sample, name, message):
    with pytest.raises(golgi.NotFound) as e:
        golgi.open(sample).gather(name)
    assert str(e.value).startswith(f'golgi: {sample}: {message}')


def test_runs(sample):
    f = golgi.open(sample)
    run = f.run('run_00000004')
    assert (run.index, run.status, run.error, run.duration, run.start.isoformat()) == (4, 'failed', 'no convergence\nat 3 s', 1.5, '2026-11-21T09:31:00')
    assert run['rate'] == 24 and run.point['neurons.tau'].value == 7.5 and run.point['neurons.tau'].si == 0.0075 and 'tau' not in run
    assert run.parameters['model'].value == 'lif' and run.parameters['dt'].unit == 'ms' and run.warnings == 'slow'
    assert f.run(5).status == 'pending' and f.run(5).results == {} and f.run(5).start is None and math.isnan(f.run(5).duration)
    assert f.find(R_ee=2.5, trial=1) == [4] and [r.index for r in f] == list(range(6)) and dict(f.each('rate')) == {0: 20, 1: 21, 2: 22, 3: 23, 4: 24}
    for wrong in (6, -2, 'first', 'run_', 1.5, None):
        with pytest.raises(golgi.NotFound, match='has no run .*; it has 6, from run_00000000 to run_00000005, and pre_run'):
            f.run(wrong)
    with pytest.raises(golgi.NotFound, match=r"run_00000005 \(pending\): there is no result 'rate'; there is none"):
        f.run(5)['rate']


def test_spikes(tiny):
    f = golgi.open(tiny)
    spikes = f.run(3).spikes()
    assert len(spikes) == 10 == spikes.neurons and spikes.source == 'neurons' and (spikes.start, spikes.stop) == (0.1, pytest.approx(0.3))
    assert spikes.counts().sum() == len(spikes.t) == sum(len(spikes[n]) for n in spikes) > 0 and (np.diff(spikes[3]) > 0).all()
    assert f.run(3)['rate'] == pytest.approx(spikes.counts().mean()/0.2) and list(f.run(3).monitors) == ['spikes.neurons']
    with pytest.raises(golgi.NotFound, match="there is no recording of spikes 'inhibitory'; there are spikes.neurons"):
        f.run(3).spikes('inhibitory')
    with pytest.raises(golgi.Ragged, match=r'spikes.neurons.t has the shape \(\d+,\) in run_00000001 and \(\d+,\) in run_00000000; each'):
        f.gather('spikes.neurons.t')
    padded = f.gather('spikes.neurons.t', pad=True)
    assert padded.dims == ('bias', 'trial', 'spike') and np.isfinite(padded.data[1, 1]).sum() == len(spikes.t)


@pytest.mark.slow
def test_neo(tiny):
    pytest.importorskip('neo')
    trains = golgi.open(tiny).run(3).spikes('neurons').neo()
    assert len(trains) == 10 and trains[2].annotations['neuron'] == 2 and str(trains[0].units.dimensionality) == 's' and float(trains[0].t_start) == 0.1
    assert trains[4].magnitude.tolist() == golgi.open(tiny).run(3).spikes()[4].tolist()


@pytest.mark.slow
def test_pint(sample):
    pint = pytest.importorskip('pint')
    f = golgi.open(sample)
    u = pint.get_application_registry()
    assert f.gather('monitors.v.v').quantity()[0, 0, 1] == u.Quantity(-65, 'mV') and f.run(0).point['neurons.tau'].quantity() == u.Quantity(5, 'ms')
    assert f.run(0).item('rate').quantity().to('kHz').magnitude == 0.02


def test_short_names():
    """A parameter and a result of one name are told apart by as much of their paths as it takes."""
    assert golgi.names.short(['parameters.stimulus.rate', 'results.statistics.rate', 'results.statistics.fano'], taken={'name': ''}) == {
        'parameters.stimulus.rate': 'stimulus.rate', 'results.statistics.rate': 'statistics.rate', 'results.statistics.fano': 'fano'}
    assert golgi.names.short(['parameters.a.x', 'results.a.x', 'results.a.name'], taken={'name': ''}) == {
        'parameters.a.x': 'parameters.a.x', 'results.a.x': 'results.a.x', 'results.a.name': 'a.name'}


@pytest.mark.parametrize('package', ['numpy', 'h5py'])
def test_without_what_files_need(package):
    code = f"import sys; sys.modules[{package!r}] = None\nimport golgi\ntry:\n    golgi.open\nexcept golgi.MissingPackage as e:\n    print(e)"
    out = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, cwd=ROOT + '/python')
    assert out.stdout == f"golgi: golgi.open needs the package {package}, which is not installed; pip install {package}, or as Debian's python3-{package}\n", out.stderr


@pytest.mark.slow
def test_without():
    """Everything that needs no optional package works where there is none, and what needs one says which."""
    code = '''
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.split('.')[0] in ('pandas', 'xarray', 'neo', 'pint', 'quantities', 'scipy'):
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
sys.meta_path.insert(0, Hidden())
import golgi
f = golgi.open(sys.argv[1])
print(repr(f)[:11], f.table['mean'].tolist(), f.run(0)['mean'], f.gather('mean').data.tolist(), f.run(0).spikes()[3].tolist())
for wants in (lambda: f.runs, lambda: f['mean'], lambda: f.run(0).spikes().neo(), lambda: f.gather('mean').quantity()):
    try:
        wants()
    except golgi.MissingPackage as e:
        print(e)
'''
    out = subprocess.run([sys.executable, '-c', code, f'{ROOT}/hdf5/testdata/version4/begun.hdf5'], capture_output=True, text=True, cwd=ROOT + '/python')
    assert out.returncode == 0, out.stderr
    assert out.stdout.splitlines() == ['<golgi.File [0.8, 1.8, nan, nan] 0.8 [0.8, 1.8, nan, nan] [0.0001]'] + [
        f"golgi: {what} needs the package {name}, which is not installed; pip install {name}, or as Debian's python3-{name}"
        for what, name in (('a table of runs', 'pandas'), ('an array with coordinates', 'xarray'), ('a SpikeTrain', 'neo'), ('a quantity', 'pint'))]


def test_memory(sample, monkeypatch):
    """What memory would not hold is an error before it is read."""
    from golgi import gather
    monkeypatch.setattr(gather, '_memory', lambda: 100)
    with pytest.raises(golgi.GolgiError, match=r"monitors.v.v of 6 runs takes 0.0 GiB while it is put together, and there are 0.0; each\('monitors.v.v'\) gives"):
        golgi.open(sample).gather('monitors.v.v')


@pytest.mark.slow
def test_coordinates_differ(program, tmp_path):
    """Times that differ between runs are no coordinate of all."""
    f = golgi.run(f'{program} tutorial neuron', {'simulation.durations.stimulus': ['20 ms', '30 ms']}, out=tmp_path / 'x.hdf5', quiet=True, engine='reference')
    with pytest.raises(golgi.Ragged, match=r'states.neuron.v has the shape \(300, 1\) in run_00000001 and \(200, 1\) in run_00000000'):
        f.gather('v')
    v = f.gather('v', pad=True)
    assert v.dims == ('stimulus', 'time', 'element') and v.coords['time'][1] == pytest.approx(np.arange(300)*1e-4) and np.isnan(v.data[0, 200:]).all()
    path = str(tmp_path / 'y.hdf5')
    golgi.run(f'{program} tutorial neuron', {'current': ['0.2 nA', '0.3 nA']}, out=path, quiet=True, engine='reference').close()
    with h5py.File(path, 'r+') as raw:
        raw['neuron/results/runs/run_00000001/states/neuron/t'][-1] += 1e-3
    with pytest.warns(UserWarning, match='time is not the same in all runs, and so no coordinate'):
        v = golgi.open(path).gather('v')
    assert v.dims == ('current', 'time', 'element') and 'time' not in v.coords and v.coords['element'][1].tolist() == [0]
