// Package digits is the image input of the Brian2GeNN tutorial: each pixel of a picture is the current into a neuron.
//
//	golgi digits run
package digits

import (
	"errors"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"golgi/analyser"
	"golgi/analyser/spiketrain"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/figure"
	"golgi/input"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// P are the parameters of the pictures, and of the neurons, of which there is one for each pixel.
type P struct {
	Pictures int     `comment:"number of digits, shown one after another" min:"1"`
	Size     int     `comment:"rows and columns of a picture" min:"8"`
	Frame    float64 `unit:"ms" comment:"how long each is shown" min:"0.001"`
	White    float64 `unit:"mV" comment:"input of a white pixel; a black one has none" min:"0"`
	Tau      float64 `unit:"ms" comment:"time constant of the membrane" min:"0.001"`
	Vr       float64 `unit:"mV" comment:"rest and reset"`
	Vth      float64 `unit:"mV" comment:"threshold"`
	TRef     float64 `name:"t_ref" unit:"ms" comment:"refractory period" min:"0"`
}

// build makes the neurons twice: "pixels" read the pictures in their equation; to "copies" they are written at the beginning of each frame, as
// Brian2GeNN does it.
func build(b *component.Build, p P) error {
	pictures, err := input.Digits(p.Pictures, p.Size, 1)
	if err != nil {
		return err
	}
	shade, err := sim.NewTimedArray(sim.Timed{Values: pictures.Shades(), Columns: pictures.Pixels(), DT: units.Millisecond.Of(p.Frame)})
	names := sim.NamespaceOf(p)
	names["shade"] = shade
	neurons := sim.Neurons{Name: "pixels", Size: pictures.Pixels(), Namespace: names, Method: "euler",
		Equations: "dv/dt = (vr - v + I)/tau : volt (unless refractory)\nI = white*shade(t, i) : volt",
		Threshold: "v > vth", Reset: "v = vr", Refractory: "t_ref", Initial: []sim.Set{{Variable: "v", Value: "vr"}}}
	_, err2 := component.Add(b, neurons)
	neurons.Name, neurons.Equations = "copies", "dv/dt = (vr - v + I)/tau : volt (unless refractory)\nI : volt"
	copies, err3 := component.Add(b, neurons)
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	_, err = component.Add(b, sim.Regularly{Name: "frames", Of: copies, Code: "I = white*shade(t, i)", Every: units.Millisecond.Of(p.Frame)})
	return err
}

// measure reads the pictures from the spikes again.
func measure(s *component.Subrun) error {
	var p P
	pixels, err := s.Trains("pixels")
	copies, err2 := s.Trains("copies")
	if err := errors.Join(err, err2, trajectory.Fill(s.Params, "pixels", &p)); err != nil {
		return err
	}
	pictures, err := input.Digits(p.Pictures, p.Size, 1)
	if err != nil {
		return err
	}
	shown := min(p.Pictures, int(math.Round((pixels.Stop-pixels.Start)*1000/p.Frame)))
	right, off, differ := 0.0, 0.0, 0
	for k := range shown {
		counts := countsIn(pixels, float64(k)*p.Frame, p.Frame)
		best, likest := -1, 0.0
		for other := range p.Pictures {
			if like := stat.Correlation(counts, pictures.Image(other).Shades(), nil); like > likest {
				best, likest = other, like
			}
		}
		if best == k {
			right++
		}
		for i, shade := range pictures.Image(0).Shades() {
			if k == 0 {
				off = max(off, math.Abs(counts[i]-p.spikes(shade, 1000*s.Network.DT().SI())))
			}
		}
	}
	for i, times := range pixels.Times {
		if !slices.Equal(times, copies.Times[i]) {
			differ++
		}
	}
	return errors.Join(s.Run.Add("read", "right", right/float64(shown), ""), s.Run.Add("check", "off", off, ""), s.Run.Add("check", "differ", differ, ""))
}

// seen draws the spikes of each pixel in the first ten frames, as pictures.
func seen(s *component.Subrun) (*figure.Figure, error) {
	var p P
	trains, err := s.Trains("pixels")
	if err := errors.Join(err, trajectory.Fill(s.Params, "pixels", &p)); err != nil {
		return nil, err
	}
	var rates []float64 // column by column, from the bottom
	for k := range min(10, p.Pictures) {
		counts := countsIn(trains, float64(k)*p.Frame, p.Frame)
		for x := range p.Size {
			for y := range p.Size {
				rates = append(rates, counts[(p.Size-1-y)*p.Size+x]/p.Frame*1000)
			}
		}
	}
	return figure.New("", figure.Matrix{Of: "rate", Sources: len(rates) / p.Size, Targets: p.Size, Values: units.Hertz.OfAll(rates...)}), nil
}

// countsIn are the spikes of each neuron in a frame, in ms.
func countsIn(trains spiketrain.Set, start, length float64) []float64 {
	counts := make([]float64, trains.N())
	for i, times := range trains.Times {
		counts[i] = float64(spiketrain.Counts(times, []float64{start/1000 - 1e-6, (start+length)/1000 - 1e-6})[0])
	}
	return counts
}

// spikes is how many a neuron has in its first frame: by Euler's method v is above the threshold after so many steps that
// (1 - dt/tau)^steps < 1 - gap/I, and stands still while it is refractory, the step of the spike among them. dt is in ms.
func (p P) spikes(shade, dt float64) float64 {
	gap, drive := p.Vth-p.Vr, p.White*shade
	if drive <= gap {
		return 0
	}
	steps := math.Floor(math.Log(1-gap/drive)/math.Log(1-dt/p.Tau)) + 1
	return math.Max(0, math.Floor((math.Round(p.Frame/dt)-steps)/(steps+math.Round(p.TRef/dt)-1))+1)
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "digits", Source: "Stimberg, Goodman & Nowotny (2020), Sci. Rep. 10:410: Brian2GeNN; its tutorial of 2021",
	Doc: `Pictures of digits as currents into neurons, one for each pixel.

How many spikes does it take to read a picture from them? The digits are drawn by a program. They are shown for 10 ms each, or longer, brighter or
darker.`,
	Parts: []component.Component{
		component.Bound[P]{Group: "pixels", Default: P{Pictures: 30, Size: 28, Frame: 100, White: 100, Tau: 20, Vr: -70, Vth: -50, TRef: 1}, Make: build},
		runner.Subruns{{Name: "show", Duration: units.Second.Of(3)}},
		components.Record{Spikes: []string{"pixels", "copies"}},
		analyser.Measure{Of: "pixels"}, analyser.After("show", measure), analyser.Drawn{Figure: "seen", Draw: seen},
	},
	Explore: trajectory.Line("frame=10ms,20ms,50ms,100ms with show=0.3s,0.6s,1.5s,3s; white=25mV,30mV,40mV,60mV,100mV"),
	Campaigns: []cli.Campaign{{Run: "pictures=30", Expect: []cli.Expectation{
		{What: "pixels whose spikes differ where frames are written by run_regularly", Of: "differ", Band: cli.Exactly(0), Source: "the two mean the same"},
		{What: "largest distance of a pixel's number of spikes from the formula", Of: "off", Band: cli.Exactly(0), Source: "Euler's method, in closed form"},
		{What: "rate, frames of 10 ms, white = 25 mV", Of: "rate", Where: "frame == 10*ms && white == 25*mV", Band: cli.Exactly(158. / 784 / 0.3), Source: "Brian 2.5.1: 158 spikes"},
		{What: "rate, frames of 10 ms, white = 60 mV", Of: "rate", Where: "frame == 10*ms && white == 60*mV", Band: cli.Exactly(2981. / 784 / 0.3), Source: "Brian 2.5.1: 2981 spikes"},
		{What: "rate, frames of 50 ms, white = 40 mV", Of: "rate", Where: "frame == 50*ms && white == 40*mV", Band: cli.Exactly(9147. / 784 / 1.5), Source: "Brian 2.5.1: 9147 spikes"},
		{What: "digits read from frames of 50 ms and more", Of: "right", Where: "frame >= 50*ms", Band: cli.Exactly(1), Source: "each white pixel spikes"},
		{What: "digits read from frames of 10 ms, white = 25 mV", Of: "right", Where: "frame == 10*ms && white == 25*mV", Band: cli.AtMost(0.5), Source: "first spikes come after 32 ms"},
	}}},
}
