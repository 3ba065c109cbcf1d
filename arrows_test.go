package golgi_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

// floors is the plan of the house, from the ground up. An import points to a lower floor or stays within its
// own folder; folders on one floor do not know each other. "." is the root, and each experiment and each program is a folder of
// its own. Tests may besides use the kits in testing/.
var floors = [][]string{
	{"internal"}, // helpers that know nobody
	{"units"},
	{"trajectory", "sim", "analyser/spiketrain"},
	{"hdf5", "component", "input", "modelfile", "search", "query", "figure"},
	{"analyser", "components"},
	{"runner"},
	{"manager"},
	{"cli"},
	{"experiments/*", "tutorials", "docs", "testing", "."},
	{"cmd/*", "bench"},
}

// strangers do not know each other, although the floors would let them.
var strangers = []struct{ from, to, cure string }{
	{"input", "sim", "it reads arrays: let who describes objects put them in"},
	{"input", "trajectory", "it reads arrays: let a component make parameters or objects of them"},
	{"modelfile", "trajectory", "it simulates one model: let a program store what came out"},
	{"figure", "sim", "it draws numbers: let an analyser hand them in"},
	{"figure", "trajectory", "it draws numbers: let who has read results hand them in"},
	{"hdf5", "sim", "it stores numbers with units, not monitors: let an analyser make a result of them"},
}

// rooms are the folders of sim/internal, in the order of the pipeline, and those of hdf5/internal, from the
// ground up. Each may use what is named here and nothing else of the module; what is outside its house is named
// by its folder.
var rooms = []struct{ house, name, uses, cure string }{
	{"sim", "mathlib", "", "it is arithmetic alone: pass numbers in"},
	{"sim", "rng", "mathlib", "it is arithmetic alone: pass numbers in"},
	{"sim", "ir", "rng", "it is the language that all engines share: describe what you need as data"},
	{"sim", "passes", "ir", "a pass turns IR into IR: what it needs must stand in the IR"},
	{"sim", "interval", "ir mathlib", "it knows what kernels compute, and nothing of neurons: pass numbers in"},
	{"sim", "topology", "ir rng mathlib", "it realises connections: pass numbers in"},
	{"sim", "syntax", "internal units", "it turns text into a tree: what the tree means is for equations"},
	{"sim", "equations", "syntax mathlib internal units", "an earlier stage knows no later one"},
	{"sim", "integrate", "equations syntax mathlib internal units", "an earlier stage knows no later one"},
	{"sim", "lower", "integrate equations syntax ir rng mathlib internal units", "an earlier stage knows no later one"},
	{"sim", "engine", "ir rng mathlib", "engines know the IR and nothing of equations: lower what you need into it"},
	{"sim", "bind", "engine lower equations ir rng internal units", "it knows no kinds of objects: let objects declare what you need"},

	{"hdf5", "failtest", "", "it makes any operation fail: let the code under test ask its hook"},
	{"hdf5", "h5", "", "it knows the library, and nothing of trajectories: pass arrays in"},
	{"hdf5", "sandbox", "h5", "it runs a child, whatever that reads: pass a function in"},
	{"hdf5", "parts", "failtest internal", "it knows files and folders, and nothing of what is in them: pass names in"},
	{"hdf5", "layout", "h5 trajectory units", "it knows one open file, and not who writes or reads: pass values in"},
	{"hdf5", "view", "layout h5 parts sandbox trajectory", "it only reads: let who writes tell it what becomes of runs"},
	{"hdf5", "write", "view layout h5 parts internal trajectory", "it ends with the file: the rest is for the door"},
}

// hdf5Bindings may be imported in hdf5/ alone.
const hdf5Bindings = "gonum.org/v1/hdf5"

// parquet is what writes Parquet files: experiments stay small without it.
const parquet = "github.com/parquet-go"

// An arrow is an import: the file it stands in, from the root and with slashes, and the path it names.
type arrow struct {
	file string
	line int
	path string
}

func TestArrowsPointDown(t *testing.T) {
	module := modulePath(t)
	for _, folder := range goFolders(t) {
		if fault := homeless(folder); fault != "" {
			t.Error(fault)
			continue
		}
		for _, a := range arrowsOf(t, folder) {
			if fault := a.fault(module); fault != "" {
				t.Error(fault)
			}
		}
	}
}

// fault says which law the arrow breaks, and the cure; it is empty where the arrow breaks none.
func (a arrow) fault(module string) string {
	reason := ""
	to, ours := strings.CutPrefix(a.path+"/", module+"/")
	if ours {
		reason = broken(path.Dir(a.file), path.Clean(to), strings.HasSuffix(a.file, "_test.go"))
	} else if inside(a.path, hdf5Bindings) && !inside(a.file, "hdf5") {
		reason = "only hdf5 talks to the HDF5 library; go through trajectory.Store"
	} else if inside(a.path, parquet) && !inside(a.file, "cmd/golgi") {
		reason = "only cmd/golgi writes Parquet files, so that experiments stay small; export from there"
	}
	if reason == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d: imports %s: %s", a.file, a.line, a.path, reason)
}

// broken names the law that an import of folder to in folder from breaks, and the cure.
func broken(from, to string, test bool) string {
	if fault := homeless(to); fault != "" {
		return fault
	}
	if inside(to, "sim/internal") && !inside(from, "sim") {
		return "sim/internal is for sim alone; use sim's own names, or give sim a name for it"
	}
	for _, s := range strangers {
		if inside(from, s.from) && inside(to, s.to) {
			return fmt.Sprintf("%s does not know %s; %s", s.from, s.to, s.cure)
		}
	}
	if test && inside(to, "testing") {
		return ""
	}
	if fault := climbs(from, to); fault != "" {
		return fault
	}
	return strays(from, to)
}

// climbs holds the floors.
func climbs(from, to string) string {
	below, here := place(from)
	above, there := place(to)
	switch {
	case here == there || above < below:
		return ""
	case above == below:
		return fmt.Sprintf("%s and %s share a floor and do not know each other; "+
			"let a folder above hand the value over", here, there)
	default:
		return fmt.Sprintf("%s stands above %s, and imports point down; "+
			"move the code down, or let %s hand the value in", there, here, there)
	}
}

// strays holds the rooms.
func strays(from, to string) string {
	house, here := roomOf(from)
	if there, name := roomOf(to); here == "" || house == there && here == name {
		return ""
	}
	for _, room := range rooms {
		if room.house != house || room.name != here {
			continue
		}
		if !slices.Contains(strings.Fields(room.uses), roomOr(to)) {
			return fmt.Sprintf("%s/internal/%s uses %s and nothing else of ours; %s",
				house, here, orNothing(room.uses), room.cure)
		}
	}
	return ""
}

// homeless says that a folder stands on no floor, or in no room of the house that it is in.
func homeless(folder string) string {
	if floor, _ := place(folder); floor < 0 {
		return folder + " stands on no floor; move it, or give it a place in floors in arrows_test.go"
	}
	house, name := roomOf(folder)
	for _, room := range rooms {
		if name == "" || house == room.house && name == room.name {
			return ""
		}
	}
	return folder + " is no room of " + house + "/internal; move it, or give it a row in rooms in arrows_test.go"
}

// place returns the number of the floor on which folder stands, and the folder of the plan that it belongs
// to; the number is -1 where there is none.
func place(folder string) (int, string) {
	for number, floor := range floors {
		for _, name := range floor {
			if program, many := strings.CutSuffix(name, "/*"); many && inside(folder, program) {
				words := strings.Split(folder, "/")
				return number, strings.Join(words[:min(2, len(words))], "/")
			}
			if folder == name || name != "." && inside(folder, name) {
				return number, name
			}
		}
	}
	return -1, ""
}

// roomOf returns the house and the room in which folder lies, and nothing outside of rooms.
func roomOf(folder string) (house, name string) {
	for _, room := range rooms {
		if rest, in := strings.CutPrefix(folder, room.house+"/internal/"); in {
			name, _, _ := strings.Cut(rest, "/")
			return room.house, name
		}
	}
	return "", ""
}

// roomOr is what the table of rooms calls a folder: its room, or else its folder in the plan.
func roomOr(folder string) string {
	if _, room := roomOf(folder); room != "" {
		return room
	}
	_, name := place(folder)
	return name
}

// orNothing puts a list of rooms into words.
func orNothing(uses string) string {
	if uses == "" {
		return "the standard library"
	}
	return strings.Join(strings.Fields(uses), ", ")
}

// TestArrowsFindEachFault shows that the laws can be broken: each kind of fault is found, with its cure, and
// what is allowed is not found.
func TestArrowsFindEachFault(t *testing.T) {
	const up = "stands above %s, and imports point down; move the code down, or let %s hand the value in"
	const sideways = "%s and %s share a floor and do not know each other; let a folder above hand the value over"
	for _, c := range []struct{ file, path, want string }{
		// What is allowed.
		{"trajectory/run.go", "fmt", ""},
		{"trajectory/run.go", "golgi/units", ""},
		{"trajectory/run.go", "golgiath/manager", ""},
		{"sim/network.go", "golgi/sim/internal/ir", ""},
		{"sim/internal/engine/cc/engine.go", "golgi/sim/internal/engine", ""},
		{"sim/internal/lower/lower.go", "golgi/sim/internal/integrate", ""},
		{"hdf5/store.go", "gonum.org/v1/hdf5", ""},
		{"hdf5/internal/h5/file.go", "gonum.org/v1/hdf5/cmem", ""},
		{"hdf5/internal/write/queue.go", "golgi/hdf5/internal/view", ""},
		{"hdf5/internal/layout/value.go", "golgi/units", ""},
		{"hdf5/internal/parts/parts_test.go", "golgi/hdf5/internal/failtest", ""},
		{"hdf5/store_test.go", "golgi/testing/storetest", ""},
		{"experiments/clustered/experiment.go", "golgi/cli", ""},
		{"experiments/clustered/experiment.go", "golgi/experiments/clustered/model", ""},
		{"cmd/golgi/main.go", "golgi/experiments/clustered", ""},
		{"testing/enginetest/run.go", "golgi/sim", ""},

		// What points up, in tests too.
		{"sim/network.go", "golgi/manager", "manager " + fmt.Sprintf(up, "sim", "manager")},
		{"units/parse_test.go", "golgi/trajectory", "trajectory " + fmt.Sprintf(up, "units", "trajectory")},
		{"cli/main.go", "golgi", ". " + fmt.Sprintf(up, "cli", ".")},
		{"hdf5/store.go", "golgi/testing/storetest", "testing " + fmt.Sprintf(up, "hdf5", "testing")},

		// What points sideways.
		{"sim/monitor.go", "golgi/trajectory", fmt.Sprintf(sideways, "sim", "trajectory")},
		{"trajectory/run_test.go", "golgi/sim", fmt.Sprintf(sideways, "trajectory", "sim")},
		{"cmd/golgi/main.go", "golgi/cmd/other/model", fmt.Sprintf(sideways, "cmd/golgi", "cmd/other")},
		{"experiments/a/x.go", "golgi/experiments/b/y", fmt.Sprintf(sideways, "experiments/a", "experiments/b")},

		// What is nobody's, or somebody else's.
		{"sim/network.go", "golgi/utils",
			"utils stands on no floor; move it, or give it a place in floors in arrows_test.go"},
		{"sim/network.go", "golgi/sim/internal/misc",
			"sim/internal/misc is no room of sim/internal; move it, or give it a row in rooms in arrows_test.go"},
		{"testing/enginetest/run.go", "golgi/sim/internal/ir",
			"sim/internal is for sim alone; use sim's own names, or give sim a name for it"},
		{"hdf5/monitor.go", "golgi/sim", "hdf5 does not know sim; " +
			"it stores numbers with units, not monitors: let an analyser make a result of them"},
		{"trajectory/file.go", "gonum.org/v1/hdf5",
			"only hdf5 talks to the HDF5 library; go through trajectory.Store"},
		{"hdf5x/file_test.go", "gonum.org/v1/hdf5/cmem",
			"only hdf5 talks to the HDF5 library; go through trajectory.Store"},

		{"cmd/golgi/parquet.go", "github.com/parquet-go/parquet-go", ""},
		{"cli/export.go", "github.com/parquet-go/parquet-go",
			"only cmd/golgi writes Parquet files, so that experiments stay small; export from there"},

		// The rooms of sim/internal.
		{"sim/internal/engine/cc/emit.go", "golgi/sim/internal/equations",
			"sim/internal/engine uses ir, rng, mathlib and nothing else of ours; " +
				"engines know the IR and nothing of equations: lower what you need into it"},
		{"sim/internal/syntax/parse.go", "golgi/sim/internal/equations",
			"sim/internal/syntax uses internal, units and nothing else of ours; " +
				"it turns text into a tree: what the tree means is for equations"},
		{"sim/internal/mathlib/exp_test.go", "golgi/units",
			"sim/internal/mathlib uses the standard library and nothing else of ours; " +
				"it is arithmetic alone: pass numbers in"},
		{"sim/internal/passes/fold.go", "golgi/sim/internal/rng",
			"sim/internal/passes uses ir and nothing else of ours; " +
				"a pass turns IR into IR: what it needs must stand in the IR"},
		{"sim/internal/ir/ir.go", "golgi/sim",
			"sim/internal/ir uses rng and nothing else of ours; " +
				"it is the language that all engines share: describe what you need as data"},

		// The rooms of hdf5/internal.
		{"hdf5/internal/layout/plan.go", "golgi/hdf5/internal/view",
			"hdf5/internal/layout uses h5, trajectory, units and nothing else of ours; " +
				"it knows one open file, and not who writes or reads: pass values in"},
		{"hdf5/internal/layout/plan_test.go", "golgi/hdf5/internal/parts",
			"hdf5/internal/layout uses h5, trajectory, units and nothing else of ours; " +
				"it knows one open file, and not who writes or reads: pass values in"},
		{"hdf5/internal/view/runs.go", "golgi/hdf5/internal/write",
			"hdf5/internal/view uses layout, h5, parts, sandbox, trajectory and nothing else of ours; " +
				"it only reads: let who writes tell it what becomes of runs"},
		{"hdf5/internal/write/settings.go", "golgi/hdf5",
			"hdf5/internal/write uses view, layout, h5, parts, internal, trajectory and nothing else of ours; " +
				"it ends with the file: the rest is for the door"},
		{"hdf5/internal/h5/group.go", "golgi/trajectory",
			"hdf5/internal/h5 uses the standard library and nothing else of ours; " +
				"it knows the library, and nothing of trajectories: pass arrays in"},
		{"hdf5/store.go", "golgi/hdf5/internal/misc",
			"hdf5/internal/misc is no room of hdf5/internal; move it, or give it a row in rooms in arrows_test.go"},
	} {
		want := c.want
		if want != "" {
			want = fmt.Sprintf("%s:7: imports %s: %s", c.file, c.path, c.want)
		}
		if got := (arrow{c.file, 7, c.path}).fault("golgi"); got != want {
			t.Errorf("%s imports %s:\n got %s\nwant %s", c.file, c.path, got, want)
		}
	}
}

// TestFoldersHaveAPlace shows that a folder on no floor is found although it imports nothing.
func TestFoldersHaveAPlace(t *testing.T) {
	const noFloor = " stands on no floor; move it, or give it a place in floors in arrows_test.go"
	const noRoom = "/internal; move it, or give it a row in rooms in arrows_test.go"
	for folder, want := range map[string]string{
		".":                           "",
		"units":                       "",
		"sim/internal/engine/cc":      "",
		"experiments/clustered/model": "",
		"unitsx":                      "unitsx" + noFloor,
		"util/strings":                "util/strings" + noFloor,
		"sim/internal/irx":            "sim/internal/irx is no room of sim" + noRoom,
		"hdf5/internal/view":          "",
		"hdf5/internal/views":         "hdf5/internal/views is no room of hdf5" + noRoom,
	} {
		if got := homeless(folder); got != want {
			t.Errorf("%s:\n got %s\nwant %s", folder, got, want)
		}
	}
}
