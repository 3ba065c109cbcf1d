package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"golgi/cli"
	"golgi/hdf5"
)

func renameWord() cli.Word {
	was := ""
	return cli.Word{Name: "rename", Operand: "FILE NAME", Doc: "give a trajectory in a file, or the file, another name\n\n" +
		"A NAME with a dot or a slash in it is that of a file: golgi rename a.hdf5 b.hdf5. Any other is that of the trajectory: golgi rename a.hdf5 clustered.\n" +
		"Nothing is replaced.",
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&was, "trajectory", "", "the `NAME` that the trajectory has, if there are several")
		},
		Run: func(ctx context.Context, args []string, out, _ io.Writer) error {
			if len(args) != 2 {
				return cli.Misuse(errors.New("golgi: name a file, and the name that it or its trajectory is to have"))
			}
			path, name := args[0], args[1]
			if !strings.ContainsAny(name, "./") {
				if err := hdf5.Rename(ctx, path, was, name); err != nil {
					return err
				}
				fmt.Fprintf(out, "%s: the trajectory is called %s\n", path, name)
				return nil
			}
			if was != "" {
				return cli.Misuse(fmt.Errorf("golgi: %s is the name of a file; that of a trajectory has neither dots nor slashes", name))
			}
			if err := hdf5.Move(path, name); errors.Is(err, fs.ErrExist) {
				return fmt.Errorf("golgi: cannot rename %s: %s exists, and nothing is replaced; choose another name, or move it away", path, name)
			} else if err != nil {
				return err
			}
			fmt.Fprintf(out, "%s is called %s\n", path, name)
			return nil
		}}
}

func backupWord() cli.Word {
	overwrite := false
	return cli.Word{Name: "backup", Operand: "FILE [COPY]", Doc: "make a copy of a file, and check it\n\n" +
		"Without COPY it is called backup_FILE, beside the file. Of an exploration that was interrupted, and of a file with links to its segments, the copy is\n" +
		"one file with all runs that there are.",
		Flags: func(f *flag.FlagSet) { f.BoolVar(&overwrite, "overwrite", false, "replace COPY if it exists") },
		Run: func(ctx context.Context, args []string, out, _ io.Writer) error {
			if len(args) < 1 || len(args) > 2 {
				return cli.Misuse(errors.New("golgi: name a file, and perhaps what its copy is to be called"))
			}
			path := strings.TrimSuffix(filepath.Clean(args[0]), ".parts")
			to := filepath.Join(filepath.Dir(path), "backup_"+filepath.Base(path))
			if len(args) == 2 {
				to = args[1]
			}
			if err := hdf5.Backup(ctx, args[0], to, overwriting(overwrite)...); err != nil {
				return orOverwrite(err)
			}
			fmt.Fprintf(out, "%s: nothing is wrong with its copy %s\n", args[0], to)
			return nil
		}}
}
