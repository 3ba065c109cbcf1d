package main

import (
	"golgi/cli"
	"golgi/experiments/clustered"
	"golgi/experiments/tiny"
	"golgi/tutorials/neuron"
)

// builtIn are the experiments that this program has: golgi NAME run, golgi NAME show and so on.
func builtIn() []cli.Experiment {
	return []cli.Experiment{clustered.Experiment(), tiny.Experiment}
}

// tutorial has the steps of the tutorials: golgi tutorial NAME run and so on.
func tutorial() cli.Tool {
	return cli.Tool{
		Name: "tutorial", Doc: "small programs that lead from one neuron to an experiment, one step at a time\n\ntutorials/README.md has the texts. Without a word it lists the steps.",
		Experiments: []cli.Experiment{neuron.Experiment},
		Stopping:    "stopping",
	}
}
