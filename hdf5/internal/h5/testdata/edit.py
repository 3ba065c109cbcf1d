"""Changes sealed files with h5py, each in the way that is named before it: edit.py WAY FILE [WAY FILE]...

Prints "missing: ..." where h5py is not to be had."""
import sys

try:
    import h5py
except ImportError as e:
    print("missing:", e)
    sys.exit()

for way, path in zip(sys.argv[1::2], sys.argv[2::2]):
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
