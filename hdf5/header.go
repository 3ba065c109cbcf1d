package hdf5

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"golgi/hdf5/internal/h5"
)

// signature begins every HDF5 file that Golgi writes.
//
// Source: HDF5 File Format Specification, III.A.
var signature = []byte("\x89HDF\r\n\x1a\n")

// checkSignature says that a file is none of HDF5 before the library does, in fewer words.
func checkSignature(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("hdf5: cannot open %s: %w", path, err)
	}
	defer file.Close()
	start := make([]byte, len(signature))
	if _, err := io.ReadFull(file, start); err != nil || !bytes.Equal(start, signature) {
		return fmt.Errorf("hdf5: %s is not an HDF5 file", path)
	}
	return nil
}

func writeHeader(root h5.Group) error {
	return setAttributes(root.Object, attr{attrFormat, formatName}, attr{attrVersion, int64(formatVersion)})
}

// checkHeader refuses files of others, unless they are of pypet, and files of other versions.
func checkHeader(root h5.Group, path string) error {
	format, err := text(root.Object, attrFormat)
	if err != nil {
		return err
	}
	if format == "" {
		if foreign, err := hasForeign(root); err != nil || foreign {
			return err
		}
	}
	if format != formatName {
		return fmt.Errorf("hdf5: %s is an HDF5 file, but not one of Golgi's: its attribute %q is %q, not %q",
			path, attrFormat, format, formatName)
	}
	version, err := attribute[int64](root.Object, attrVersion)
	if err != nil {
		return err
	}
	switch {
	case version > formatVersion:
		return fmt.Errorf("hdf5: %s has version %d of the format, and this Golgi reads version %d; "+
			"read it with a newer one", path, version, formatVersion)
	case version < formatVersion:
		return fmt.Errorf("hdf5: %s has version %d of the format, which no release of Golgi has written; "+
			"this one reads version %d: run the experiment again", path, version, formatVersion)
	}
	return nil
}
