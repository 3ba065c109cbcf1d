"""The folder through which a model goes to Golgi, and results come back: MODEL_FORMAT.md, "Arrays"."""
import json
import os

import numpy as np

ALIGN = 64
SMALL = 16   # numbers up to which a list stands in the text


class Arrays:
    """Collects arrays and writes them one after another, little-endian, aligned."""

    def __init__(self, name):
        self.name, self.parts, self.size = name, [], 0

    def add(self, a):
        """Returns how an array stands in a model."""
        a = np.ascontiguousarray(a)
        if a.size <= SMALL and a.ndim == 1 and (a.dtype.kind in 'iub' or np.isfinite(a).all()):
            return a.tolist()
        dtype = {'b': np.bool_, 'f': np.float64, 'i': np.int64, 'u': np.int64}[a.dtype.kind]
        if a.dtype in (np.int32, np.uint32):
            dtype = a.dtype.type
        a = a.astype(np.dtype(dtype).newbyteorder('<'), copy=False)
        offset = -(-self.size // ALIGN) * ALIGN
        self.parts.append((offset, a))
        self.size = offset + a.nbytes
        name = 'bool' if dtype is np.bool_ else np.dtype(dtype).name
        return {'array': {'file': self.name, 'type': name, 'offset': offset, 'shape': list(a.shape)}}

    def write(self, folder):
        with open(os.path.join(folder, self.name), 'wb') as f:
            for offset, a in self.parts:
                f.seek(offset)
                if a.nbytes:
                    f.write(memoryview(a).cast('B'))
            f.truncate(self.size)


class Results:
    """What Golgi has stored of a run."""

    def __init__(self, folder):
        with open(os.path.join(folder, 'results.json')) as f:
            self.all = json.load(f)['results']
        path = os.path.join(folder, 'results.bin')
        self.data = np.asarray(np.memmap(path, dtype=np.uint8, mode='r')) if os.path.exists(path) and os.path.getsize(path) else np.zeros(0, np.uint8)

    def array(self, stored):
        """The numbers that stand in the results in text or in the binary file."""
        if isinstance(stored, dict):
            ref = stored['array']
            dtype = np.dtype(ref['type']).newbyteorder('<')
            n = int(np.prod(ref['shape'], dtype=np.int64)) * dtype.itemsize
            return self.data[ref['offset']:ref['offset'] + n].view(dtype).reshape(ref['shape'])
        return np.array(stored, dtype=float)    # "nan" and "inf" are texts that numpy reads


def number(x):
    """A float as JSON has it: Python's shortest text gives the same bits back."""
    x = x.item() if isinstance(x, (np.generic, np.ndarray)) else x
    if isinstance(x, (bool, int)):
        return x
    return float(x) if np.isfinite(x) else repr(float(x))
