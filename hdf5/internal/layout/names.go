package layout

import (
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// What a file is made of; FORMAT.md draws it. A change here is a change of the format, and needs the next
// version unless older readers do not notice it; before it, testdata gets files of the present form. What was
// written from oldestVersion on can be read for good. The names that pypet gives follow.
const (
	formatName    = "golgi"
	formatVersion = 4 // of what has nothing that is newer
	latestVersion = versionOfDeleted
	oldestVersion = 2

	versionOfKinds   = 5 // values of kinds that had not been there
	versionOfGrowth  = 6 // a plan of which others have the first points
	versionOfDeleted = 7 // the status deleted

	attrFormat  = "format"
	attrVersion = "format_version"
	attrDoubted = "doubted_runs" // how many runs came from a file without valid checksums

	attrPart       = "part"        // of a plan or segment: its name
	attrPlanPoints = "plan_points" // of a trajectory in a segment: see Origin
	attrPlanDigest = "plan_digest"

	attrAfter = "after" // of a trajectory in a plan: see Growth
	attrFirst = "first_point"

	groupOverview   = "overview"
	groupTable      = groupOverview + "/table"
	groupPre        = groupOverview + "/pre_run"
	listCommand     = groupOverview + "/command"
	listGenerations = groupOverview + "/generations"
	groupLogs       = groupOverview + "/logs"
	nameLog         = "log"     // of a group of one of these
	groupPosts      = "posts"   // of groupOverview: what has post-processed runs
	nameCommand     = "command" // of one of these

	groupEnvironment = "environment" // of groupOverview, and of what has post-processed runs
	nameModules      = "modules"
	nameDiff         = "diff"
	attrPlatform     = "platform"
	attrCPU          = "cpu"
	attrCompiler     = "compiler"
	attrModule       = "module"
	groupConfig      = "config"
	groupParameters  = "parameters"
	groupDerived     = "derived_parameters"
	groupResults     = "results"
	groupRuns        = "runs"             // of groupDerived and groupResults: what finished runs gave
	groupPartial     = hidden + "partial" // likewise: what others had given when they ended

	attrComment = "comment"
	attrUnits   = "units"
	attrMin     = "min" // of a parameter
	attrMax     = "max"
	attrDims    = "dims"
	attrDtype   = "dtype"
	dtypeBool   = "bool"
	attrForm    = "form"    // of a group that is a compound
	attrColumns = "columns" // the names of its parts in their order, if that is not by name

	attrGolgi    = "golgi_version"
	attrRevision = "git_revision"
	attrGo       = "go_version"
	attrEngine   = "engine"
	attrSeed     = "seed"
	attrStart    = "start"
	attrPost     = "post" // of an item: the post-processing that has given it
	attrProgram  = "program"
	attrPosts    = "posts" // of the group of a run: the last one that has given something
)

// The names by which pypet finds its way in a file, and what it wants to stand there.
//
// Source: pypet 0.7.0, storageservice.py and parameter.py, and what loading with it has shown.
const (
	tableInfo         = groupOverview + "/info"
	tableRuns         = groupOverview + "/runs"
	tableExplorations = groupOverview + "/explorations"

	pypetPrefix     = "SRVC_"
	pypetLeaf       = "SRVC_LEAF"
	pypetClass      = "SRVC_INIT_CLASS_NAME"
	pypetComment    = "SRVC_INIT_COMMENT"
	pypetAnnotated  = "SRVC_ANNOTATED"
	pypetAnnotation = "SRVC_AN_"
	pypetStore      = "SRVC_STORE"
	pypetShared     = "SRVC_SHARED_TYPE"
	pypetColumn     = "SRVC_COLUMN_%s_" // before pypetColl and pypetScalar, for a column of a table
	pypetData       = "SRVC_DATA_"      // likewise, for an array
	pypetColl       = "COLL_TYPE"
	pypetScalar     = "SCALAR_TYPE"

	classParameter = "Parameter"
	classQuantity  = "Brian2Parameter"
	classList      = "ArrayParameter"
	classResult    = "Result"

	storeTable  = "TABLE"
	storeArray  = "ARRAY"
	storeGroup  = "NESTED_GROUP"
	storeShared = "SHARED_DATA_"

	collScalar  = "COLL_SCALAR"
	collList    = "COLL_LIST"
	collArray   = "COLL_NDARRAY"
	collNothing = "COLL_EMPTY_DICT" // what pypet shows as {}, whatever the values are
)

// runAll is what pypet calls the run of what belongs to no run. It is the pre-run.
const runAll = "run_ALL"

// A parameter is a group with its default, and if it is explored with its range: the values in all runs. What
// is in the group depends on what the values are, as it does for pypet:
//
//	a number, a boolean, a text   tables data and explored_data, with the column data
//	a quantity                    tables data__brn2__ and explored_data__brn2__, with the column value
//	a list                        dataset data__rr__, and lists.go has the rest
//
// The parameter of a list of quantities, or a quantity, has the attribute units: that of all its numbers, which times its scale are
// the SI values, to the bit. Where some of a dataset are not, these stand beside it, under nameSI and its name.
const (
	nameData     = "data"
	nameRange    = "explored_data"
	columnData   = "data"
	columnValue  = "value"
	columnUnit   = "unit"
	ofQuantities = "__brn2__"
	ofLists      = "__rr__"
	nameSI       = hidden + "si_"
)

// The values of an explored parameter in all runs. Those of numbers, texts and quantities are a column. Lists
// are stored once for all runs that share them, in explored__rr__, and explored_data__rr__ says which list is
// whose, as in pypet.
const (
	groupLists   = "explored" + ofLists
	columnIndex  = "idx"
	listsPerSet  = 1000
	columnOfPath = "explorations"
)

// setOf returns the path of list k below groupLists.
func setOf(k int) string { return fmt.Sprintf("set_%05d", k/listsPerSet) }

func listName(k int) string { return fmt.Sprintf("xa_%08d", k) }

// GroupOf returns the name of the group of run i.
func GroupOf(i int) string {
	if i == trajectory.PreRun {
		return runAll
	}
	return trajectory.RunName(i)
}

// derivedOf and resultsOf return where the derived parameters and the results of run i are, in the group of
// their trajectory.
func derivedOf(i int, partial bool) string { return runsIn(groupDerived, partial) + "/" + GroupOf(i) }
func resultsOf(i int, partial bool) string { return runsIn(groupResults, partial) + "/" + GroupOf(i) }

// runsIn returns the path of the group of runs in one of the groups groupDerived and groupResults: of runs that have
// finished, or of those that have not, and are partial. So nobody counts these with the others.
func runsIn(kind string, partial bool) string {
	if partial {
		return kind + "/" + groupPartial
	}
	return kind + "/" + groupRuns
}

// splitPath returns a dotted path as the path of the group that holds the leaf ("" is the top) and its name.
func splitPath(path string) (group, name string) {
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 {
		return "", path
	}
	return strings.ReplaceAll(path[:dot], ".", "/"), path[dot+1:]
}

// scalarTypes are what pypet calls the types of Python.
var scalarTypes = map[h5.Kind]string{
	h5.Int64: "int", h5.Float64: "float", h5.Bool: "bool", h5.String: "str", h5.Complex128: "complex",
	h5.Int32: "int32", h5.Int16: "int16", h5.Int8: "int8", h5.Uint64: "uint64", h5.Uint32: "uint32",
	h5.Uint16: "uint16", h5.Uint8: "uint8", h5.Float32: "float32", h5.Complex64: "complex64",
}
