package plain_test

import (
	"errors"
	"strings"
	"testing"

	"golgi/internal/plain"
)

func TestBrief(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"no convergence\n\tat größer", 100, "no convergence\n\tat größer"},
		{"\x1b[31mred\x1b[0m\r\a\u009b", 100, `\x1b[31mred\x1b[0m\x0d\x07\x9b`},
		{"abc\u202edef\x9b", 100, `abc\u202edef` + "\uFFFD"},
		{"größer", 3, "gr… (6 bytes more)"},
		{"größer", 4, "grö… (4 bytes more)"},
		{"größer", 8, "größer"},
		{"", 0, ""},
		{strings.Repeat("a", 1<<20), 2, "aa… (1048574 bytes more)"},
	} {
		if got := plain.Brief(c.text, c.most); got != c.want {
			t.Errorf("of %.40q there is %q, wanted %q", c.text, got, c.want)
		}
	}
}

// Each character keeps its column.
func TestAligned(t *testing.T) {
	for text, want := range map[string]string{"dv/dt\t= ä\x00": "dv/dt = ä ", "a\xff\uFFFDb": "a??b", "": ""} {
		if got := plain.Aligned(text); got != want {
			t.Errorf("of %q there is %q, wanted %q", text, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 runs", 1: "1 run", 2: "2 runs"} {
		if got := plain.Count(n, "run"); got != want {
			t.Errorf("%d: %s, wanted %s", n, got, want)
		}
	}
}

// An error of a package behind another one of it says the package once.
func TestBehind(t *testing.T) {
	missing := errors.New("hdf5: there is no x.hdf5")
	for _, c := range []struct {
		err  error
		want string
	}{
		{missing, "there is no x.hdf5"},
		{errors.Join(missing, errors.New("cli: no"), errors.New("hdf5: it is full")), "there is no x.hdf5\ncli: no\nhdf5: it is full"},
		{errors.New("x.hdf5: it is hdf5: so"), "x.hdf5: it is hdf5: so"},
	} {
		if got := plain.Behind("hdf5", c.err); got.Error() != c.want || !errors.Is(got, c.err) {
			t.Errorf("%q, wanted %q", got, c.want)
		}
	}
	if plain.Behind("hdf5", nil) != nil {
		t.Error("nothing is an error")
	}
}
