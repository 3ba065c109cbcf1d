package input

import (
	"slices"
	"strings"
	"testing"

	"golgi/units"
)

// The same spikes from every kind of file. Source: testdata/files.py, written by numpy.
func TestSpikesOfNumpy(t *testing.T) {
	read := map[string]func() ([]int, units.Array, error){
		"savez": func() ([]int, units.Array, error) { return SpikesNPZ("testdata/spikes.npz", Table{}) },
		"savez_compressed": func() ([]int, units.Array, error) {
			return SpikesNPZ("testdata/spikes_other.npz", Table{Index: "neuron", Time: "ms", Unit: units.Millisecond})
		},
		"savetxt": func() ([]int, units.Array, error) { return SpikesCSV("testdata/spikes.txt", Table{Comma: ' '}) },
		"savetxt with names": func() ([]int, units.Array, error) {
			return SpikesCSV("testdata/spikes.csv", Table{Index: "neuron", Time: "t (ms)", Unit: units.Millisecond})
		},
	}
	for name, read := range read {
		indices, times, err := read()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		ms, err := times.In(units.Millisecond)
		if err != nil || !slices.Equal(indices, []int{0, 3, 2, 3}) || !near(ms, []float64{100, 100, 250, 1500}) {
			t.Errorf("%s: neurons %v at %v (%v)", name, indices, times, err)
		}
	}
}

func near(got, want []float64) bool {
	return slices.EqualFunc(got, want, func(x, y float64) bool { return x-y < 1e-5 && y-x < 1e-5 })
}

// Arrays come out row by row, whatever type, order and rank they have in the file.
func TestArraysOfNumpy(t *testing.T) {
	cube := make([]float64, 24) // element (a, b, c) of the transposed one is 12c + 4b + a
	for a := range 4 {
		for b := range 3 {
			for c := range 2 {
				cube[6*a+2*b+c] = float64(12*c + 4*b + a)
			}
		}
	}
	for _, c := range []struct {
		name   string
		values []float64
		shape  []int
	}{
		{"wide", []float64{0, 1, 2, 3, 4, 5}, []int{2, 3}}, {"cube", cube, []int{4, 3, 2}},
		{"yes", []float64{1, 0}, []int{2}}, {"one", []float64{7}, nil}, {"empty", []float64{}, []int{0, 3}},
	} {
		values, shape, err := NPZ("testdata/spikes_other.npz", c.name)
		if err != nil || !slices.Equal(values, c.values) || !slices.Equal(shape, c.shape) {
			t.Errorf("%s: %v of shape %v (%v), want %v of %v", c.name, values, shape, err, c.values, c.shape)
		}
	}
}

func TestTables(t *testing.T) {
	for _, c := range []struct {
		text string
		spec Table
		want []int
	}{
		{"# nothing\n\n", Table{}, nil}, {"i,t\n", Table{}, nil},
		{"1,0.5\n2,1", Table{}, []int{1, 2}},
		{"\ufeffneuron;time\r\n1;0.5\r\n2;1\r\n", Table{Comma: ';'}, []int{1, 2}},
		{"t\ti\n0.5\t1e0\n1\t2.0\n", Table{Index: "i", Time: "t", Comma: '\t'}, []int{1, 2}},
		{"3, 0.5, more\n", Table{}, []int{3}},
		{"a,b,c\n9,8,3\n9,8,4\n", Table{Index: "c", Time: "b"}, []int{3, 4}},
	} {
		indices, times, err := spikesCSV("x.csv", strings.NewReader(c.text), c.spec)
		if err != nil || !slices.Equal(indices, c.want) || times.Len() != len(c.want) {
			t.Errorf("%q: neurons %v at %v (%v), want %v", c.text, indices, times, err, c.want)
		}
	}
}
