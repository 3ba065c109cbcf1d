"""What golgi prints of a file, as JSON, is what Python reads."""
import glob
import json
import math
import subprocess

import h5py
import numpy as np
import pytest

import golgi
from conftest import made
from golgi import units


def said(program, *args):
    out = subprocess.run([program, *args], capture_output=True, text=True)
    assert out.returncode == 0, out.stderr
    return json.loads(out.stdout)


def go(value):
    """A value as cmd/golgi writes it in JSON: texts for what is no number of JSON."""
    if isinstance(value, (golgi.Frame, golgi.CSR)) or value is None or value is np.ma.masked:
        return None
    if isinstance(value, np.ndarray):
        if value.ndim > 1:
            return None         # as Go prints it
        return [go(x) for x in value]
    if isinstance(value, (float, np.floating)):
        x = float(value) if not isinstance(value, np.float32) else float(str(value))
        return 'NaN' if math.isnan(x) else 'Infinity' if x == math.inf else '-Infinity' if x == -math.inf else x
    return value.item() if isinstance(value, np.generic) else value


def same(mine, said):
    """Whether a value is what Go prints: of complex numbers, (1+2i)."""
    if isinstance(mine, list) and isinstance(said, list):
        return len(mine) == len(said) and all(map(same, mine, said))
    if isinstance(mine, float) and isinstance(said, float):
        return said in (mine, float(np.float32(mine)))      # a float32 is printed with its own digits, or with those of the same float64
    if isinstance(mine, str) and isinstance(said, str):
        return mine.replace('Infinity', 'Inf') == said.replace('Infinity', 'Inf')
    if not isinstance(mine, complex):
        return mine == said
    said = complex(said.strip('()').lower()[:-1] + 'j')
    return all(a == b or a != a and b != b for a, b in ((mine.real, said.real), (mine.imag, said.imag)))


def agree(program, path, name):
    f = golgi.open(path, name)
    compared = 0
    rows = said(program, 'runs', path, '--trajectory', name, '--json')
    for row in rows:
        i = row['run']
        for column, cell in row.items():
            if column.startswith('start'):
                continue
            of = column.split('/')[0]
            c = f.table.column(of)
            assert c.unit == (column.split('/', 1)[1] if '/' in column else ''), column
            mine = go(c.values[i]) if c.present[i] else None
            if mine is not None or not isinstance(cell, str) or cell == '':
                if isinstance(mine, int) and mine >= 2**63:
                    mine = float(mine)      # golgi runs rounds these, and golgi show does not
                assert same(mine, cell), (path, i, column, mine, cell)
                compared += 1
    for i in [-1, *range(len(f))]:
        run = f.run(i)
        for row in said(program, 'show', path, run.name, '--trajectory', name, '--json', '--all'):
            what, path_of, value = row['what'], row['name'], row['value']
            if what == 'record':
                mine = {'name': run.name, 'status': run.status, 'error': run.error or None, 'warnings': run.warnings or None, 'stack': run.stack or None,
                        'log': run.log or None, 'duration': None if math.isnan(run.duration) else run.duration}.get(path_of, value)
                unit = row['unit'] or ''
            else:
                item = run.item(path_of) if what == 'result' or what.startswith('post') else (run.derived if what == 'derived' else run.parameters)[path_of]
                mine, unit = go(item.value), item.unit
                if what == 'point' and unit != row['unit'] and unit:       # it shows what no number of the default's unit gives in another one
                    mine, value, unit = item.si, value*units.scale(row['unit']), row['unit']
                if row['shape'] and (what == 'result' or what.startswith('post')):
                    assert row['shape'] == ' x '.join(map(str, item.shape)) and row['type'].replace('string', 'str') == item.kind, (i, row)
                    mine = value
                assert (row['comment'] or '') == item.comment
            if mine is None and value is not None:
                continue        # a table or an array, as Go prints it
            assert same(mine, value) or str(mine) == str(value), (i, row, mine)
            assert (row['unit'] or '') == unit, (i, row, unit)
            compared += 1
    return compared


@pytest.mark.slow
def test_kinds(program, kinds):
    assert agree(program, kinds, 'kinds') > 150


@pytest.mark.slow
def test_clustered(program, kinds):
    assert agree(program, kinds, 'clustered') > 80


@pytest.mark.slow
def test_sample(program, sample):
    assert agree(program, sample, 'sample') > 100


def test_posted(program, posted):
    assert agree(program, posted, 'posted') > 40


@pytest.mark.slow
def test_grown(program, grown):
    assert agree(program, grown, 'grown') > 100


@pytest.mark.slow
def test_changed(program, sample, deleted, tmp_path):
    """Merged, deleted, renamed, and not finished."""
    assert agree(program, deleted, 'factors') > 40
    one, two, merged = (str(tmp_path / name) for name in ('one.hdf5', 'two.hdf5', 'merged.hdf5'))
    for path, bias, trials in ((one, '1,1.2', '2'), (two, '1.2,1.4', '1')):
        subprocess.run([program, 'tiny', 'run', '--explore', f'bias={bias}', '--trials', trials, '--out', path, '--quiet', '--engine', 'reference', 'neurons.N=3'],
                       check=True, capture_output=True)
    subprocess.run([program, 'merge', merged, one, two], check=True, capture_output=True)
    subprocess.run([program, 'delete', merged, '--runs', '1,4'], check=True, capture_output=True)
    subprocess.run([program, 'rename', merged, 'other'], check=True, capture_output=True)
    assert agree(program, merged, 'other') > 50
    f = golgi.open(merged)
    assert f.provenance['merged']['file'].tolist() == ['one.hdf5', 'two.hdf5'] and f.status_counts() == {'finished': 3, 'deleted': 2}


def test_random(program):
    """Files with odd names, values of all kinds, some runs without some results, in all states, also not finished: cmd/golgi/python_random_test.go makes them."""
    for path in sorted(glob.glob(made('random-*.hdf5*'))):
        path = path[:-len('.parts')] if path.endswith('.parts') else path
        agree(program, path, golgi.open(path).name)


def test_arrays(kinds):
    """Each array is what h5py reads at its place."""
    f = golgi.open(kinds, 'kinds')
    with h5py.File(kinds, 'r') as raw:
        for path in f.run(0).items:
            node = raw['kinds/results/runs/run_00000000/' + path.replace('.', '/')]
            if isinstance(node, h5py.Dataset) and node.dtype.kind in 'iufc':
                assert np.array_equal(f.run(0)[path], node[()], equal_nan=True), path
