package components

import (
	"fmt"
	"strings"
	"testing"

	"golgi/component"
	"golgi/input"
	"golgi/sim"
	"golgi/testing/componenttest"
	"golgi/units"
)

// finds fails where a run has no such results after its last subrun.
type finds struct {
	component.Base
	t    *testing.T
	want string
}

func (f finds) RemoveFromNetwork(s *component.Subrun) error {
	if len(*s.Remaining) > 0 || s.PreRun() || s.Draft {
		return nil
	}
	got := []string{s.Current.Name}
	for _, result := range s.Run.Results() {
		got = append(got, result.Path)
		if result.Path == "stopped.clocks" {
			got = append(got, fmt.Sprint(result.Items))
		}
	}
	if text := strings.Join(got, " "); text != f.want {
		f.t.Errorf("got  %s\nwant %s", text, f.want)
	}
	return nil
}

// Three clocks have a mean rate of 666.7 Hz, for which a run ends after its second subrun, or not.
func TestStop(t *testing.T) {
	hertz := units.Hertz
	for want, stop := range map[string]Stop{
		"again spikes.clocks": {Above: hertz.Of(700), Below: hertz.Of(600)},
		`measure spikes.clocks stopped.clocks [rate = 666.6666666666666 Hz reason = "the rate is above 600 Hz" subrun = "measure"]`: {Above: hertz.Of(600)},
		`measure spikes.clocks stopped.clocks [rate = 666.6666666666666 Hz reason = "the rate is below 700 Hz" subrun = "measure"]`: {Below: hertz.Of(700)},
	} {
		stop.Of, stop.During = "clocks", []string{"measure"}
		componenttest.Suite{Parts: []component.Component{clocks, times{}, stop, Record{Spikes: []string{"clocks"}}, finds{t: t, want: want}},
			Idle: []string{"N", "above", "below"}}.Run(t)
	}
}

// An image drives neurons by its shades, as currents and as rates: 6 pixels from white to black and back.
func TestImages(t *testing.T) {
	image, err := input.PNG("../input/testdata/grey.png")
	check(t, err)
	current, err := ImageCurrent(image, units.Second.Of(1))
	check(t, err)
	s := staged(t, sim.Options{}, Neurons{Name: "n", Size: image.Pixels(), Model: clamped, Currents: Currents{"eye": current}, Set: Values{"eye_black": "1 nA", "eye_white": "2 nA"}},
		Source{Name: "p", Size: image.Pixels(), Kind: ImagePoisson(image), Set: Values{"white": "10 kHz"}})
	m := s.watch("p")
	s.run(200)
	counts := s.spikes(m).Counts()
	for i, shade := range image.Shades() {
		if got, want := s.get("n", "total")[i], 1e-9*(1+shade); !near(got, want) {
			t.Errorf("pixel %d: %v A, wanted %v", i, got, want)
		}
		if n := float64(counts[i]); n < 2000*shade-150 || n > 2000*shade+150 {
			t.Errorf("pixel %d: %v spikes, wanted %v", i, n, 2000*shade)
		}
	}
	if _, err := ImageCurrent(input.Images{}, units.Second.Of(1)); fmt.Sprint(err) != "components: there are no images; read some, as by input.PNG" {
		t.Error(err)
	}
}

// Arrays are currents in the steps of their own.
func TestArrays(t *testing.T) {
	one, err := sim.NewTimedArray(sim.Timed{Values: units.Nanoamp.OfAll(1, 3), DT: units.Millisecond.Of(1)})
	check(t, err)
	two, err := sim.NewTimedArray(sim.Timed{Values: units.Nanoamp.OfAll(10, 20, 30, 40), Columns: 2, DT: units.Millisecond.Of(1)})
	check(t, err)
	s := staged(t, sim.Options{}, Neurons{Name: "n", Size: 2, Model: clamped, Currents: Currents{"a": FromArray(one), "b": FromColumns(two)}})
	for _, want := range [][2]float64{{11, 21}, {33, 43}} {
		s.run(0.5)
		for i, total := range s.get("n", "total") {
			if !near(total, want[i]*1e-9) {
				t.Errorf("%v A, wanted %v nA", total, want[i])
			}
		}
		s.run(0.5)
	}
	image, err := input.PNG("../input/testdata/grey.png")
	check(t, err)
	eye, err := ImageCurrent(image, units.Second.Of(1))
	check(t, err)
	with := func(c Current) []component.Component {
		return []component.Component{Neurons{Name: "n", Size: 4, Model: LIF, Currents: Currents{"a": c}}}
	}
	said(t, []mistake{
		{with(FromArray(nil)), `neurons "n": the current "a" has no equations; take a stock one, such as components.ExponentialCurrent`},
		{with(FromColumns(two)), `neurons "n": current "a": there are 4 neurons, and the array has 2 columns; wanted one for each`},
		{with(eye), `neurons "n": current "a": there are 4 neurons, and the images have 6 pixels; wanted one for each`},
		{[]component.Component{Source{Name: "s", Size: 3, Kind: ImagePoisson(image)}}, `source "s": there are 3 neurons, and the images have 6 pixels; wanted one for each`},
		{[]component.Component{Source{Name: "s", Size: 3, Kind: ImagePoisson(input.Images{})}}, `there are no images; read some, as by input.PNG`},
	})
}
