"""Files that are finished, being written, old, broken, newer or somebody else's."""
import gzip
import os
import shutil
import warnings

import h5py
import numpy as np
import pytest

import golgi
from conftest import DATA, ROOT

WRONG = [
    ('none.hdf5', golgi.NoFile, 'golgi: there is no file {}'),
    ('text.hdf5', golgi.NotGolgiFile, "golgi: {} is no HDF5 file, and so none of Golgi's"),
    ('empty.hdf5', golgi.NotGolgiFile, "golgi: {} is no HDF5 file, and so none of Golgi's"),
    ('other.hdf5', golgi.NotGolgiFile, 'golgi: {} is an HDF5 file, and not one of Golgi\'s: it has no attribute format = "golgi"'),
    ('newer.hdf5', golgi.NewerFormat, 'golgi: {} has version 8 of the format, and this package knows those up to 7; take that of a newer Golgi'),
    ('cut.hdf5', golgi.BrokenFile, 'golgi: {} is damaged or was cut short: '),
    ('', golgi.BrokenFile, 'golgi: {} is no regular file; name a file of results'),
]


@pytest.mark.parametrize('name, kind, message', WRONG)
def test_wrong(tmp_path, kinds, name, kind, message):
    (tmp_path / 'text.hdf5').write_text('no')
    (tmp_path / 'empty.hdf5').write_text('')
    with h5py.File(tmp_path / 'other.hdf5', 'w') as f:
        f['x'] = 1
    shutil.copy(kinds, tmp_path / 'newer.hdf5')
    with h5py.File(tmp_path / 'newer.hdf5', 'r+') as f:
        f.attrs['format_version'] = 8
    with open(kinds, 'rb') as f:
        (tmp_path / 'cut.hdf5').write_bytes(f.read()[:20000])
    path = str(tmp_path / name)
    with pytest.raises(kind) as e:
        golgi.open(path)
    assert str(e.value).startswith(message.format(path)) and isinstance(e.value, golgi.FileError)


def test_pypet(tmp_path):
    path = tmp_path / 'old.hdf5'
    with gzip.open(os.path.join(DATA, 'foreign', 'old.hdf5.gz')) as packed:
        path.write_bytes(packed.read())
    with pytest.raises(golgi.NotGolgiFile, match='was written by pypet, and not by Golgi; pypet.load_trajectory opens it'):
        golgi.open(path)


def test_checksums():
    """CRC-32C as RFC 3720 has it, B.4: 32 bytes of zeros, of ones, and 0 to 31."""
    from golgi.checksum import crc
    rows = np.array([[0]*32, [255]*32, list(range(32))], np.uint8)
    assert [hex(x) for x in crc(rows)] == ['0x8a9136aa', '0x62a8ab43', '0x46dd794e']


@pytest.mark.slow
def test_check(kinds, tmp_path):
    """A wrong bit anywhere is found, and said."""
    golgi.check(kinds)
    for form in ('finished.hdf5', 'begun.hdf5', 'kept.hdf5.parts'):
        golgi.check(os.path.join(DATA, 'version4', form))
    with open(kinds, 'rb') as f:
        good = f.read()
    path = tmp_path / 'x.hdf5'
    random = np.random.default_rng(1)
    for at in [0, len(good) - 1, *random.integers(0, len(good), 10).tolist()]:
        bad = bytearray(good)
        bad[at] ^= 1 << int(random.integers(8))
        path.write_bytes(bad)
        with pytest.raises(golgi.BrokenFile, match='do not have their checksum|has no valid checksums'):
            golgi.check(path)
    path.write_bytes(good[:-5000])
    with pytest.raises(golgi.BrokenFile, match='has no valid checksums: it was cut short'):
        golgi.check(path)


def test_latest():
    """The package knows the format that the page describes."""
    from golgi.source import LATEST, OLDEST
    with open(os.path.join(ROOT, 'hdf5', 'FORMAT.md'), encoding='utf-8') as f:
        assert f.readline() == f'# The format of Golgi\'s files, versions {OLDEST} to {LATEST}\n'


def test_which(kinds):
    with pytest.raises(golgi.NotFound, match=r"has several trajectories; choose one: golgi.open\('.*', trajectory='clustered'\), or kinds"):
        golgi.open(kinds)
    with pytest.raises(golgi.NotFound, match="has no trajectory 'x'; there are clustered, kinds"):
        golgi.open(kinds, 'x')


@pytest.mark.parametrize('version', ['version2', 'version2-plans', 'version3', 'version4'])
@pytest.mark.parametrize('form', ['finished.hdf5', 'kept.hdf5', 'begun.hdf5', 'begun.hdf5.parts', 'kept.hdf5.parts'])
def test_versions(version, form):
    """The files of hdf5/golden_test.go: finished, with links to segments, and what an interrupted exploration has left."""
    with golgi.open(os.path.join(DATA, version, form)) as f:
        old = version.startswith('version2')
        end = ['pending']*2 if form.startswith('begun') else ['failed', 'pending' if old else 'lost']
        assert f.table['status'].tolist() == ['finished', 'finished', *end] and f.complete == (form in ('finished.hdf5', 'kept.hdf5'))
        assert f.table['mean'][:2].tolist() == [0.8, 1.8] and np.isnan(f.table['mean'][2:]).all() and f.pre_run['mean'] == 0.8 - 1
        assert f.table['R_ee'].tolist() == [1, 1.6, 2.5, 3.2] and f.run(1)['mean'] == 1.8 and f.table['ok'][:2].tolist() == [True]*2
        tau = f.parameters['tau']
        assert (tau.value, tau.unit, tau.si) == ((0.015, 's', 0.015) if int(version[7]) < 4 else (15, 'ms', 0.015))
        v = f.gather('monitors.v.v')
        assert v.dims == ('run', 'time', 'neuron') and v.data[0].tolist() == ([[-70, -69.5], [-69, -68.5], [-68, -67.5]] if v.unit == 'mV' else
                                                                             [[-0.07, -0.0695], [-0.069, -0.0685], [-0.068, -0.0675]])
        assert f.run(2)['mean'] == 2.8 if 'failed' in end and not old else 'mean' not in f.run(2)


def test_never_changed(kinds):
    before = os.stat(kinds)
    with golgi.open(kinds, 'kinds') as f:
        repr(f), f.table['x'], f.run(0)['z']
    assert (os.stat(kinds).st_mtime_ns, os.stat(kinds).st_size) == (before.st_mtime_ns, before.st_size)


def test_beside(tmp_path):
    """A finished file with an exploration beside it that will replace it is read, and says so; one with kept segments has none."""
    shutil.copy(os.path.join(DATA, 'version4', 'finished.hdf5'), tmp_path / 'x.hdf5')
    shutil.copytree(os.path.join(DATA, 'version4', 'begun.hdf5.parts'), tmp_path / 'x.hdf5.parts')
    with pytest.warns(UserWarning, match='is finished, and an exploration that will replace it is in .*x.hdf5.parts'):
        f = golgi.open(tmp_path / 'x.hdf5')
    assert f.complete and f.table['status'].tolist()[2] == 'failed' and len(f.doubts) == 1
    assert golgi.open(tmp_path / 'x.hdf5.parts').table['status'].tolist()[2] == 'pending'
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        assert golgi.open(os.path.join(DATA, 'version4', 'kept.hdf5')).doubts == []


def test_gone(tmp_path):
    shutil.copytree(os.path.join(DATA, 'version4', 'begun.hdf5.parts'), tmp_path / 'x.hdf5.parts')
    for name in os.listdir(tmp_path / 'x.hdf5.parts'):
        os.remove(tmp_path / 'x.hdf5.parts' / name)
    with pytest.raises(golgi.NoFile, match=r'there is no file .* \(it was begun, and there is no plan of it yet'):
        golgi.open(tmp_path / 'x.hdf5')
    shutil.copy(os.path.join(DATA, 'version4', 'kept.hdf5'), tmp_path / 'k.hdf5')     # without its segments
    with golgi.open(tmp_path / 'k.hdf5') as f:
        assert f.table['mean'].tolist()[:2] == [0.8, 1.8]
        with pytest.raises(golgi.NoFile, match='has its runs in other files, and .*kept.hdf5.parts/000001-d0419b73.hdf5 is not there'):
            f.run(0)['mean']


def test_deleted(deleted):
    with golgi.open(deleted) as f:
        assert f.table['status'].tolist() == ['finished', 'deleted', 'finished', 'deleted', 'finished', 'pending'] and f.provenance['deleted'] == ['z of runs 2']
        assert f.run(1).items == [] and f.run(1).error == 'it had finished' and 'z' not in f.run(2)
        z = f.gather('z.z')
        assert z.present.ravel().tolist() == [True, False, False, False, True, False] and np.isnan(z.data).sum() == 4
        assert f.status_counts() == {'finished': 3, 'deleted': 2, 'pending': 1}


def test_closed(kinds):
    f = golgi.open(kinds, 'kinds')
    item = f.run(0).item('z')
    f.close()
    for again in (lambda: item.value, lambda: f.run(0).status, lambda: f.table['z']):
        with pytest.raises(golgi.GolgiError):
            again()


def test_grown(grown):
    """Points that were added later are in plans of their own; segments were merged in between, or not."""
    with golgi.open(grown) as f:
        assert not f.complete and len(f) == 9 and f.provenance['generations'][0] == 0
        assert f.table['status'].tolist() == ['finished']*5 + ['failed'] + ['finished']*2 + ['pending'] and f.table['x'].tolist() == list(range(9))
        assert f.table['tau'] == pytest.approx([(i + 0.1)/1000 for i in range(9)], rel=1e-15) and f.table.units['tau'] == 'ms' and [v.tolist() for v in f.table['list']] == [['a', 'b', 'c'][:i % 3] for i in range(9)]
        assert [r.point['tau'].si for r in f] == [(i + 0.1)*1e-6 for i in range(9)] and f.run(7).point['list'].value.tolist() == ['a']
        z = f.gather('z.z')
        assert z.unit == 'mV' and z.data[:5].tolist() == [0, 10, 20, 30, 40] and z.present.tolist() == [True]*5 + [False, True, True, False]
        assert dict(f.each('xs'))[5].shape == (5,) and [i for i, _ in f.each('xs')] == list(range(8)) and f.run(5)['z.z'] == 50 and f.run(5).error == 'no convergence'
        assert f.run(5).derived['twice'].value == 10 and f.run(5).log == '0.001 s debug größer\n' and f.run(8).log == ''
        assert f.table.units['z'] == 'mV' and f.pre_run.status == 'pending' and f.pre_run.items == []


def test_posted(posted):
    with golgi.open(posted) as f:
        run = f.run(0)
        assert run['later'] == 7.5 and run.item('later').post == 1 and run.item('value').post == 0 and run.posts == 1 and f.table['posts'].tolist() == [1, 0]
        assert run.item('later').unit == 'Hz' and f.provenance['posts'][0]['command'] == ['post', 'später'] and np.isnan(f.table['later'][1])
        assert run['quick.value'] == 0 and run.results['quick']['text'] == '0' and f.run(1)['a.stats.value'] == 1 and f.run(1).derived['d.twice'].comment == 'of i'
        assert f.parameters['short'].value == 1 and f.parameters['g.x'].min == '0 mV' and f.results['best']['slope'] == 2.5 and list(f.results) == ['fit.line']
        assert f.run(1).point['x'].si == 1/3 and f.run(1).point['x'].unit == 'mV'      # no number of mV gives that SI value


def test_going(kinds, tmp_path, monkeypatch):
    """A segment that goes while HDF5 opens it is not damaged: it has gone."""
    path = str(tmp_path / 'segment.hdf5')
    shutil.copy(kinds, path)

    def opened(name, mode):
        os.remove(name)
        raise OSError("Unable to open file (can't retrieve stat info for file)")
    monkeypatch.setattr(golgi.source.h5py, 'File', opened)
    with pytest.raises(golgi.NoFile):
        golgi.source.open_file(path)
