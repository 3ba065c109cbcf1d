package analyser_test

import (
	"testing"

	"golgi/analyser"
	"golgi/component"
)

func rates(*component.Subrun) error { return nil }

type fano struct{}

func (fano) measure(*component.Subrun) error { return nil }

// Others, and the word post, call a function by its name, and one without a name by what it follows.
func TestAfterIsNamed(t *testing.T) {
	for _, c := range []struct {
		do   func(*component.Subrun) error
		want string
	}{
		{rates, "rates"},
		{func(*component.Subrun) error { return nil }, "after main"},
		{fano{}.measure, "after main"},
		{nil, "after main"},
	} {
		if got := component.NameOf(analyser.After("main", c.do)); got != c.want {
			t.Errorf("it is called %q, wanted %q", got, c.want)
		}
	}
}
