"""Changes a sealed file with h5py, in the way that the first argument names."""
import sys

import h5py

way, path = sys.argv[1:]
with h5py.File(path, "r+") as f:
    assert f["large"][3] == 3
    if way == "attribute":
        f.attrs["text"] = "grösse"
    elif way == "value":
        f["large"][3] = 7
    elif way == "grow":
        f["more"] = list(range(100_000))
    elif way == "shrink":
        del f["large"]
    else:
        assert way == "nothing"
