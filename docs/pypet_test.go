package docs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golgi/component"
	"golgi/hdf5"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
)

// scratch is the folder for what the examples write.
var scratch string

func TestMain(m *testing.M) {
	scratch = ok(os.MkdirTemp("", "golgi-docs-"))
	code := m.Run()
	check(os.RemoveAll(scratch))
	os.Exit(code)
}

type factors struct {
	First  float64 `comment:"first factor"`
	Second float64 `comment:"second factor"`
}

func multiply(b *component.Build, p factors) error {
	return b.Run.Add("product", "z", p.First*p.Second, "")
}

func Example_pypet() {
	parts := []component.Component{component.Bound[factors]{Group: "factors", Default: factors{1, 1}, Make: multiply}, runner.None{}}
	m := manager.New(parts, manager.WithoutTrials())
	defer m.Close()
	traj := ok(trajectory.New("multiply"))
	check(m.AddParameters(traj))
	check(traj.Explore(trajectory.Cartesian{{Path: "first", Values: []float64{1, 2}}, {Path: "second", Values: []float64{3, 4}}}))
	store := ok(hdf5.Create(filepath.Join(scratch, "multiply.hdf5")))
	check(m.Explore(ctx, traj, store, 2))
	for _, row := range ok(trajectory.Rows(store, traj, "first", "second", "product.z")).Rows {
		fmt.Println(row.Run, row.Values)
	}
	check(store.Finish())
	// Output:
	// 0 [1 3 3]
	// 1 [1 4 4]
	// 2 [2 3 6]
	// 3 [2 4 8]
}
