package layout

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
)

// WriteHeader marks a file as one of ours, of the version that all have, unless it has something already that is newer.
func WriteHeader(root h5.Group) error {
	return errors.Join(setAttributes(root.Object, attr{attrFormat, formatName}), raise(root, formatVersion))
}

// raise gives a file a version, unless it has a later one. The group may be any in it.
func raise(group h5.Group, version int64) error {
	return Within(group, "/", func(root h5.Group) error {
		has, err := versionOf(root)
		if err != nil || has >= version {
			return err
		}
		return root.SetAttribute(attrVersion, version)
	})
}

// versionOf returns the version of a file, 0 if it has none yet.
func versionOf(root h5.Group) (int64, error) {
	there, err := root.HasAttribute(attrVersion)
	if err != nil || !there {
		return 0, err
	}
	return attribute[int64](root.Object, attrVersion)
}

// raiseTo raises the version of one file to that of another.
func raiseTo(from, to h5.Group) error {
	return Within(from, "/", func(root h5.Group) error {
		version, err := versionOf(root)
		if err != nil || version <= formatVersion {
			return err
		}
		return raise(to, version)
	})
}

// WriteDoubted notes in a finished file how many of its runs came from one without valid checksums.
func WriteDoubted(root h5.Group, runs int) error {
	if runs == 0 {
		return nil
	}
	return root.SetAttribute(attrDoubted, int64(runs))
}

// ReadDoubted is the inverse of WriteDoubted.
func ReadDoubted(root h5.Group) (int, error) {
	there, err := root.HasAttribute(attrDoubted)
	if err != nil || !there {
		return 0, err
	}
	runs, err := attribute[int64](root.Object, attrDoubted)
	if err == nil && (runs < 1 || runs > 1<<40) {
		err = fmt.Errorf("hdf5: attribute %q of %q is %d, which is no number of runs", attrDoubted, root.Path(), runs)
	}
	return int(runs), err
}

// CheckHeader refuses files of others, unless they are of pypet, files of other versions, and plans and segments under
// other names than theirs.
func CheckHeader(root h5.Group, path string) error {
	format, err := text(root.Object, attrFormat)
	if err != nil {
		return err
	}
	if format == "" {
		if foreign, err := HasForeign(root); err != nil || foreign {
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
	case version > latestVersion:
		return fmt.Errorf("hdf5: %s has version %d of the format, and this Golgi reads versions up to %d; "+
			"read it with a newer one", path, version, latestVersion)
	case version < oldestVersion:
		return fmt.Errorf("hdf5: %s has version %d of the format, which no release of Golgi has written; "+
			"this one reads versions from %d on: run the experiment again", path, version, oldestVersion)
	}
	return checkPart(root, path)
}
