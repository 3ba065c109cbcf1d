package clustered

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"golgi/manager"
	"golgi/testing/storetest"
	"golgi/trajectory"
	"golgi/units"
)

// explore runs a small version of the experiment and returns its trajectory and store.
func explore(t testing.TB, name string, scale float64, measured string, workers int, points trajectory.Exploration) (*trajectory.Trajectory, trajectory.Store) {
	t.Helper()
	s, err := setNamed(name)
	check(t, err)
	s, err = s.scaled(scale)
	check(t, err)
	traj, err := trajectory.New("clustered")
	check(t, err)
	m := manager.New(parts(s))
	check(t, m.AddParameters(traj))
	check(t, traj.Set("simulation.durations."+initialRun, units.MustParse("100 ms")))
	check(t, traj.Set("simulation.durations."+measurementRun, units.MustParse(measured)))
	check(t, traj.Explore(points))
	store := trajectory.NewMemoryStore()
	check(t, m.Explore(context.Background(), traj, store, workers))
	return traj, store
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// runs returns the text of every run, exact to the bit, by its value of R_ee and its seed.
func runs(t testing.TB, traj *trajectory.Trajectory, store trajectory.Store) map[[2]float64]string {
	t.Helper()
	texts := make(map[[2]float64]string)
	for i := range traj.Len() {
		run, err := store.LoadRun(traj, i)
		check(t, err)
		r, err := trajectory.Value[float64](run, "R_ee")
		check(t, err)
		seed, err := trajectory.Value[int](run, manager.Seed)
		check(t, err)
		text := storetest.RunText(run)
		_, results, _ := strings.Cut(text, "\n") // without the run's own number
		texts[[2]float64{r, float64(seed)}] = results
	}
	return texts
}

// A run is a pure function of its parameters: the number of workers, the order of the points and the other points change
// no bit of its results.
func TestResultsDependOnParametersOnly(t *testing.T) {
	points := trajectory.Cartesian{{Path: "R_ee", Values: []float64{1, 2.5}}, {Path: manager.Seed, Values: []int{1, 2}}}
	traj, store := explore(t, "pypet", 0.15, "200 ms", 1, points)
	want := runs(t, traj, store)
	for name, other := range map[string]struct {
		workers int
		points  trajectory.Exploration
	}{
		"2 workers":     {2, points},
		"8 workers":     {8, points},
		"another order": {2, trajectory.Cartesian{{Path: manager.Seed, Values: []int{2, 1}}, {Path: "R_ee", Values: []float64{2.5, 1}}}},
		"alone":         {1, trajectory.Cartesian{{Path: manager.Seed, Values: []int{2}}, {Path: "R_ee", Values: []float64{2.5}}}},
	} {
		traj, store := explore(t, "pypet", 0.15, "200 ms", other.workers, other.points)
		for point, text := range runs(t, traj, store) {
			if text != want[point] {
				t.Errorf("%s: the run at R_ee = %v, seed %v has other results", name, point[0], point[1])
			}
		}
	}
	if want[[2]float64{1, 1}] == want[[2]float64{1, 2}] {
		t.Error("two seeds gave the same results")
	}
}

// Half the network with the paper's parameters has the rates of the full one within a quarter. Its clusters are noisier, and
// raise the Fano factor at a larger R_ee. Source of the rates: 3 seeds of the full network (the experiment's README).
func TestScaledDownNetwork(t *testing.T) {
	traj, store := explore(t, "paper", 0.5, "2 s", 0, trajectory.Cartesian{{Path: "R_ee", Values: []float64{1, 3.5}}})
	means, err := summarise(store, traj, "R_ee")
	check(t, err)
	rows := means.Groups
	if len(rows) != 2 || rEE(rows[0]) != 1 || rEE(rows[1]) != 3.5 {
		t.Fatalf("rows %+v", rows)
	}
	if r := rows[0].Mean[rateE]; math.Abs(r/2.55-1) > 0.25 {
		t.Errorf("excitatory rate %v Hz, want 2.55 Hz within a quarter", r)
	}
	if r := rows[0].Mean[rateI]; math.Abs(r/3.43-1) > 0.25 {
		t.Errorf("inhibitory rate %v Hz, want 3.43 Hz within a quarter", r)
	}
	if with, without := rows[1].Mean[fano], rows[0].Mean[fano]; with < 1.3*without {
		t.Errorf("Fano factor %v with clusters, %v without", with, without)
	}
}

func TestDerivedProbabilitiesKeepTheMean(t *testing.T) {
	traj, store := explore(t, "pypet", 0.2, "200 ms", 1, trajectory.Cartesian{{Path: "R_ee", Values: []float64{3}}})
	run, err := store.LoadRun(traj, 0)
	check(t, err)
	derived := make(map[string]any)
	for _, p := range run.Derived() {
		derived[p.Path] = p.Value
	}
	in, out := derived["connections.p_ee_in"].(float64), derived["connections.p_ee_out"].(float64)
	const n, size, mean = 400, 20, 0.1 // of the pypet set at a scale of 0.2
	if got := (in*size + out*(n-size)) / n; math.Abs(got-mean) > 1e-12 || math.Abs(in/out-3) > 1e-12 {
		t.Errorf("p_in = %v, p_out = %v: mean %v, want %v", in, out, got, mean)
	}
}

func TestWrongValuesAreRefused(t *testing.T) {
	for _, c := range []struct{ err, want string }{
		{textOf(second(setNamed("papr"))), `clustered: unknown parameter set "papr"; there are paper and pypet`},
		{textOf(second(sets[0].scaled(-1))), "clustered: scale -1 is not between 0 and 100"},
		{textOf(second(sets[0].scaled(math.NaN()))), "clustered: scale NaN is not between 0 and 100"},
	} {
		if c.err != c.want {
			t.Errorf("got  %s\nwant %s", c.err, c.want)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func textOf(err error) string {
	if err == nil {
		return "no error"
	}
	return err.Error()
}

func TestScaledSetsHaveWholeClusters(t *testing.T) {
	for _, scale := range []float64{0.01, 0.1, 0.33, 1, 2.5} {
		for _, s := range sets {
			scaled, err := s.scaled(scale)
			check(t, err)
			if scaled.N_e%scaled.ClusterSize != 0 || scaled.N_e < scaled.ClusterSize || scaled.N_i < 1 {
				t.Errorf("%s at %v: %d excitatory neurons in clusters of %d", s.name, scale, scaled.N_e, scaled.ClusterSize)
			}
		}
	}
	if !slices.Contains([]string{"paper"}, sets[0].name) {
		t.Error("the default is not the paper's set")
	}
}
