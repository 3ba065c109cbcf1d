package cli_test

import (
	"bytes"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/sim"
	"golgi/units"
)

func TestParameters(t *testing.T) {
	code, out, errs := call("params", "tau=7 ms")
	want(t, code, out, errs, cli.Success, `parameter                  value                             explored  from     comment
neurons.I                  1.5                               1.5, 2    neurons  drive
neurons.fail                                                           neurons  how to fail
neurons.tau                7 ms                                        neurons  membrane time constant
neurons.weights            [0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 …            neurons
simulation.build_seed      1                                           golgi    random numbers of what is fixed, and of a pre-run
simulation.dt              0.1 ms                                      golgi    step size of the simulation
simulation.durations.main  5 ms                                        neurons
simulation.seed            1                                           golgi    random numbers
simulation.trial           0                                           golgi    number of the repetition, with random numbers of its own
`, "")
}

func TestHelp(t *testing.T) {
	const program = `lif: leaky integrate-and-fire neurons

They leak, and fire.

Usage: lif WORD [options]

  run          simulate, and store the results
  resume       simulate what is missing in a file: after an interruption, or a crash
  params       list all parameters: values, what is explored without being asked for, who declares them, and comments
  explain      say what is built when, and why, and describe the network of the first run
  profile      simulate the first point, and say which objects took the time, in which slot of a step
  verify       run a run of a file again, and compare all that it gives, to the last bit
  show         make the table, and the figure, of a file of results, and say what is missing
  post         analyse finished runs again, or with new analysers, from what is stored
  shout        shout
  completion   write what makes a shell complete words, options and parameters
  help WORD    its options; WORD --help says the same

The exit code is 0 if all went well, 1 if a run or anything else has failed, 2 if the command was wrong,
and 130 if it was interrupted.
`
	for _, args := range [][]string{{"help"}, {"--help"}, {"-h"}} {
		code, out, errs := call(args...)
		want(t, code, out, errs, cli.Success, program, "")
	}
	code, out, errs := call()
	want(t, code, out, errs, cli.Usage, "", "cli: say what to do: lif WORD\nthere are run, resume, params, explain, profile, verify, show, post, shout, completion, help\nsee: lif help\n")
	const run = `lif run: simulate, and store the results

What NAME= is to be explored over: values, ranges, and what is evenly spread, as many as wanted:

  R_ee=1,1.6,2.5                     values
  R_ee=1:3.5:0.5  tau=5ms:20ms:5ms   first:last:step
  J=log(1e-4,1,9)  J=lin(0,1,11)     first, last, and how many
  "R_ee=1,2 with tau=5ms,10ms"       the first values together, then the second ones
  "R_ee=1,2; tau=5ms,10ms"           all combinations, as of several --explore
  "sobol(64, R_ee=1:3, tau=log(5ms,50ms))"   a sample of intervals; or latin(…), random(…); seed=N for another one

Usage: lif run [options] [NAME=VALUE ...]

NAME=VALUE sets a parameter, as in tau="5 ms"; "lif params" lists them.

Options:
  --explore NAME=VALUES   values of a parameter; given several times: all combinations
  --zip                   explore the first values together, then the second ones, and so on
  --trials N              repeat each point with other random numbers (1)
  --seed N                random numbers of the runs: sets simulation.seed
  --workers N             runs at a time; 0 is one per core (0)
  --engine NAME           what simulates: ENGINES (the fastest that works here)
  --out FILE              file of the results (out/lif.hdf5)
  --share I/N             only every Nth run, from the Ith on: other programs take the other shares
  --keep-segments         do not copy results into one file in the end, but link them
  --untried               begin without a trial whether points can be built
  --checkpoint DURATION   note how far a run has come after each such time, between subruns, so that it goes on from there after a crash; 0s is never (1m)
  --time-limit DURATION   stop runs that take longer, and store them as failed (none)
  --memory-cap SIZE       let runs wait for others to end while the program uses so much memory, as in 8GB (none)
  --profile               measure which objects take the time of the runs, and print a table of it
  --quiet                 show no progress
  --keep-logs             store what all runs log, and not only those that fail
  --plain                 show progress as lines that stay, as without a terminal, or with TERM=dumb
  --log LEVEL             write a log: trace, debug, info, warn or off (warn)
  --figure FILE           draw the results into that file, such as x.png or x.svg
  --config FILE           options and parameters from a YAML file, by their names; what the command says counts more
  --append                add the points to those of the file, and run what is missing
  --overwrite             replace the file if it exists
  --dry-run               say what would be run, a line for each point, and what cannot be
  --csv                   of a dry run: write CSV, with a line of names
  --json                  of a dry run: write a list of JSON objects, one a line

Options of this experiment:
  --dry            a switch of its own
  --scale FACTOR   FACTOR of the number of neurons (1)
  --dots           a switch of the report
`
	for _, args := range [][]string{{"help", "run"}, {"run", "--help"}, {"run", "--out", "x", "-h"}} {
		code, out, errs := call(args...)
		want(t, code, out, errs, cli.Success, strings.ReplaceAll(run, "ENGINES", strings.Join(sim.Engines(), ", ")), "")
	}
	code, out, errs = call("shout", "hello", "there")
	want(t, code, out, errs, cli.Success, "HELLO THERE\n", "")
}

// An experiment has its own default of the step size, which a command sets as any other.
func TestDefaultStep(t *testing.T) {
	for _, c := range []struct {
		dt    units.Quantity
		words string
		want  string
	}{
		{units.Millisecond.Of(1), "params", "simulation.dt              1 ms "},
		{units.Millisecond.Of(1), "params dt=0.5ms", "simulation.dt              0.5 ms "},
		{units.Millivolt.Of(1), "run --quiet --out x.hdf5", "mV"},
		{units.Millisecond.Of(-1), "run --quiet --out y.hdf5", "-1 ms"},
	} {
		t.Chdir(t.TempDir())
		e := program()
		e.DT = c.dt
		var out, errs bytes.Buffer
		cli.Execute(e, strings.Fields(c.words), &out, &errs)
		if !strings.Contains(out.String()+errs.String(), c.want) {
			t.Errorf("DT %v, %s: without %q\n%s%s", c.dt, c.words, c.want, out.String(), errs.String())
		}
	}
}
