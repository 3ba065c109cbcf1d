"""Values as the texts that a program understands on its command line: exactly the value, to the last bit."""
from __future__ import annotations

import numbers
import re
from fractions import Fraction
from typing import Any

import numpy as np

from . import units

_NAME = re.compile(r'[A-Za-z_$][\w.$-]*')
# What dimensions are called: the unit of one SI unit of them.
_COHERENT: dict[tuple, str] = {}
for _symbol in ('V', 'S', 'F', 'ohm', 'Hz', 'C', 'J', 'W', 'N', 'Pa', 'm', 'kg', 's', 'A', 'K', 'mol', 'cd'):
    _COHERENT.setdefault(units.WORDS[_symbol][2], _symbol)
_BASE = ('m', 'kg', 's', 'A', 'K', 'mol', 'cd')
_OF_PINT = {'meter': 'm', 'kilogram': 'kg', 'second': 's', 'ampere': 'A', 'kelvin': 'K', 'mole': 'mol', 'candela': 'cd'}


def name(path: str) -> str:
    """The name of a parameter, which nothing takes for an option."""
    if not isinstance(path, str) or not _NAME.fullmatch(path):
        raise ValueError(f'golgi: {path!r} is no name of a parameter; write one such as "R_ee" or "neurons.tau"')
    return path


def of(value: Any, name: str = '') -> str:
    """A value as a text: a number, truth value, text or quantity (of pint or Brian 2), or a list of these. An error calls it by the name."""
    plain = _plain(value)
    if plain is not None:
        return plain
    if _is_list(value):
        return _list(value)
    raise TypeError(f'golgi: {name + ": " if name else ""}{value!r} is a {type(value).__name__}, which no command line can say; write a number, a text, a truth value or a quantity, or a list')


def explorations(explore: Any) -> list[str]:
    """What is to be explored, as lines for --explore.

    explore: {name: values}, where the values are a list, an array, a quantity with an array, or a text as "1:3:0.5"; {(name, name): [(value, value), …]}
    for what changes together; or lines themselves, a text or a list of texts.
    """
    if explore is None:
        return []
    if isinstance(explore, str):
        return [explore]
    if not hasattr(explore, 'items'):
        lines = list(explore)
        if not all(isinstance(line, str) for line in lines):
            raise TypeError('golgi: what to explore is a dict {name: values}, a text, or a list of texts')
        return lines
    return [_line(key, values) for key, values in explore.items()]


def _line(key, values):
    if not isinstance(key, tuple):
        return f'{name(key)}={values if isinstance(values, str) else _values(key, values)}'
    points = [tuple(p) for p in values]
    if any(len(p) != len(key) for p in points):
        raise ValueError(f'golgi: {", ".join(map(str, key))} change together, so each point has {len(key)} values')
    return ' with '.join(f'{name(k)}={_values(k, column)}' for k, column in zip(key, map(list, zip(*points))))


def _values(key, values):
    if _plain(values) is not None:
        values = [values]
    elif not _is_list(values):
        raise TypeError(f'golgi: the values of {key} are {values!r}; write a list, an array, or a text as "1:3:0.5"')
    texts = []
    for value in values:
        text = _plain(value)
        if text is None:
            raise TypeError(f'golgi: {key}: {value!r} cannot be explored from a command line; write numbers, texts, truth values or quantities')
        if isinstance(value, str) and (not text or text != text.strip() or re.search(r'[,;\[\]()]|\swith\s', text)):
            raise ValueError(f'golgi: {key}: the text {text!r} cannot be explored from a command line: it is empty, has spaces at its ends, or one of , ; ( ) [ ]')
        texts.append(text)
    if not texts:
        raise ValueError(f'golgi: {key} has no values to explore; give at least one')
    return ','.join(texts)


def _is_list(value):
    if isinstance(value, (list, tuple, range)):
        return True
    return hasattr(value, '__iter__') and not isinstance(value, (str, bytes, dict)) and getattr(getattr(value, 'magnitude', value), 'ndim', 1) > 0


def _plain(value):
    """A single value as a text; None if it is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, np.bool_)):
        return 'true' if value else 'false'
    if hasattr(value, 'magnitude') and hasattr(value, 'units'):
        return _of_pint(value) if np.ndim(value.magnitude) == 0 else None
    dimension = dimension_of(value)
    if dimension is not None and np.ndim(value) == 0:
        return measured(float(value), dimension)
    if isinstance(value, np.ndarray) and value.ndim == 0:
        return _plain(value[()])
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, (float, np.floating)):
        return _number(float(value))
    if isinstance(value, numbers.Rational):
        return _number(float(value))
    return None


def _number(x):
    text = repr(x)
    return text[:-2] if text.endswith('.0') else text


def dimension_of(value):
    """The dimension of a quantity of Brian 2, None of anything else, and of what has none."""
    dim = getattr(getattr(value, 'dim', None), '_dims', None)
    if dim is None or not any(dim):
        return None
    return tuple(Fraction(float(d)).limit_denominator(1000) for d in dim)


def measured(si, dimension):
    """A quantity of SI units as a text: 3 mV, if that is the same to the last bit, else 0.003 V."""
    symbol = coherent(dimension)
    if tuple(dimension) not in _COHERENT:
        return f'{_number(si)} {symbol}'
    if symbol not in ('K', 'kg') and si and np.isfinite(si):
        for prefix in ('', 'm', 'u', 'n', 'p', 'f', 'k', 'M', 'G'):
            scale = units.scale(prefix + symbol)
            x = float(f'{si/scale:.15g}')
            if 1 <= abs(x) < 1000 and x*scale == si:
                return f'{_number(x)} {prefix}{symbol}'
    return f'{_number(si)} {symbol}'


def coherent(dimension):
    """The SI unit of a dimension: V, S m^-2, V s^-1/2, m kg."""
    dimension = tuple(dimension)
    best = _product(zip(_BASE, dimension))
    for of, symbol in _COHERENT.items():
        rest = [d - o for d, o in zip(dimension, of)]
        if symbol not in _BASE and symbol != 'Hz' and sum(r != 0 for r in rest) + 1 < sum(d != 0 for d in dimension):
            best = _product([(symbol, 1), *zip(_BASE, rest)])
            if sum(r != 0 for r in rest) == 1:
                break
    return _COHERENT.get(dimension) or best


def _product(factors):
    return ' '.join(symbol if power == 1 else f'{symbol}^{Fraction(power).limit_denominator(1000)}' for symbol, power in factors if power)


def _of_pint(q, number=lambda x: _number(float(x))):
    """A quantity of pint, in its own unit where Golgi has that, else in SI base units."""
    if q.dimensionless:
        return number(q.to('').magnitude)
    symbols = []
    for unit, power in q.unit_items() if hasattr(q, 'unit_items') else q._units.items():
        symbol = q._REGISTRY.get_symbol(unit).replace('µ', 'u').replace('μ', 'u').replace('Ω', 'ohm')
        if symbol not in units.WORDS or 'delta' in unit:
            break
        symbols.append((symbol, power))
    else:
        text = _product(symbols)
        if np.allclose(units.scale(text)*np.asarray(q.magnitude), q.to_base_units().magnitude, rtol=1e-9, atol=0, equal_nan=True):
            return f'{number(q.magnitude)} {text}'
    q = q.to_base_units()
    try:
        return f'{number(q.magnitude)} {_product((_OF_PINT[unit], power) for unit, power in q._units.items())}'
    except KeyError as e:
        raise ValueError(f'golgi: {q} is in {e.args[0]}, of which Golgi knows nothing') from None


def _list(value):
    if hasattr(value, 'magnitude'):
        if np.ndim(value.magnitude) != 1:
            raise ValueError(f'golgi: an array of {np.ndim(value.magnitude)} dimensions cannot be said on a command line; set it in the program')
        return _of_pint(value, lambda x: '[' + ', '.join(_number(float(y)) for y in x) + ']')
    items = list(value)
    dimensions = {dimension_of(x) if dimension_of(x) is not None else 'pint' if hasattr(x, 'magnitude') else None for x in items}
    if dimensions == {'pint'}:
        first = items[0]
        return _list(first._REGISTRY.Quantity(np.array([x.to(first.units).magnitude for x in items]), first.units))
    if len(dimensions) > 1:
        raise ValueError(f'golgi: {value!r} has values of several dimensions')
    dimension = dimensions.pop() if dimensions else None
    if dimension is not None:
        return '[' + ', '.join(_number(float(x)) for x in items) + '] ' + coherent(dimension)
    texts = [_plain(x) for x in items]
    if None in texts:
        raise ValueError(f'golgi: {value!r} is no list of single values; set it in the program')
    bad = [t for t in items if isinstance(t, str) and (',' in t or t != t.strip())]
    if bad:
        raise ValueError(f'golgi: {bad[0]!r} cannot be one of a list on a command line: it has a comma, or spaces at its ends')
    return '[' + ', '.join(texts) + ']'
