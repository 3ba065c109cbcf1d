package cli_test

import (
	"strings"
	"testing"

	"golgi/cli"
	"golgi/sim"
)

// The word explain says what is built when, for what would be explored, and what the network of the first run is.
func TestExplain(t *testing.T) {
	engine, _ := sim.FastestEngine()
	if engine == sim.Reference {
		t.Skip("no C compiler works here")
	}
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"explain", "I=2"}, []string{"component ", "built once", "runner \"Ordered\"", "run_00000000: network at t = 0 s, dt = 0.1 ms, engine " + engine, "schedule of a time step"}},
		{[]string{"explain", "--code", "I=2"}, []string{"kernel 0: ", "int golgi_"}},
		{[]string{"explain", "--explore", "tau=1ms,2ms"}, []string{"built in each run", "it reads neurons.tau, which is explored"}},
	} {
		code, out, errs := call(c.args...)
		if code != cli.Success || errs != "" {
			t.Errorf("%v: code %d, %s", c.args, code, errs)
		}
		for _, want := range c.want {
			if !strings.Contains(out, want) {
				t.Errorf("%v: there is no %q in\n%s", c.args, want, out)
			}
		}
	}
	code, _, errs := call("explain", "--explore", "tua=1ms")
	if code != cli.Usage || !strings.Contains(errs, "tua") {
		t.Errorf("code %d, %s", code, errs)
	}
}
