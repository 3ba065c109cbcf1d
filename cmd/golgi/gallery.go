package main

import (
	"golgi/cli"
	"golgi/experiments/adaptive"
	"golgi/experiments/barrels"
	"golgi/experiments/brunel"
	"golgi/experiments/brunelhakim"
	"golgi/experiments/clustered"
	"golgi/experiments/coba"
	"golgi/experiments/cobahh"
	"golgi/experiments/cuba"
	"golgi/experiments/digits"
	"golgi/experiments/einet"
	"golgi/experiments/handson1"
	"golgi/experiments/handson2"
	"golgi/experiments/hhfi"
	"golgi/experiments/izhikevich"
	"golgi/experiments/lif"
	"golgi/experiments/microcircuit"
	"golgi/experiments/notingenn"
	"golgi/experiments/pairing"
	"golgi/experiments/patterns"
	"golgi/experiments/shared"
	"golgi/experiments/stdp"
	"golgi/experiments/stock"
	"golgi/experiments/stopping"
	"golgi/experiments/synfire"
	"golgi/experiments/threshold"
	"golgi/experiments/tiny"
	"golgi/experiments/topographic"
	"golgi/experiments/transient"
	"golgi/experiments/twolifs"
	"golgi/experiments/vogels"
)

// gallery are the experiments that this program has: golgi NAME run, golgi NAME show and so on.
func gallery() []cli.Experiment {
	return []cli.Experiment{
		tiny.Experiment,
		stock.Experiment,
		clustered.Experiment(),
		adaptive.Experiment,
		barrels.Experiment,
		brunel.Experiment,
		brunelhakim.Experiment,
		coba.Experiment,
		cobahh.Experiment,
		cuba.Experiment,
		digits.Experiment,
		einet.Experiment(),
		handson1.Experiment,
		handson2.Experiment(),
		hhfi.Experiment,
		izhikevich.Experiment(),
		lif.Experiment,
		microcircuit.Experiment,
		notingenn.Experiment(),
		pairing.Experiment,
		patterns.Experiment,
		shared.Experiment(),
		stdp.Experiment,
		stopping.Experiment,
		synfire.Experiment,
		threshold.Experiment,
		topographic.Experiment,
		transient.Experiment,
		twolifs.Experiment,
		vogels.Experiment,
	}
}
