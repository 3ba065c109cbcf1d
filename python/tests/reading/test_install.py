"""The package is installed as README.md says, without a network."""
import os
import shutil
import subprocess
import sys

import pytest

from conftest import ROOT

CHECKS = '''
import sys, golgi
assert 'h5py' not in sys.modules and 'pandas' not in sys.modules      # nobody waits for what he does not use
assert 'site-packages' in golgi.__file__, golgi.__file__
print(golgi.open(sys.argv[1], "clustered").table["mean"].tolist()[:2])
'''


@pytest.mark.slow
def test_install(tmp_path, kinds):
    source = tmp_path / 'python'       # since setuptools leaves folders behind
    shutil.copytree(os.path.join(ROOT, 'python'), source, ignore=shutil.ignore_patterns('__pycache__', 'tests', 'build', '*.egg-info'))
    made = subprocess.run([sys.executable, '-m', 'venv', '--system-site-packages', str(tmp_path / 'env')], capture_output=True, text=True)
    if made.returncode:
        pytest.skip('there is no venv: ' + made.stdout + made.stderr)
    python = str(tmp_path / 'env' / 'bin' / 'python')
    done = subprocess.run([python, '-m', 'pip', 'install', '--no-build-isolation', '--no-deps', '--no-index', str(source)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    env = {name: value for name, value in os.environ.items() if name != 'PYTHONPATH'}
    out = subprocess.run([python, '-c', CHECKS, kinds], capture_output=True, text=True, cwd=tmp_path, env=env)
    assert out.stdout == '[0.8, 1.8]\n', out.stderr
    assert os.path.exists(os.path.join(os.path.dirname(subprocess.check_output([python, '-c', 'import golgi; print(golgi.__file__)'], text=True, env=env, cwd=tmp_path).strip()),
                                       'py.typed'))
