package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"golgi/cli"
)

// inMemory is the folder of a file system in memory, where there is one.
const inMemory = "/dev/shm"

// scratch makes a folder for what is exchanged with the front end, in memory if possible. It is removed in the end, also where the front end was killed.
func scratch() (string, error) {
	const pattern = "golgi-serve-*"
	if folder, err := os.MkdirTemp(inMemory, pattern); err == nil {
		return folder, nil
	}
	folder, err := os.MkdirTemp("", pattern)
	if err != nil {
		return "", fmt.Errorf("golgi: %w", err)
	}
	return folder, nil
}

func serveWord() cli.Word {
	var engine string
	return cli.Word{Name: "brian2-serve", Doc: "simulate one model after another for a front end, such as the device for Brian 2\n\n" +
		"Requests are lines of JSON on the standard input, answers lines of JSON on the standard output: MODEL_FORMAT.md says which.\n" +
		"The process ends with its input.",
		Flags: func(f *flag.FlagSet) { f.StringVar(&engine, "engine", "", cli.EngineHelp()) },
		Run: func(ctx context.Context, args []string, out, errs io.Writer) error {
			if len(args) > 0 {
				return cli.Misuse(errors.New("golgi: brian2-serve takes no words"))
			}
			name, err := cli.EngineOf(engine, func(text string) { fmt.Fprintln(errs, "golgi: "+text) })
			if err != nil {
				return err
			}
			folder, err := scratch()
			if err != nil {
				return err
			}
			return errors.Join(serve(ctx, name, folder, os.Stdin, out), os.RemoveAll(folder))
		}}
}
