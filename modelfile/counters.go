package modelfile

import "golgi/sim"

// spikeCounter counts spikes, and keeps no times.
type spikeCounter struct {
	common
	Of string `key:"of,needed"`
}

func (o *spikeCounter) check(c *checker) { c.refers(&o.place, "of", o.Of, group) }
func (o *spikeCounter) source() string   { return o.Of }
func (o *spikeCounter) counts() int      { return 2 } // of a list and of numbers

func (o *spikeCounter) make(s *Simulation) (sim.Object, error) {
	of, err := placed[sim.Object](s, o.Of)
	if err != nil {
		return nil, err
	}
	return sim.NewSpikeCounter(sim.Recording{Name: o.Name, Of: of, Every: optional(o.DT), Order: o.Order})
}

func (o *spikeCounter) recorded(net *sim.Network, made sim.Object) (map[string]Array, error) {
	got, err := net.Counts(made.(*sim.SpikeCounter))
	return map[string]Array{countName: vectorOf(got)}, err
}

// meanMonitor gathers mean and variance over time, and keeps no times.
type meanMonitor struct{ stateMonitor }

func (o *meanMonitor) width(*Simulation) int { return 0 }

func (o *meanMonitor) make(s *Simulation) (sim.Object, error) {
	spec, err := o.spec(s)
	if err != nil {
		return nil, err
	}
	return sim.NewMeanMonitor(spec)
}

func (o *meanMonitor) recorded(net *sim.Network, made sim.Object) (map[string]Array, error) {
	got, err := net.Means(made.(*sim.MeanMonitor))
	arrays := make(map[string]Array)
	for _, v := range got.Variables {
		arrays["mean_"+v.Name] = vector(v.Mean, v.Unit)
		arrays["variance_"+v.Name] = vector(v.Variance, v.VarianceUnit)
	}
	return arrays, err
}
