package input

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golgi/units"
)

// The same connections from every kind of file. Source: testdata/files.py, written by numpy.
func TestConnectionsOfNumpy(t *testing.T) {
	for _, c := range []struct {
		path    string
		spec    Pairs
		weights string
	}{
		{"testdata/connections.npz", Pairs{Unit: units.Millivolt}, "[0.5, -1, 0, 2] mV"},
		{"testdata/connections.npz", Pairs{}, "[0.5, -1, 0, 2]"},
		{"testdata/connections.npz", Pairs{Missing: true}, "[]"},
		{"testdata/connections.csv", Pairs{I: "pre", J: "post", Weight: "w (mV)", Unit: units.Millivolt}, "[0.5, -1, 0, 2] mV"},
		{"testdata/connections.csv", Pairs{I: "pre", J: "post", Missing: true}, "[]"},
		{"testdata/pairs.txt", Pairs{Comma: ' '}, "[]"},
	} {
		read := ConnectionsCSV
		if strings.HasSuffix(c.path, "npz") {
			read = ConnectionsNPZ
		}
		i, j, weights, err := read(c.path, c.spec)
		if err != nil || !slices.Equal(i, []int{0, 3, 2, 3}) || !slices.Equal(j, []int{1, 0, 4, 2}) || weights.String() != c.weights {
			t.Errorf("%s, %+v: from %v to %v of %v (%v)", c.path, c.spec, i, j, weights, err)
		}
	}
}

func TestMistakesInConnections(t *testing.T) {
	for _, c := range []struct {
		text string
		spec Pairs
		want string
	}{
		{"0,1,2\n1,1\n", Pairs{}, `input: x.csv: line 2: there is no column 3, but only 2`},
		{"0\n", Pairs{}, `input: x.csv: line 1: there is no column 2, but only 1`},
		{"0,1\n1,-1\n", Pairs{}, `input: x.csv: line 2: -1 is no number of a neuron; they are whole, from 0 on`},
		{"0,1,nan\n", Pairs{}, `input: x.csv: line 1: NaN is no weight`},
		{"i,j,w\n0,1,strong\n", Pairs{}, `input: x.csv: line 2: "strong" is no number`},
		{"i,j,w\n0,1,2\n", Pairs{I: "pre"}, `input: x.csv: line 1: there is no column "pre"; there are ["i" "j" "w"]`},
		{"", Pairs{I: "i", J: "j"}, `input: x.csv: it is empty; wanted are columns "i" and "j"`},
	} {
		_, _, _, err := connectionsCSV("x.csv", strings.NewReader(c.text), c.spec)
		expectFault(t, c.text, err, c.want)
	}
	for want, spec := range map[string]Pairs{
		`input: testdata/spikes.npz: there is no array "j"; there are "i", "t"`:                                   {},
		`input: testdata/spikes.npz: connection 0: 0.1 is no number of a neuron; they are whole, from 0 on`:       {J: "t", Missing: true},
		`input: testdata/spikes_other.npz: there are 4 numbers in "neuron" and 2 in "yes"; they list connections`: {I: "neuron", J: "neuron", Weight: "yes"},
		`input: testdata/spikes_other.npz: array "wide" has 2 dimensions; wanted is a list`:                       {I: "neuron", J: "neuron", Weight: "wide"},
	} {
		path, _, _ := strings.Cut(strings.TrimPrefix(want, "input: "), ":")
		_, _, _, err := ConnectionsNPZ(path, spec)
		expectFault(t, want, err, want)
	}
	if _, _, _, err := ConnectionsCSV("testdata/none.csv", Pairs{}); err == nil || errors.Is(err, ErrMalformed) {
		t.Errorf("a file that is not there: %v", err)
	}
}
