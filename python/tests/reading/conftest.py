"""What the tests of reading and driving share.

GOLGI names the program golgi, and GOLGI_SAMPLES a folder with files that the Go test has made (cmd/golgi/python_test.go); what needs one of them is skipped without. The other files
are those of hdf5/testdata. Run by: go test ./cmd/golgi -run PythonPackage -v, or by hand: GOLGI=… python3 -m pytest tests/reading
"""
import gzip
import os
import shutil
import subprocess
import sys

import pytest

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..', '..'))
sys.path.insert(0, os.path.join(ROOT, 'python'))
DATA = os.path.join(ROOT, 'hdf5', 'testdata')


def pytest_configure(config):
    config.addinivalue_line('markers', 'slow: takes seconds; GOLGI_SLOW=1 runs it')


def pytest_collection_modifyitems(items):
    for item in items:
        if 'slow' in item.keywords and not os.environ.get('GOLGI_SLOW'):
            item.add_marker(pytest.mark.skip(reason='takes seconds; GOLGI_SLOW=1 runs it'))


def unzipped(name, folder):
    path = folder / name
    with gzip.open(os.path.join(DATA, name + '.gz')) as packed:
        path.write_bytes(packed.read())
    return str(path)


@pytest.fixture(scope='session')
def kinds(tmp_path_factory):
    """A file with values of every kind, in two trajectories: clustered and kinds."""
    return unzipped('kinds5.hdf5', tmp_path_factory.mktemp('kinds'))


@pytest.fixture(scope='session')
def deleted(tmp_path_factory):
    """A file of which two runs, and a result of a third, were deleted."""
    return unzipped('deleted7.hdf5', tmp_path_factory.mktemp('deleted'))


def made(name):
    folder = os.environ.get('GOLGI_SAMPLES')
    if not folder:
        pytest.skip('GOLGI_SAMPLES names no folder')
    return os.path.join(folder, name)


@pytest.fixture(scope='session')
def sample():
    """Six runs, (R_ee, tau) together x trial: NaN, infinity, integers that no float is; run 4 has failed, 5 is pending, 3 has given no fano."""
    return made('sample.hdf5')


@pytest.fixture(scope='session')
def grown():
    """What an exploration has left that gained points twice: 9 runs, of which 5 has failed, and 8 is pending."""
    return made('grown.hdf5')


@pytest.fixture(scope='session')
def posted():
    """Two runs with links, logs and derived parameters, of which the first was post-processed."""
    return made('posted.hdf5')


@pytest.fixture(scope='session')
def program():
    path = os.environ.get('GOLGI') or shutil.which('golgi')
    if not path:
        pytest.skip('GOLGI names no program golgi')
    return path


@pytest.fixture(scope='session')
def tiny(program, tmp_path_factory):
    """Four runs of the experiment tiny: bias x trial."""
    path = str(tmp_path_factory.mktemp('tiny') / 'tiny.hdf5')
    subprocess.run([program, 'tiny', 'run', '--explore', 'bias=1,1.5', '--trials', '2', '--out', path, '--quiet', '--engine', 'reference', 'neurons.N=10',
                    'simulation.durations.measure=0.2 s'], check=True, stdout=subprocess.DEVNULL)
    return path
