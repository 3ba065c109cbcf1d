package input

import (
	"archive/zip"
	"fmt"
	"io"
	"slices"
	"strings"

	"golgi/units"
)

// SpikesNPZ reads spikes from a file of numpy's, as
//
//	numpy.savez("spikes.npz", i=monitor.i, t=monitor.t/second)
//
// writes it: two arrays of one dimension, spec.Index with the numbers of neurons, counted from 0, and spec.Time with the times.
// indices[k] has spiked at times[k].
func SpikesNPZ(path string, spec Table) (indices []int, times units.Array, err error) {
	if spec.Index == "" {
		spec.Index = "i"
	}
	if spec.Time == "" {
		spec.Time = "t"
	}
	s, err := newGathered(path, spec.Unit)
	if err != nil {
		return nil, units.Array{}, err
	}
	arrays, err := lists(path, spec.Index, spec.Time)
	if err != nil {
		return nil, units.Array{}, err
	}
	if len(arrays[0]) != len(arrays[1]) {
		return nil, units.Array{}, faultf(path, "there are %d numbers in %q and %d times in %q; they list spikes", len(arrays[0]), spec.Index, len(arrays[1]), spec.Time)
	}
	for k, index := range arrays[0] {
		if err := s.add(fmt.Sprintf("spike %d", k), index, arrays[1][k]); err != nil {
			return nil, units.Array{}, err
		}
	}
	indices, times = s.result()
	return indices, times, nil
}

// lists reads arrays of one dimension.
func lists(path string, names ...string) ([][]float64, error) {
	arrays := make([][]float64, len(names))
	for k, name := range names {
		values, shape, err := NPZ(path, name)
		switch {
		case err != nil:
			return nil, err
		case len(shape) != 1:
			return nil, faultf(path, "array %q has %d dimensions; wanted is a list", name, len(shape))
		}
		arrays[k] = values
	}
	return arrays, nil
}

// NPZ reads an array of numbers from a file of numpy's (numpy.savez, savez_compressed): its elements row by row, the last index running
// fastest, and its shape. Integers beyond 2^53 lose digits.
func NPZ(path, name string) (values []float64, shape []int, err error) {
	file, err := open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, nil, fmt.Errorf("input: %w", err)
	}
	return arrayOf(path, file, info.Size(), name)
}

// arrayOf reads an array from an archive.
func arrayOf(path string, r io.ReaderAt, size int64, name string) ([]float64, []int, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, nil, faultf(path, "it is no archive of numpy's: %v", err)
	}
	at := slices.IndexFunc(archive.File, func(f *zip.File) bool { return strings.TrimSuffix(f.Name, ".npy") == name })
	if at < 0 {
		return nil, nil, faultf(path, "there is no array %q; there are %s", name, arraysOf(archive))
	}
	place := fmt.Sprintf("%s: array %q", path, name)
	member, err := archive.File[at].Open()
	if err != nil {
		return nil, nil, faultf(place, "%v", err)
	}
	defer member.Close()
	a, err := readNPY(place, member)
	if err != nil {
		return nil, nil, err
	}
	if n, ok := a.elements(); ok && uint64(n)*uint64(a.size) > archive.File[at].UncompressedSize64 {
		return nil, nil, faultf(place, "its shape is %v, and the archive has %d bytes for it", a.shape, archive.File[at].UncompressedSize64)
	}
	values, err := a.read(place, member)
	if err != nil {
		return nil, nil, err
	}
	if n, _ := io.CopyN(io.Discard, member, 1); n > 0 {
		return nil, nil, faultf(place, "it has more than the %d elements that its header says", len(values))
	}
	return a.rows(values), a.shape, nil
}

// arraysOf lists the arrays of an archive for a message.
func arraysOf(archive *zip.Reader) string {
	const most = 10
	var names []string
	for _, f := range archive.File {
		names = append(names, fmt.Sprintf("%.40q", strings.TrimSuffix(f.Name, ".npy")))
	}
	switch {
	case names == nil:
		return "none"
	case len(names) > most:
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}
