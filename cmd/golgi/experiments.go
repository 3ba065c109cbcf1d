package main

import (
	"context"
	"io"

	"golgi/cli"
	"golgi/tutorials/alone"
	"golgi/tutorials/drawing"
	"golgi/tutorials/exploration"
	"golgi/tutorials/neuron"
	"golgi/tutorials/population"
	"golgi/tutorials/prerun"
	"golgi/tutorials/reading"
	"golgi/tutorials/response"
	"golgi/tutorials/stimulus"
	"golgi/tutorials/synapses"
)

// tutorial has the steps of the tutorials: golgi tutorial NAME run and so on.
func tutorial() cli.Tool {
	return cli.Tool{
		Name: "tutorial", Doc: "small programs that lead from one neuron to an experiment, one step at a time\n\ntutorials/README.md has the texts. Without a word it lists the steps.",
		Experiments: []cli.Experiment{neuron.Experiment, population.Experiment, synapses.Experiment, stimulus.Experiment, response.Experiment, exploration.Experiment, reading.Experiment, prerun.Experiment, drawing.Experiment},
		Words:       []cli.Word{{Name: "alone", Doc: "The simulator alone, as a library.", Run: func(_ context.Context, _ []string, out, _ io.Writer) error { return alone.Run(out) }}},
		Stopping:    "stopping",
	}
}
