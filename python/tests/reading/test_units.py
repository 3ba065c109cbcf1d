"""Units are those of Brian 2, and pint reads each of them."""
import os

import pytest

from conftest import ROOT
from golgi import units

EXPRESSIONS = [('mV', 1e-3, 'mV'), ('S/m^2', 1, 'S/m^2'), ('V s^-1/2', 1, 'V * s**-0.5'), ('uF/cm**2', 1e-2, 'uF * cm**-2'), ('1/ms', 1e3, 'ms**-1'),
               ('second**-0.5', 1, 's**-0.5'), ('second**(-1/2)', 1, 's**-0.5'), ('A/m*s', 1, 'A * m**-1 * s'), ('amp/(meter**2)', 1, 'A * m**-2'),
               ('mV/ms**0.5', 1e-3*1000**0.5, 'mV * ms**-0.5'), ('1', 1, 'dimensionless'), ('', 1, ''), ('msiemens', 1e-3, 'mS'), ('l', 1e-3, 'l'), ('mM', 1, 'mM')]


@pytest.mark.parametrize('text, scale, pints', EXPRESSIONS)
def test_expressions(text, scale, pints):
    assert units.scale(text) == pytest.approx(scale, rel=1e-15) and units.for_pint(text) == pints


@pytest.mark.parametrize('text', ['mVolt', '2 mV', 'V/', 'V^', '(V', 'V)', 'µx', '**', 'V**x'])
def test_wrong(text):
    with pytest.raises(ValueError, match='is no unit'):
        units.Unit(text)


def all_of_brian():
    with open(os.path.join(ROOT, 'units', 'testdata', 'brian2_units.txt')) as f:
        return [line.split() for line in f if line.strip() and line[0] != '#']


@pytest.mark.slow
def test_brian():
    for name, scale, *dimension in all_of_brian():
        unit = units.Unit(name)
        assert [str(d) for d in unit.dimension] == dimension and unit.scale == pytest.approx(float(scale), rel=1e-15), name


@pytest.mark.slow
def test_pint():
    registry = pytest.importorskip('pint').UnitRegistry()
    for name, scale, *_ in all_of_brian():
        assert registry.Quantity(1, units.for_pint(name)).to_base_units().magnitude == pytest.approx(float(scale), rel=1e-12), name
