package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golgi/cli"
	"golgi/hdf5"
	"golgi/internal/plain"
)

func mergeWord() cli.Word {
	how, prefer, overwrite := hdf5.Merging{}, "", false
	return cli.Word{Name: "merge", Operand: "OUT FILE…", Doc: "make one file of several that explore one experiment\n\n" +
		"A folder stands for all .hdf5 and .h5 files in it. Points come in the order of the files, each once: of two runs of one point that is taken which has\n" +
		"finished, and two that have must have given the same. All files must have the same parameters, and the same values of what none explores.\n" +
		"Runs are copied as they are; no trial is renumbered. The settings golgi.merge of the file say which file each run is from.",
		Flags: func(f *flag.FlagSet) {
			f.BoolVar(&how.Explore, "explore-differing", false, "have parameters explored that differ between files, such as the seed")
			f.StringVar(&how.Number, "number", "", "add a parameter `PATH` that tells each run of which file it is")
			f.StringVar(&prefer, "prefer", "", "of runs of one point with different results, take the `FIRST` or last")
			f.BoolVar(&how.Beside, "beside", false, "have trajectories that not all files have beside the others")
			f.BoolVar(&overwrite, "overwrite", false, "replace OUT if it exists")
		},
		Run: func(ctx context.Context, args []string, out, _ io.Writer) (err error) {
			if len(args) < 2 || slices.Contains(args, "") {
				return cli.Misuse(errors.New("golgi: name a file to make, and those to merge"))
			}
			if how.Prefer, err = choice(prefer); err != nil {
				return err
			}
			files, err := filesOf(args[0], args[1:])
			if err != nil {
				return err
			}
			if len(files) < 2 {
				return cli.Misuse(fmt.Errorf("golgi: there is only %q to merge; name two at least, or copy it (backup)", files[0]))
			}
			m, err := hdf5.Merge(ctx, args[0], files, how, overwriting(overwrite)...)
			if err != nil {
				return orOverwrite(err)
			}
			fmt.Fprintf(out, "%s: %s of %s, of which %d have finished", args[0], plain.Count(m.Runs, "run"), plain.Count(len(m.From), "file"), m.Finished)
			if m.Duplicates > 0 {
				fmt.Fprintf(out, "; %s left out of points that are there already", plain.Count(m.Duplicates, "run"))
			}
			fmt.Fprintln(out)
			return nil
		}}
}

func choice(prefer string) (hdf5.Choice, error) {
	of, known := map[string]hdf5.Choice{"": hdf5.Neither, "first": hdf5.First, "last": hdf5.Last}[strings.ToLower(prefer)]
	if !known {
		return of, cli.Misuse(fmt.Errorf("golgi: cannot prefer %q; there are first and last", prefer))
	}
	return of, nil
}

func overwriting(is bool) []hdf5.Option {
	if is {
		return []hdf5.Option{hdf5.Overwrite()}
	}
	return nil
}

// orOverwrite says how to ask for what is in the way to be replaced.
func orOverwrite(err error) error {
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%w (--overwrite)", err)
	}
	return err
}

// filesOf returns files, with those of folders for these, but for the one that is made.
func filesOf(made string, args []string) (files []string, err error) {
	target, _ := os.Stat(made)
	for _, path := range args {
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() || strings.HasSuffix(filepath.Clean(path), ".parts") {
			files = append(files, path) // hdf5 says what is wrong with it
			continue
		}
		entries, err := os.ReadDir(path)
		if err != nil {
			return nil, fmt.Errorf("golgi: %w", err)
		}
		before := len(files)
		for _, entry := range entries { // which are sorted
			file := filepath.Join(path, entry.Name())
			info, err := os.Stat(file)
			ours := err == nil && target != nil && os.SameFile(info, target)
			if ext := strings.ToLower(filepath.Ext(file)); err == nil && info.Mode().IsRegular() && !ours && (ext == ".hdf5" || ext == ".h5") {
				files = append(files, file)
			}
		}
		if len(files) == before {
			return nil, fmt.Errorf("golgi: there is no .hdf5 or .h5 file in %s", path)
		}
	}
	return files, nil
}
