package main

import (
	"golgi/cli"
	"golgi/experiments/adaptive"
	"golgi/experiments/clustered"
	"golgi/experiments/coba"
	"golgi/experiments/cobahh"
	"golgi/experiments/cuba"
	"golgi/experiments/hhfi"
	"golgi/experiments/lif"
	"golgi/experiments/einet"
	"golgi/experiments/izhikevich"
	"golgi/experiments/stdp"
	"golgi/experiments/digits"
	"golgi/experiments/handson1"
	"golgi/experiments/handson2"
	"golgi/experiments/pairing"
	"golgi/experiments/stock"
	"golgi/experiments/synfire"
	"golgi/experiments/threshold"
	"golgi/experiments/tiny"
	"golgi/experiments/topographic"
	"golgi/experiments/twolifs"
	"golgi/experiments/vogels"
)

// gallery are the experiments that this program has: golgi NAME run, golgi NAME show and so on.
func gallery() []cli.Experiment {
	return []cli.Experiment{
		clustered.Experiment(),
		digits.Experiment,
		handson1.Experiment,
		handson2.Experiment(),
		pairing.Experiment,
		threshold.Experiment,
		tiny.Experiment,
		stock.Experiment,
		clustered.Experiment(),
		adaptive.Experiment,
		coba.Experiment,
		cobahh.Experiment,
		cuba.Experiment,
		hhfi.Experiment,
		lif.Experiment,
		stdp.Experiment,
		synfire.Experiment,
		topographic.Experiment,
		twolifs.Experiment,
		einet.Experiment(),
		izhikevich.Experiment(),
		stdp.Experiment,
		vogels.Experiment,
	}
}
