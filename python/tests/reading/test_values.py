"""Values of every kind are what the Go test that wrote them says (hdf5/kinds_test.go)."""
import math

import numpy as np
import pytest

import golgi


@pytest.fixture(scope='module')
def file(kinds):
    with golgi.open(kinds, 'kinds') as f:
        yield f


def same(a, b):
    if isinstance(b, (list, np.ndarray)):
        a, b = np.asarray(a), np.asarray(b)
        return a.shape == b.shape and all(same(x, y) for x, y in zip(a.ravel().tolist(), b.ravel().tolist()))
    return a == b or a != a and b != b


SINGLE = {'one.int': -2**63, 'one.float': -math.inf, 'one.nan': math.nan, 'one.bool': True, 'one.text': '', 'one.quantity': 2.0, 'one.noise': 3.0, 'x': 0}
LISTS = {'list.ints': [2**63 - 1, -1], 'list.floats': [0.5], 'list.bools': [True, False], 'list.texts': ['', 'größe'], 'list.quantities': [-70, -55],
         'list.none': [], 'list.notexts': [], 'weights': [], 'group': []}
OTHER = {'byte': np.uint8(200), 'small': np.int8(-8), 'short': np.int16(-16), 'int': np.int32(-32), 'long': np.uint64(2**64 - 1), 'ushort': np.uint16(16),
         'uint': np.uint32(32), 'float': np.float32(0.5), 'complex': 1 - 2j, 'narrow': np.complex64(2j), 'blob': [0, 1, 255], 'complexes': [1j],
         'floats': [0.5, 1], 'matrix': [[1, 2], [3, 4]], 'words': [['ä', '']], 'volts': [[-70], [-55]]}


def test_parameters(file):
    for path, value in {**SINGLE, **LISTS, **{'other.' + n: v for n, v in OTHER.items()}}.items():
        found = file.parameters[path].value
        assert same(found, value), (path, found)
        if np.ndim(value) == 0:
            assert type(found) is type(value), path
    assert file.parameters['list.bools'].value.dtype == bool and file.parameters['other.blob'].value.dtype == np.uint8
    assert file.parameters['other.floats'].value.dtype == np.float32 and file.parameters['list.none'].value.dtype == np.float64


def test_units(file):
    assert [file.parameters[p].unit for p in ('one.quantity', 'one.noise', 'list.quantities', 'volts', 'x')] == ['S/m^2', 'V s^-1/2', 'mV', 'mV', '']
    assert file.parameters['list.quantities'].si.tolist() == [-0.07, -0.055]
    notes = file.parameters['one.int'].annotations
    assert notes == {'int': 1, 'float': 0.5, 'yes': True, 'no': False, 'text': 'ü', 'none': '', 'quantity': -70.0, 'quantity.unit': 'mV'}


def test_compounds(file):
    for frame, x in ((file.parameters['other.frame'].value, 3), (file.run(0)['other.frame'], 3), (file.run(1).parameters['frame'].value, 2)):
        assert list(frame) == ['cell', 'rate'] and frame['cell'].tolist() == ['exc', 'größe'] and frame['rate'].tolist() == [x, 7.5]
        assert frame.units == {'cell': '', 'rate': 'Hz'} and frame.comments['rate'] == 'mean'
    for csr in (file.parameters['csr'].value, file.run(0)['csr']):
        assert csr.shape == (2, 3) and csr.toarray().tolist() == [[1, 0, 2], [0, 3, 0]]


def test_results(file):
    run = file.run(0)
    for name, value in {**{'other.' + n: v for n, v in OTHER.items()}, 'all.int': 2**40, 'all.float': 0.5, 'all.bool': False, 'all.text': 'größe', 'all.empty': '',
                        'all.nan': math.nan, 'ints': [-2**63, 2**63 - 1], 'int32s': [-1, 2], 'all.bools': [True, False], 'all.texts': ['', 'größe'],
                        'none': [], 'all.notexts': [], 'grid': [['a', ''], ['ü', 'd']], 'flags': [[True, False, True]], 'z': [1, 2]}.items():
        assert same(run[name], value), (name, run[name])
        if np.ndim(value) == 0:
            assert type(run[name]) is type(value), name
    assert run['flat'].shape == (0, 5) and run['flags'].dtype == bool and run['all.bools'].dtype == bool
    assert run.item('all.float').unit == 'mV' and run.item('all.float').si == 0.0005 and run.item('other.csr').kind == 'csr'
    assert run.results['other'].item('frame').shape == (2, 2) and run['described.x'] == 1


def test_links(file):
    assert file.parameters['shortcut'].value == -2**63 and file.parameters['many.texts'].value.tolist() == ['', 'größe']
    assert file.config['pool.workers'].value == 8 and file.provenance['command'] == ['run', '--größe', '']


def test_points(file):
    assert file.table['x'].tolist() == [2**33, -1] and file.table['parameters.other.complex'].tolist() == [1j, 2]
    assert [same(v, w) for v, w in zip(file.table['weights'], ([1, 2], []))] == [True, True]
    point = file.run(1).point
    assert point['x'].value == -1 and type(point['x'].value) is int and point['other.byte'].value == 1 and point['group'].value.tolist() == ['ä']
    assert file.run(1).parameters['one.text'].value == '' and file.run(1).parameters['x'].explored


def test_table(file):
    t = file.table
    assert t.column('all.int').values.dtype == np.int64 and t['all.int'].mask.tolist() == [False, True] and t['all.int'][0] == 2**40
    assert t['long'][0] == 2**64 - 1 and t['results.other.complex'][0] == 1 - 2j and t['all.bool'][0] is np.False_
    assert t['all.text'].tolist() == ['größe', None] and t['duration'].tolist()[0] == 0.0015 and math.isnan(t['duration'][1])
    assert t['start'].astype(str).tolist() == ['2026-11-21T09:30:59.123456', 'NaT'] and t['status'].tolist() == ['finished', 'pending']
