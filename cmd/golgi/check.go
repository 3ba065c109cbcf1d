package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golgi/hdf5"
	"golgi/internal/plain"
)

// isOfResults reports whether a file is one of results, whatever is wrong with it, and no model.
func isOfResults(path string) bool {
	if slices.Contains([]string{".hdf5", ".h5", ".parts"}, strings.ToLower(filepath.Ext(filepath.Clean(path)))) {
		return true
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() { // a FIFO would wait for a writer
		return false
	}
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	start := make([]byte, 4)
	_, err = io.ReadFull(file, start)
	return err == nil && bytes.Equal(start, []byte("\x89HDF"))
}

// checkResults says what is wrong with a file of results, or what it has.
func checkResults(ctx context.Context, path string, out io.Writer) error {
	if err := hdf5.Check(path); err != nil {
		return err
	}
	runs := 0
	names, err := rowsOf(ctx, path, func(o *opened) ([][]any, error) {
		runs += o.traj.Len()
		return [][]any{{o.traj.Name()}}, nil
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: nothing is wrong; %s of %s\n", path, plain.Count(runs, "run"), trajectories(len(names)))
	return err
}

func trajectories(n int) string {
	if n == 1 {
		return "1 trajectory"
	}
	return fmt.Sprintf("%d trajectories", n)
}
