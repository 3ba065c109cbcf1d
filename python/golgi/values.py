"""Values of a file: what is in a dataset, or a group, as Python and numpy have it.

    bool, int, float, complex, str      single values; numbers of other sizes are numpy's (numpy.uint8, numpy.float32, …)
    numpy.ndarray                       lists and arrays; of texts, with dtype object
    Frame, CSR                          tables and sparse matrices
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TYPE_CHECKING

import h5py
import numpy as np

from .optional import need

if TYPE_CHECKING:
    import pandas
    import scipy.sparse

_PLAIN = (np.int64, np.float64, np.complex128, np.bool_)
_ABSENT = np.uint64(0x7ff80000006e6f6e)      # the bits of the NaN that stands where a run has none
NO_VALUES = 'This is a netCDF dimension but not a netCDF variable'


def text(value: Any, default: str = '') -> str:
    """An attribute that is a text; default where it is not there."""
    if value is None:
        return default
    return value.decode('utf-8', 'replace') if isinstance(value, bytes) else str(value)


def single(value):
    """A number of numpy as one of Python, where that is the same."""
    if isinstance(value, bytes):
        return text(value)
    return value.item() if isinstance(value, _PLAIN) else value


def typed(array, dtype):
    """Bytes are truth values, unless it says that they are numbers."""
    return array.astype(bool) if array.dtype == np.uint8 and dtype != 'uint8' else array


def read(node: h5py.Dataset | h5py.Group) -> Any:
    """The value in a dataset, or in a group that is a table or a sparse matrix."""
    if isinstance(node, h5py.Group):
        return _compound(node)
    if h5py.check_string_dtype(node.dtype) is not None:
        value = node.asstr()[()]
        return value if isinstance(value, str) else np.asarray(value, dtype=object)
    value = typed(np.asarray(node[()]), text(node.attrs.get('dtype')))
    return single(value[()]) if value.shape == () else value


def column(table, name, rows=slice(None)):
    """A column of a table of PyTables, some rows of it: texts as objects, truth values as such."""
    if name not in (table.dtype.names or ()):
        raise KeyError(f'{table.name} has no column {name}')
    array = table.fields(name)[rows]
    if array.dtype.kind == 'S':
        return np.array([text(x) for x in array.ravel()], dtype=object).reshape(array.shape)
    return typed(array, text(table.attrs.get(f'SRVC_COLUMN_{name}_SCALAR_TYPE')))


def cells(d):
    """The values of a column in a file, which are there, unit and comment."""
    unit, comment = text(d.attrs.get('units')), text(d.attrs.get('comment'))
    if d.dtype.kind in 'OS':
        return np.asarray(d.asstr()[()], dtype=object), np.ones(len(d), bool), unit, comment
    found = d[()]
    present = np.ones(len(found), bool)
    if found.dtype == np.float64:
        present = found.view(np.uint64) != _ABSENT
    elif '_FillValue' in d.attrs:
        present = found != np.ravel(d.attrs['_FillValue'])[0]
    if found.dtype == np.uint8:
        found = found.astype(bool)
    return found, present, unit, comment


def is_item(name, node):
    """Whether a member of a result is an item of it: not a dimension without values, nor a copy for pypet."""
    if name.startswith('_'):
        return False
    if isinstance(node, h5py.Group):
        return 'form' in node.attrs
    return not text(node.attrs.get('NAME')).startswith(NO_VALUES)


def _compound(group):
    order = text(group.attrs.get('columns')).split()
    parts = {name: node for name, node in group.items() if is_item(name, node)}
    names = sorted(parts, key=lambda name: order.index(name) if name in order else -1)
    form = text(group.attrs.get('form'))
    if form == 'csr':
        return CSR(*(read(parts[name]) for name in ('data', 'indices', 'indptr')), shape=tuple(int(n) for n in read(parts['shape'])))
    if form != 'frame':
        raise KeyError(f'{group.name} has the form {form!r}, which is not known here')
    return Frame({name: read(parts[name]) for name in names}, {name: text(parts[name].attrs.get('units')) for name in names},
                 {name: text(parts[name].attrs.get('comment')) for name in names})


class Frame(Mapping[str, np.ndarray]):
    """A table: its columns by their names, each an array (row).

    units and comments have a text for each column, "" where there is none.
    """

    def __init__(self, columns: Mapping[str, np.ndarray], units: dict[str, str], comments: dict[str, str]) -> None:
        self._columns, self.units, self.comments = dict(columns), units, comments

    def __getitem__(self, name):
        return self._columns[name]

    def __iter__(self):
        return iter(self._columns)

    def __len__(self):
        return len(self._columns)

    def __repr__(self):
        rows = len(next(iter(self._columns.values()), ()))
        return f'<golgi.Frame of {rows} rows: {", ".join(n + ("/" + self.units[n] if self.units[n] else "") for n in self)}>'

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas.DataFrame; attrs["units"] has the units."""
        frame = need('pandas', 'a table').DataFrame(self._columns)
        frame.attrs['units'] = {n: u for n, u in self.units.items() if u}
        return frame


class CSR:
    """A sparse matrix in compressed rows, as scipy.sparse.csr_matrix has it: data, indices (entry), indptr (row + 1), shape."""

    def __init__(self, data: np.ndarray, indices: np.ndarray, indptr: np.ndarray, shape: tuple[int, int]) -> None:
        self.data, self.indices, self.indptr, self.shape = data, indices, indptr, shape

    def __repr__(self):
        return f'<golgi.CSR of {len(self.data)} values, {self.shape[0]} x {self.shape[1]}>'

    def to_scipy(self) -> scipy.sparse.csr_matrix:
        """A scipy.sparse.csr_matrix."""
        return need('scipy.sparse', 'a sparse matrix').csr_matrix((self.data, self.indices, self.indptr), shape=self.shape)

    def toarray(self) -> np.ndarray:
        """A full array (row, column)."""
        full = np.zeros(self.shape, self.data.dtype)
        rows = np.repeat(np.arange(self.shape[0]), np.diff(self.indptr))
        np.add.at(full, (rows, self.indices), self.data)
        return full
