package suggest_test

import (
	"testing"

	"golgi/internal/suggest"
)

func TestDidYouMean(t *testing.T) {
	for _, c := range []struct {
		name  string
		names []string
		want  string
	}{
		{"eluer", []string{"exact", "euler", "rk2"}, `did you mean "euler"?`},
		{"Tau_m", []string{"tau_m", "tau_e"}, `did you mean "tau_m" or "tau_e"?`},
		{"R_ee", []string{"N_e", "R_ei"}, `did you mean "R_ei"?`},
		{"tua", []string{"tau", "mu"}, `did you mean "tau"?`},
		{"x", []string{"threshold"}, ""},
		{"v", nil, ""},
	} {
		if got := suggest.DidYouMean(c.name, c.names); got != c.want {
			t.Errorf("DidYouMean(%q, %q) = %q, want %q", c.name, c.names, got, c.want)
		}
		if got := suggest.Meant(c.name, c.names); got != "" && got != "; "+c.want || got == "" && c.want != "" {
			t.Errorf("Meant(%q, %q) = %q", c.name, c.names, got)
		}
	}
}

func TestNearestIgnoresOrderAndRepeats(t *testing.T) {
	a := suggest.Nearest("ab", []string{"ac", "ad", "ac", "ab"})
	b := suggest.Nearest("ab", []string{"ab", "ad", "ac"})
	if len(a) != 3 || a[0] != "ab" || a[1] != "ac" || a[2] != "ad" {
		t.Fatalf("nearest = %q", a)
	}
	for n := range a {
		if a[n] != b[n] {
			t.Fatalf("order of names changed the answer: %q and %q", a, b)
		}
	}
}
