// Command golgi runs models that are written in files (see MODEL_FORMAT.md), begins modules of users, and works with files of results.
//
//	golgi new mymodel                        a module with an experiment that runs at once
//	golgi run lif.json                       what was recorded, in words
//	golgi run lif.json --out lif.out.json    all of it
//	golgi check lif.json                     what is wrong with it
//
//	golgi ls x.hdf5 y.hdf5                   the trajectories of files, and their runs by status; with --tree what is in them
//	golgi runs x.hdf5 --where 'R_ee > 2' --sort -fano --columns run,R_ee,fano
//	golgi show x.hdf5 3                      a run: how it has ended, its point, what it gave
//	golgi plot x.hdf5 fano --x R_ee --out fano.pdf
//	golgi plot x.hdf5 3 --out run.png        spikes, rates and traces of a run
//	golgi diff x.hdf5 y.hdf5                 what differs; golgi diff x.hdf5 1 2 for runs
//	golgi export parquet x.hdf5 --out x.parquet
//	golgi merge all.hdf5 a.hdf5 b.hdf5       one file of several explorations of one experiment
//	golgi delete a.hdf5 --runs 3,7-9         without some runs, or some results
//	golgi rename a.hdf5 clustered            another name for a trajectory, or for a file
//	golgi backup a.hdf5                      a copy that is checked
//
//	golgi tutorial                           small programs, one after the other: golgi tutorial neuron run
//	golgi doctor                             compiler, kernels, HDF5, Python readers
//	golgi help
//
// What lists something writes an aligned table, CSV or JSON.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"

	"golgi/cli"
	"golgi/internal/plain"
	"golgi/manager"
	"golgi/modelfile"
	"golgi/sim"
)

func main() { cli.MainTool(golgi()) }

func golgi() cli.Tool {
	return cli.Tool{
		Name: "golgi", Doc: "experiments on networks of spiking neurons, models that are written in JSON files, and files of results\n\n" +
			"MODEL_FORMAT.md describes the models, hdf5/FORMAT.md the results. Results go to the standard output, everything else to the standard error.",
		Words: []cli.Word{runWord(), checkWord(), newWord(), lsWord(), runsWord(), showWord(), plotWord(), diffWord(), exportWord(), mergeWord(), deleteWord(), renameWord(), backupWord(), doctorWord(), serveWord(),
			versionWord()},
		Experiments: gallery(),
		Tools:       []cli.Tool{tutorial()},
		Stopping:    "stopping; what was not stored is lost",
	}
}

func checkWord() cli.Word {
	return cli.Word{Name: "check", Operand: "FILE", Doc: "say all that is wrong with a model, without simulating it, or with a file of results\n\n" +
		"The exit code is 1 if something is. Of a model, synapses are not connected: what depends on how many there are shows in a run. A file of results\n" +
		"is one that HDF5 wrote, or whose name ends in .hdf5, .h5 or .parts: all of it is read, and compared with its checksums.",
		Run: func(ctx context.Context, args []string, out, _ io.Writer) error {
			if isOfResults(args[0]) {
				return checkResults(ctx, args[0], out)
			}
			model, err := modelfile.Read(ctx, args[0])
			if err != nil {
				return err
			}
			if err := model.Check(ctx); err != nil {
				return err
			}
			fmt.Fprintf(out, "%s: nothing is wrong; it has %s, and simulates %.6g s\n", args[0], plain.Count(len(model.Objects()), "object"),
				model.Duration())
			return nil
		}}
}

func versionWord() cli.Word {
	return cli.Word{Name: "version", Doc: "say which golgi this is, and what it reads", Run: func(_ context.Context, args []string, out, _ io.Writer) error {
		if len(args) > 0 {
			return cli.Misuse(errors.New("golgi: version takes no words"))
		}
		version, revision := manager.Versions()
		text := strings.Join(strings.Fields("golgi "+version+" "+revision), " ")
		fmt.Fprintf(out, "%s, %s; engines: %s; reads %s, writes %s\n", text, runtime.Version(), strings.Join(sim.Engines(), ", "),
			modelfile.Format, modelfile.ResultsFormat)
		return nil
	}}
}
