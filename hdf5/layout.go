package hdf5

import (
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// What a file is made of; FORMAT.md draws it. A change here is a change of the format, and needs the next
// formatVersion unless older readers do not notice it.
const (
	formatName    = "golgi"
	formatVersion = 1

	attrFormat  = "format"
	attrVersion = "format_version"

	groupParameters = "parameters"
	groupLists      = "explored_lists"
	groupRunTable   = "run_table"
	groupPreTable   = "pre_run_table"
	groupRuns       = "runs"
	groupDerived    = "derived"
	groupResults    = "results"

	attrComment    = "comment"
	attrUnits      = "units"
	attrDims       = "dims"
	attrDtype      = "dtype"
	attrAnnotation = "annotation."

	attrGolgi    = "golgi_version"
	attrRevision = "git_revision"
	attrGo       = "go_version"
	attrEngine   = "engine"
	attrSeed     = "seed"
	attrStart    = "start"

	attrAxis = "axis" // place of an explored parameter in the order of exploration

	columnRun      = "run"
	columnName     = "name"
	columnStatus   = "status"
	columnStart    = "start"
	columnDuration = "duration"
	columnError    = "error"
	columnStack    = "stack"

	listLengths = "length"
	listValues  = "value"

	// A path is unique below a trajectory's parameters, but may be called like a column of the run table. Its
	// column begins with this, which no path does.
	columnPrefix = "parameters."
)

// groupOf returns the name of the group of run i below groupRuns.
func groupOf(i int) string {
	if i == trajectory.PreRun {
		return trajectory.RunName(i)
	}
	return fmt.Sprintf("%08d", i)
}

// maxDepth bounds the recursion into groups; a path of a trajectory has at most 500 names.
const maxDepth = 500

// A branch is a group that holds datasets, at a dotted path below the top of a walk.
type branch struct {
	path     string
	group    h5.Group
	datasets []string // names, sorted
}

// walk visits each branch at and below top, and returns all their errors. A link, or a group that can be
// reached twice (of which a broken file may have endlessly many), is an error.
func walk(top h5.Group, visit func(branch) error) error {
	return descend(top, nil, map[[16]byte]bool{}, visit)
}

func descend(group h5.Group, names []string, seen map[[16]byte]bool, visit func(branch) error) error {
	if len(names) > maxDepth {
		return fmt.Errorf("hdf5: %s: there are more than %d groups within each other", group.Path(), maxDepth)
	}
	members, err := group.Members()
	if err != nil {
		return err
	}
	here := branch{path: strings.Join(names, "."), group: group}
	var faults []error
	for _, m := range members {
		switch {
		case m.Type == h5.DatasetType:
			here.datasets = append(here.datasets, m.Name)
		case m.Type == h5.GroupType && !seen[m.Place]:
			seen[m.Place] = true
			faults = append(faults, within(group, m.Name, func(child h5.Group) error {
				return descend(child, append(names, m.Name), seen, visit)
			}))
		default:
			faults = append(faults, fmt.Errorf("hdf5: %s/%s: it is neither a dataset nor a group of its own",
				group.Path(), m.Name))
		}
	}
	if len(here.datasets) > 0 {
		faults = append(faults, visit(here))
	}
	return errors.Join(faults...)
}

// within opens the group at path below parent for as long as job runs.
func within(parent h5.Group, path string, job func(h5.Group) error) error {
	group, err := parent.Open(path)
	if err != nil {
		return err
	}
	defer group.Close()
	return job(group)
}

// withinNew is within for a group that need not exist.
func withinNew(parent h5.Group, path string, job func(h5.Group) error) error {
	group, err := parent.Require(path)
	if err != nil {
		return err
	}
	defer group.Close()
	return job(group)
}

// splitPath returns a dotted path as the path of the group that holds the leaf ("" is the top) and its name.
func splitPath(path string) (group, name string) {
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 {
		return "", path
	}
	return strings.ReplaceAll(path[:dot], ".", "/"), path[dot+1:]
}

func joinPath(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// at runs job with the group at path below top, which is made if need be; "" is top itself.
func at(top h5.Group, path string, job func(h5.Group) error) error {
	if path == "" {
		return job(top)
	}
	return withinNew(top, path, job)
}
