package cli_test

import (
	"bytes"
	"flag"
	"math"
	"strings"
	"testing"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/trajectory"
)

// reproduced is what the word reproduce prints of campaigns of the experiment of the tests.
func reproduced(t *testing.T, campaigns []cli.Campaign, words ...string) (code int, out, errs string) {
	t.Helper()
	e := program()
	e.Choose, e.Campaigns = func() ([]component.Component, error) {
		return []component.Component{neurons{}, analyser.After("main", func(s *component.Subrun) error {
			drive, err := trajectory.Value[float64](s.Params, "I")
			if err != nil {
				return err
			}
			return s.Run.Add("statistics", "x", 2*drive, "mV")
		})}, nil
	}, campaigns
	var o, x bytes.Buffer
	code = cli.Execute(e, append([]string{"reproduce"}, words...), &o, &x)
	return code, o.String(), x.String()
}

// What is known is run by the word run, and each number stands beside its band.
func TestReproduce(t *testing.T) {
	t.Chdir(t.TempDir())
	campaigns := []cli.Campaign{{Name: "drive", Run: "--quiet --explore I=1,2,3 main=2ms", Expect: []cli.Expectation{
		{What: "runs", Number: func(r cli.Report) (float64, error) { return float64(r.Trajectory.Len()), nil }, Band: cli.Between(3, 4), Source: "counted"},
		{What: "mean", Of: "x", Where: "I > 1", Band: cli.AtLeast(1e9), Source: "wrong"},
		{What: "any", Of: "x", Band: cli.Reported()},
		{What: "exact", Of: "x", Where: "I == 3", Band: cli.Exactly(6), Source: "2*3"},
		{What: "least", Number: cli.Least("x"), Unit: "mV", Band: cli.Between(1.9, 2.1)}, {What: "most", Number: cli.Most("statistics.x"), Unit: "mV", Band: cli.Between(5.9, 6.1)},
	}}}
	code, out, errs := reproduced(t, campaigns)
	if code != cli.Failure || !strings.Contains(errs, "of 6 numbers, 1 outside of the band") {
		t.Errorf("code %d\n%s", code, errs)
	}
	for _, line := range []string{"run --quiet --explore I=1,2,3 main=2ms\n", "3 runs finished", "in out/reproduce/drive.hdf5", "runs 3 3 to 4 ok counted", "mean 5 mV at least 1e+09 OUTSIDE wrong", "any 4 mV reported", "exact 6 mV exactly 6 ok 2*3",
		"least 2 mV 1.9 to 2.1 ok", "most 6 mV 5.9 to 6.1 ok"} {
		if !strings.Contains(strings.Join(strings.Fields(out), " ")+" ", strings.Join(strings.Fields(line), " ")) {
			t.Errorf("there is no %q in\n%s", line, out)
		}
	}
	first := digest(t, "out/reproduce/drive.hdf5")
	code, again, errs := reproduced(t, campaigns)
	_, compared, _ := strings.Cut(out, "\n\nruns ")
	if code != cli.Failure || !strings.Contains(again, "3 runs, all there before; results in out/reproduce/drive.hdf5\n") || !strings.HasSuffix(again, "\n\nruns "+compared) || digest(t, "out/reproduce/drive.hdf5") != first {
		t.Errorf("a second time: code %d, %s\n%s", code, errs, again)
	}
	campaigns[0].Expect = campaigns[0].Expect[:1]
	if code, _, errs = reproduced(t, campaigns, "--overwrite", "--workers", "1", "--engine", "reference"); code != cli.Success {
		t.Errorf("code %d: %s", code, errs)
	}
}

// A number is exact with 9 digits, and 0 with all.
func TestExactly(t *testing.T) {
	third := 0.1 + 0.2
	for _, c := range []struct {
		exactly, x float64
		is         bool
	}{{0.3, third, true}, {-27.8, -27.8, true}, {3, 3.00000001, false}, {0, 0, true}, {0, 1e-300, false}, {1, math.NaN(), false}} {
		if cli.Exactly(c.exactly).Has(c.x) != c.is {
			t.Errorf("%v is %v: wanted %v", c.x, c.exactly, c.is)
		}
	}
}

// What is wrong with a campaign is said before anything runs.
func TestReproduceMistakes(t *testing.T) {
	t.Chdir(t.TempDir())
	number := func(cli.Report) (float64, error) { return 1, nil }
	for _, c := range []struct {
		campaign cli.Campaign
		words    string
		wanted   string
	}{
		{cli.Campaign{Run: "--trials 2"}, "", "expects nothing; give it an Expectation"},
		{cli.Campaign{Expect: []cli.Expectation{{Of: "x", Band: cli.Reported()}}}, "", "has no What"},
		{cli.Campaign{Expect: []cli.Expectation{{What: "a", Band: cli.Reported()}}}, "", "has an Of and a Number, or neither; give one"},
		{cli.Campaign{Expect: []cli.Expectation{{What: "a", Of: "x", Number: number, Band: cli.Reported()}}}, "", "has an Of and a Number, or neither"},
		{cli.Campaign{Expect: []cli.Expectation{{What: "a", Of: "x"}}}, "", "is from 0 to 0; give Between"},
		{cli.Campaign{Expect: []cli.Expectation{{What: "a", Of: "x", Band: cli.Exactly(math.NaN())}}}, "", "is from NaN to NaN"},
		{cli.Campaign{Expect: []cli.Expectation{{What: "a", Of: "x", Band: cli.Between(2, 1)}}}, "", "is from 2 to 1"},
		{cli.Campaign{Run: "--explroe I=1", Expect: []cli.Expectation{{What: "a", Of: "x", Band: cli.Reported()}}}, "", `did you mean "--explore"`},
		{cli.Campaign{Run: "--quiet main=1ms", Expect: []cli.Expectation{{What: "a", Of: "nothing", Band: cli.Reported()}}}, "--overwrite", `"a", which`},
		{cli.Campaign{Run: "--quiet main=1ms", Expect: []cli.Expectation{{What: "a", Number: cli.Least("I"), Band: cli.Reported()}}}, "--overwrite", `"I" is the parameter`},
		{cli.Campaign{Run: "--quiet main=1ms", Expect: []cli.Expectation{{What: "a", Of: "x", Where: "I > 1*mV", Band: cli.Reported()}}}, "--overwrite", `"a", which`},
		{cli.Campaign{Run: "--quiet main=1ms", Expect: []cli.Expectation{{What: "a", Of: "x", Where: "I > 100", Band: cli.Reported()}}}, "--overwrite", `"a", which`},
		{cli.Campaign{Expect: []cli.Expectation{{What: "a", Of: "x", Band: cli.Reported()}}}, "I=5", "takes no words; to set \"I=5\", use the word run"},
	} {
		code, _, errs := reproduced(t, []cli.Campaign{c.campaign}, strings.Fields(c.words)...)
		if code == cli.Success || !strings.Contains(errs, c.wanted) {
			t.Errorf("code %d, without %q: %s", code, c.wanted, errs)
		}
	}
}

// What can be known to be wrong with the last of several campaigns is said before the first one runs.
func TestCampaignsAreCheckedTogether(t *testing.T) {
	t.Chdir(t.TempDir())
	known := func(where string) []cli.Expectation {
		return []cli.Expectation{{What: "a", Of: "x", Where: where, Band: cli.Reported()}}
	}
	for _, c := range []struct {
		campaign cli.Campaign
		wanted   string
	}{
		{cli.Campaign{Name: "b", Run: "--explroe I=1", Expect: known("")}, "cli: the campaign \"lif run --explroe I=1\": unknown option --explroe; did you mean \"--explore\"?"},
		{cli.Campaign{Name: "b", Run: "--explore I=1,a", Expect: known("")}, "cli: the campaign \"lif run --explore I=1,a\": "},
		{cli.Campaign{Name: "b", Run: "taau=1ms", Expect: known("")}, "did you mean"},
		{cli.Campaign{Name: "b", Run: "--trials 2 --dry-run", Expect: known("")}, "leave out --append, --overwrite, --dry-run and --share"},
		{cli.Campaign{Name: "b", Run: "--out y.hdf5", Expect: known("")}, "--out: it is given twice"},
		{cli.Campaign{Name: "b", Run: "--engine foo", Expect: known("")}, "unknown engine \"foo\""},
		{cli.Campaign{Name: "b", Run: "--zip --explore I=1,2", Expect: known("")}, "--zip takes the values of several"},
		{cli.Campaign{Name: "../b", Expect: known("")}, "cli: the name \"../b\" of a campaign of lif is no plain name of a file; leave out what leads into other folders\n"},
		{cli.Campaign{Name: "..", Expect: known("")}, "is no plain name"},
		{cli.Campaign{Name: "a", Expect: known("")}, "two campaigns of the name \"a\""},
		{cli.Campaign{Name: "lif", Expect: known("")}, "two campaigns of the name \"lif\", and so of one file; give each a Name\n"},
		{cli.Campaign{Name: "b", Expect: known("I >")}, "cli: \"a\", which lif expects: query: unexpected token EOF"},
		{cli.Campaign{Name: "b", Expect: known("I > 1*mV")}, "one side is a plain number, and the other in V"},
		{cli.Campaign{Name: "b", Expect: known("I == 17")}, "the condition I == 17 holds for none of 2 runs\n"},
	} {
		code, out, errs := reproduced(t, []cli.Campaign{{Run: "main=2ms", Expect: known("")}, {Name: "a", Run: "main=2ms", Expect: known("I > 1 && x > 0*mV")}, c.campaign})
		if code != cli.Failure || !strings.Contains(errs, c.wanted) || out != "" || exists("out") || strings.Contains(errs, "see:") {
			t.Errorf("code %d, without %q: %s%s", code, c.wanted, errs, out)
		}
	}
}

// Each campaign has the options of the experiment's own that it gives, and no other's.
func TestReproduceOwnOptions(t *testing.T) {
	t.Chdir(t.TempDir())
	e := program()
	scale := 1.0
	e.Flags = func(f *flag.FlagSet) { f.Float64Var(&scale, "scale", scale, "`FACTOR`") }
	e.Choose = func() ([]component.Component, error) {
		factor := scale
		return []component.Component{neurons{}, analyser.After("main", func(s *component.Subrun) error { return s.Run.Add("statistics", "factor", factor, "") })}, nil
	}
	expect := func(x float64) []cli.Expectation {
		return []cli.Expectation{{What: "factor", Of: "factor", Band: cli.Exactly(x)}}
	}
	e.Campaigns = []cli.Campaign{{Name: "a", Run: "--quiet main=1ms", Expect: expect(1)}, {Name: "b", Run: "--quiet --scale 2 main=1ms", Expect: expect(2)},
		{Name: "c", Run: "--quiet main=1ms", Expect: expect(1)}, {Name: "d", Run: "--quiet --scale 3 main=1ms", Expect: expect(3)}}
	var o, x bytes.Buffer
	if code := cli.Execute(e, []string{"reproduce"}, &o, &x); code != cli.Success {
		t.Errorf("code %d\n%s%s", code, o.String(), x.String())
	}
}
