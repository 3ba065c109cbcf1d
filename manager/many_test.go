package manager_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golgi/component"
	"golgi/hdf5"
	"golgi/manager"
	"golgi/trajectory"
)

const manyVariable = "GOLGI_MANAGER_MANY"

// TestManyRuns explores very many tiny runs into a file, and filters them by parameters and by results, in a process of its own: what memory that takes
// at most is measured, and must not grow beyond what a laptop spares.
func TestManyRuns(t *testing.T) {
	if path := os.Getenv(manyVariable); path != "" {
		var n int
		_, err := fmt.Sscan(os.Getenv(manyVariable+"_N"), &n)
		if err = errors.Join(err, many(path, n)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if runtime.GOOS != "linux" {
		t.Skip("the kernel says elsewhere in another way how much memory a process has had")
	}
	n, most := 500, 150 // MB
	if os.Getenv("GOLGI_SLOW") != "" {
		n, most = 100_000, 500
	}
	c := exec.Command(os.Args[0], "-test.run=^TestManyRuns$")
	c.Env = append(os.Environ(), "GOGC=100", manyVariable+"="+filepath.Join(t.TempDir(), "many.hdf5"), fmt.Sprintf("%s_N=%d", manyVariable, n))
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var peak int
	text := string(out)
	if _, err := fmt.Sscan(text[strings.LastIndex(text, "peak:")+len("peak:"):], &peak); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
	if peak > most*1000 {
		t.Errorf("%d runs took %d kB at most, wanted %d MB", n, peak, most)
	}
}

// many explores n runs, and filters them. It prints what each step takes.
func many(path string, n int) error {
	m := manager.New([]component.Component{idle{}, product{}})
	traj, err := trajectory.New("products")
	if err == nil {
		err = m.AddParameters(traj)
	}
	if err != nil {
		return err
	}
	begun := time.Now()
	step := func(name string) {
		status, _ := os.ReadFile("/proc/self/status")
		_, peak, _ := strings.Cut(string(status), "VmHWM:")
		peak, _, _ = strings.Cut(peak, "\n")
		fmt.Printf("%-8s %6.2f s, peak: %s\n", name, time.Since(begun).Seconds(), strings.TrimSpace(peak))
		begun = time.Now()
	}
	err = traj.Explore(trajectory.Cartesian{{Path: "x", Values: trajectory.Range(1, n/100, 1)}, {Path: "y", Values: trajectory.Range(0.01, 1, 0.01)}})
	if err != nil {
		return err
	}
	step("points")
	store, err := hdf5.Create(path)
	if err != nil {
		return err
	}
	if err := m.Explore(context.Background(), traj, store, 0); err != nil {
		return err
	}
	step("runs")
	if err := store.Close(); err != nil {
		return err
	}
	step("file")
	if store, err = hdf5.Open(path); err == nil {
		traj, err = store.LoadTrajectory("products")
	}
	if err != nil {
		return err
	}
	step("open")
	byPoint, err := traj.Find(func(p *trajectory.Values) bool { return p.Float("x")*p.Float("y") > 2 })
	if err != nil {
		return err
	}
	step("find")
	byResult, err := trajectory.FindRuns(store, traj, func(r *trajectory.Run) (bool, error) {
		z, err := r.Float("z.z")
		return z > 2, err
	})
	if err != nil {
		return err
	}
	step("findruns")
	if len(byPoint) != len(byResult) || len(byPoint) == 0 {
		return fmt.Errorf("by points %d runs were found, and by results %d", len(byPoint), len(byResult))
	}
	table, err := trajectory.Rows(store, traj)
	if err != nil {
		return err
	}
	step("table")
	means, err := table.Means("x")
	if err != nil {
		return err
	}
	step("means")
	unique, err := traj.UniquePoints("y")
	if err != nil {
		return err
	}
	step("unique")
	if len(table.Rows) != n || len(means.Groups) != n/100 || len(unique) != 100 {
		return fmt.Errorf("of %d runs there are %d rows, %d means and %d points", n, len(table.Rows), len(means.Groups), len(unique))
	}
	return store.Close()
}
