"""Units as Golgi writes them ("mV", "S/m^2", "V s^-1/2"): their size in SI units, and their names for pint.

A unit is a product of names with powers: * or a space between factors, / before one, ** or ^ before an exponent. The names are those of Brian 2:
mV, msiemens, uF, cm2.
"""
from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, TYPE_CHECKING

if TYPE_CHECKING:
    import pint

_PREFIX = {'Y': 24, 'Z': 21, 'E': 18, 'P': 15, 'T': 12, 'G': 9, 'M': 6, 'k': 3, 'h': 2, 'da': 1, '': 0, 'd': -1, 'c': -2, 'm': -3, 'u': -6, 'n': -9,
           'p': -12, 'f': -15, 'a': -18, 'z': -21, 'y': -24}
# Names and symbol of a unit, the power of ten that it is of its SI unit, and its dimension: powers of m, kg, s, A, K, mol, cd.
_BASES = [('metre meter', 'm', 0, (1, 0, 0, 0, 0, 0, 0)), ('gram gramme', 'g', -3, (0, 1, 0, 0, 0, 0, 0)), ('second', 's', 0, (0, 0, 1, 0, 0, 0, 0)),
          ('amp ampere', 'A', 0, (0, 0, 0, 1, 0, 0, 0)), ('kelvin', 'K', 0, (0, 0, 0, 0, 1, 0, 0)), ('mole mol', 'mol', 0, (0, 0, 0, 0, 0, 1, 0)),
          ('candle', 'cd', 0, (0, 0, 0, 0, 0, 0, 1)), ('molar', 'M', 3, (-3, 0, 0, 0, 0, 1, 0)), ('radian', 'rad', 0, (0,)*7), ('steradian', 'sr', 0, (0,)*7),
          ('hertz', 'Hz', 0, (0, 0, -1, 0, 0, 0, 0)), ('newton', 'N', 0, (1, 1, -2, 0, 0, 0, 0)), ('pascal', 'Pa', 0, (-1, 1, -2, 0, 0, 0, 0)),
          ('joule', 'J', 0, (2, 1, -2, 0, 0, 0, 0)), ('watt', 'W', 0, (2, 1, -3, 0, 0, 0, 0)), ('coulomb', 'C', 0, (0, 0, 1, 1, 0, 0, 0)),
          ('volt', 'V', 0, (2, 1, -3, -1, 0, 0, 0)), ('farad', 'F', 0, (-2, -1, 4, 2, 0, 0, 0)), ('ohm', 'ohm', 0, (2, 1, -3, -2, 0, 0, 0)),
          ('siemens', 'S', 0, (-2, -1, 3, 2, 0, 0, 0)), ('weber', 'Wb', 0, (2, 1, -2, -1, 0, 0, 0)), ('tesla', 'T', 0, (0, 1, -2, -1, 0, 0, 0)),
          ('henry', 'H', 0, (2, 1, -2, -2, 0, 0, 0)), ('lumen', 'lm', 0, (0, 0, 0, 0, 0, 0, 1)), ('lux', 'lx', 0, (-2, 0, 0, 0, 0, 0, 1)),
          ('becquerel', 'Bq', 0, (0, 0, -1, 0, 0, 0, 0)), ('gray', 'Gy', 0, (2, 0, -2, 0, 0, 0, 0)), ('sievert', 'Sv', 0, (2, 0, -2, 0, 0, 0, 0)),
          ('katal', 'kat', 0, (0, 0, -1, 0, 0, 1, 0)), ('liter litre', 'l', -3, (3, 0, 0, 0, 0, 0, 0)), ('kilogram kilogramme', 'kg', 0, (0, 1, 0, 0, 0, 0, 0))]


def _vocabulary():
    words = {}      # (symbol, power of ten, dimension)
    for symbols in (False, True):       # a name counts before a symbol
        for names, symbol, ten, dim in _BASES:
            for prefix, by in _PREFIX.items():
                if prefix and symbol in ('K', 'kg'):
                    continue
                for word in [symbol] if symbols else names.split():
                    words.setdefault(prefix + word, (prefix + symbol, ten + by, dim))
    return words


WORDS = _vocabulary()
_TOKEN = re.compile(r'\s*(?:(?P<word>[A-Za-zµΩ]+)(?P<power>[23]?)|(?P<number>\d+(?:\.\d+)?)|(?P<op>\*\*|[*/^()+-]))')


class Unit:
    """A unit: factors [(symbol, power)], its size in SI units, and its dimension."""

    def __init__(self, text: str) -> None:
        self.text, self._tokens, self._at = text, [], 0
        at = 0
        while at < len(text.rstrip()):
            m = _TOKEN.match(text, at)
            if m is None:
                raise ValueError(f'golgi: {text!r} is no unit: {text[at:]!r} is not understood')
            at = m.end()
            self._tokens.append(m)
        self.factors = self._product()
        if self._at < len(self._tokens):
            raise ValueError(f'golgi: {text!r} is no unit')
        ten, dim = Fraction(0), [Fraction(0)]*7
        for symbol, power in self.factors:
            _, by, of = WORDS[symbol]
            ten += by*power
            dim = [d + o*power for d, o in zip(dim, of)]
        self.ten, self.dimension = ten, tuple(dim)

    @property
    def scale(self) -> float:
        """One of the unit in SI units."""
        if self.ten.denominator == 1:
            return float(f'1e{self.ten}')
        if self.ten.denominator == 2:
            return float(f'3.16227766016837933199889354443271853371955513932521682685750485e{(self.ten - Fraction(1, 2)).numerator}')
        raise ValueError(f'golgi: one {self.text} is 10^({self.ten}) SI units, which is no float')

    def _op(self, *ops):
        if self._at < len(self._tokens) and self._tokens[self._at]['op'] in ops:
            self._at += 1
            return self._tokens[self._at - 1]['op']
        return None

    def _product(self):
        factors, sign = self._power(), 1
        while self._at < len(self._tokens):
            op = self._op('*', '/')
            if op is None and self._tokens[self._at]['op'] not in (None, '('):
                break
            sign = -1 if op == '/' else 1
            factors += [(s, sign*p) for s, p in self._power()]
        return factors

    def _power(self):
        factors = self._operand()
        op = self._op('**', '^')
        if op:
            exponent = self._exponent(op == '^')
            factors = [(s, p*exponent) for s, p in factors]
        return factors

    def _operand(self):
        if self._op('('):
            factors = self._product()
            if not self._op(')'):
                raise ValueError(f'golgi: {self.text!r} is no unit: a ) is missing')
            return factors
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        self._at += 1
        if token and token['number'] == '1':
            return []
        word = token and token['word']
        if word not in WORDS:
            raise ValueError(f'golgi: {self.text!r} is no unit' + (f': {word!r} is unknown' if word else ''))
        return [(WORDS[word][0], Fraction(int(token['power'] or 1)))]

    def _exponent(self, bare):
        inside = self._op('(')
        sign = -1 if self._op('-', '+') == '-' else 1
        value = self._number()
        if (bare or inside) and self._at + 1 < len(self._tokens) and self._tokens[self._at + 1]['number'] and self._op('/'):
            value /= self._number()
        if inside and not self._op(')'):
            raise ValueError(f'golgi: {self.text!r} is no unit: a ) is missing')
        return sign*value

    def _number(self):
        self._at += 1
        token = self._tokens[self._at - 1] if self._at <= len(self._tokens) else None
        if not token or not token['number']:
            raise ValueError(f'golgi: {self.text!r} is no unit: an exponent is missing')
        return Fraction(token['number'])


def scale(text: str) -> float:
    """The size of one of a unit in SI units; of no unit, 1."""
    return Unit(text).scale if text else 1.0


def for_pint(text: str) -> str:
    """A unit as pint reads it: as it stands where pint reads that, else as powers of symbols: "V s^-1/2" becomes "V * s**-0.5"."""
    if not text:
        return ''
    factors = Unit(text).factors
    if re.fullmatch(r'[A-Za-z]+(/[A-Za-z]+(\^[23])?)?', text) and set(re.findall('[A-Za-z]+', text)) == {symbol for symbol, _ in factors}:
        return text
    return ' * '.join(symbol if power == 1 else f'{symbol}**{_plain(power)}' for symbol, power in factors) or 'dimensionless'


def _plain(power):
    return power.numerator if power.denominator == 1 else float(power)


def quantity(value: Any, unit: str) -> pint.Quantity:
    """A number or an array as a quantity of pint, in the registry of the application."""
    from .optional import need
    pint = need('pint', 'a quantity')
    return pint.get_application_registry().Quantity(value, for_pint(unit))
