package main

import (
	"golgi/cli"
	"golgi/experiments/clustered"
	"golgi/experiments/tiny"
)

// builtIn are the experiments that this program has: golgi NAME run, golgi NAME show and so on.
func builtIn() []cli.Experiment {
	return []cli.Experiment{clustered.Experiment(), tiny.Experiment}
}
