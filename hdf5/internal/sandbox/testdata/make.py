"""Makes the files of the tests. With h5py 3.7.0 over HDF5 1.10.8: old.h5, of the oldest structures, as other
programs write them; new.h5, of those of HDF5 1.10; bomb.h5, a dataset of ten numbers in one chunk of 2 GiB of
zeros, deflated twice."""
import zlib

import h5py
import numpy as np


def sample(path, libver):
    with h5py.File(path, "w", libver=libver) as f:
        g = f.create_group("a")
        g.attrs["text"] = "hello"
        g.attrs["n"] = 5
        g.create_dataset("x", data=np.arange(10.0))
        g.create_dataset("c", data=np.arange(300), chunks=(100,), compression=9, shuffle=True)
        g.create_dataset("s", data=["a", "bb", "ccc"], dtype=h5py.string_dtype())
        for i in range(3):
            f.create_group("r/run_%d" % i).create_dataset("z", data=i)


def deflated(pieces):
    z = zlib.compressobj(9)
    for p in pieces:
        yield z.compress(p)
    yield z.flush()


def bomb(path):
    content = b"".join(deflated(deflated(bytes(1 << 20) for _ in range(2 << 10))))
    with h5py.File(path, "w", libver="latest") as f:
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk((2 << 30,))
        plist.set_deflate(9)
        plist.set_deflate(9)
        space = h5py.h5s.create_simple((10,), (h5py.h5s.UNLIMITED,))
        d = h5py.h5d.create(f.id, b"bomb", h5py.h5t.NATIVE_UINT8, space, plist)
        d.write_direct_chunk((0,), content)


sample("old.h5", "earliest")
sample("new.h5", ("v110", "v110"))
bomb("bomb.h5")
