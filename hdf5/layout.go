package hdf5

import (
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// What a file is made of; FORMAT.md draws it. A change here is a change of the format, and needs the next
// formatVersion unless older readers do not notice it. The names that pypet gives are in pypet.go.
const (
	formatName    = "golgi"
	formatVersion = 2

	attrFormat  = "format"
	attrVersion = "format_version"

	groupOverview   = "overview"
	groupTable      = groupOverview + "/table"
	groupPre        = groupOverview + "/pre_run"
	listCommand     = groupOverview + "/command"
	groupParameters = "parameters"
	groupDerived    = "derived_parameters"
	groupResults    = "results"
	groupRuns       = "runs" // of groupDerived and groupResults
	runsWithDerived = groupDerived + "/" + groupRuns
	runsWithResults = groupResults + "/" + groupRuns

	attrComment = "comment"
	attrUnits   = "units"
	attrDims    = "dims"
	attrDtype   = "dtype"
	dtypeBool   = "bool"

	attrGolgi    = "golgi_version"
	attrRevision = "git_revision"
	attrGo       = "go_version"
	attrEngine   = "engine"
	attrSeed     = "seed"
	attrStart    = "start"
)

// runAll is what pypet calls the run of what belongs to no run. It is the pre-run.
const runAll = "run_ALL"

// groupOf returns the name of the group of run i.
func groupOf(i int) string {
	if i == trajectory.PreRun {
		return runAll
	}
	return trajectory.RunName(i)
}

// derivedOf and resultsOf return where the derived parameters and the results of run i are, in the group of
// their trajectory.
func derivedOf(i int) string { return runsWithDerived + "/" + groupOf(i) }
func resultsOf(i int) string { return runsWithResults + "/" + groupOf(i) }

// maxDepth bounds the recursion into groups; a path of a trajectory has at most 500 names.
const maxDepth = 500

// A leaf is the group of a parameter or a result, at a dotted path below the top of a walk.
type leaf struct {
	h5.Group
	path    string
	members []h5.Member
	foreign bool // written by pypet
}

// walk visits each leaf below top, and returns all their errors. A link, or a group that can be reached twice
// (of which a broken file may have endlessly many), is an error, and so is a dataset outside of all leaves;
// in a file of pypet's they are passed over.
func walk(top h5.Group, foreign bool, visit func(leaf) error) error {
	return walkInto(top, foreign, visit, func([]string, string) bool { return true })
}

// walkInto is walk that goes only into the members of groups for which into is true.
func walkInto(top h5.Group, foreign bool, visit func(leaf) error,
	into func(names []string, name string) bool) error {
	w := walker{foreign, map[[16]byte]bool{}, visit, into}
	return w.descend(top, nil)
}

// A walker has seen some groups on its way.
type walker struct {
	foreign bool
	seen    map[[16]byte]bool
	visit   func(leaf) error
	into    func(names []string, name string) bool
}

func (w walker) descend(group h5.Group, names []string) error {
	if len(names) > maxDepth {
		return fmt.Errorf("hdf5: %s: there are more than %d groups within each other", group.Path(), maxDepth)
	}
	isLeaf, err := group.HasAttribute(pypetLeaf)
	if err != nil {
		return err
	}
	members, err := group.Members()
	if err != nil {
		return err
	}
	if isLeaf {
		return w.visit(leaf{group, strings.Join(names, "."), members, w.foreign})
	}
	var faults []error
	for _, m := range members {
		switch {
		case m.Type == h5.GroupType && !w.seen[m.Place]:
			if !w.into(names, m.Name) {
				continue
			}
			w.seen[m.Place] = true
			faults = append(faults, within(group, m.Name, func(child h5.Group) error {
				return w.descend(child, append(names, m.Name))
			}))
		case !w.foreign:
			faults = append(faults, fmt.Errorf("hdf5: %s/%s: it is neither a parameter nor a result, nor a "+
				"group of its own with some", group.Path(), m.Name))
		}
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

// withinNew is within for a group that need not exist; "" is parent itself.
func withinNew(parent h5.Group, path string, job func(h5.Group) error) error {
	if path == "" {
		return job(parent)
	}
	group, err := parent.Require(path)
	if err != nil {
		return err
	}
	defer group.Close()
	return job(group)
}

// ifThere is within for a group that may be missing; then there is nothing to do.
func ifThere(parent h5.Group, path string, job func(h5.Group) error) error {
	there, err := parent.Has(path)
	if err != nil || !there {
		return err
	}
	return within(parent, path, job)
}

// inDataset opens the dataset at path below group for as long as job runs.
func inDataset(group h5.Group, path string, job func(h5.Dataset) error) error {
	d, err := group.Dataset(path)
	if err != nil {
		return err
	}
	defer d.Close()
	return job(d)
}

// splitPath returns a dotted path as the path of the group that holds the leaf ("" is the top) and its name.
func splitPath(path string) (group, name string) {
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 {
		return "", path
	}
	return strings.ReplaceAll(path[:dot], ".", "/"), path[dot+1:]
}
