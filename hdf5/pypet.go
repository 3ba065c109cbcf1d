package hdf5

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
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

// scalarTypes are what pypet calls the types of Python.
var scalarTypes = map[h5.Kind]string{
	h5.Int64: "int", h5.Int32: "int", h5.Float64: "float", h5.Bool: "bool", h5.String: "str",
}

// A version is that of pypet and of Python with which a file says it was written. pypet compares both with
// its own, and refuses a file that differs, unless it is told force=True.
type version struct{ pypet, python string }

// Pypet says which versions of pypet and Python a file is to name as its writers: those of the pypet that will
// read it. Without it they are 0.7.0 and 3.11.2; any other pypet needs force=True to load the file.
func Pypet(pypet, python string) Option {
	return func(o *options) { o.pypet = version{pypet, python} }
}

// usualVersion is that of Debian 12, with the latest pypet.
var usualVersion = version{"0.7.0", "3.11.2"}

// An attr is an attribute to be written.
type attr struct {
	name  string
	value any
}

// setAttributes writes attributes, but no empty texts. Those for pypet, which must be of fixed length, are
// bytes in h5py; the others are texts.
func setAttributes(o h5.Object, attrs ...attr) error {
	for _, a := range attrs {
		if a.value == "" {
			continue
		}
		if text, ok := a.value.(string); ok && !strings.HasPrefix(a.name, pypetPrefix) {
			a.value = h5.Variable(text)
		}
		if err := o.SetAttribute(a.name, a.value); err != nil {
			return err
		}
	}
	return nil
}

// newLeaf creates the group of a parameter or a result, and fills it in with fill.
func newLeaf(parent h5.Group, name, class, comment string, notes trajectory.Annotations,
	fill func(h5.Group) error) error {
	group, err := parent.Create(name)
	if err != nil {
		return err
	}
	defer group.Close()
	err = setAttributes(group.Object,
		attr{pypetLeaf, int8(1)}, attr{pypetClass, class}, attr{pypetComment, comment})
	if err != nil {
		return err
	}
	if err := writeAnnotations(group.Object, notes); err != nil {
		return err
	}
	return fill(group)
}

// newTable creates a table that pypet loads, as columns of its own types.
func newTable(group h5.Group, name string, columns ...h5.Column) error {
	for _, c := range columns {
		if err := checkRoom(group, c.Array); err != nil {
			return err
		}
	}
	d, err := group.WriteTable(name, columns, h5.Layout{})
	if err != nil {
		return err
	}
	defer d.Close()
	attrs := []attr{{pypetStore, storeTable}}
	for _, c := range columns {
		prefix := fmt.Sprintf(pypetColumn, c.Name)
		attrs = append(attrs, attr{prefix + pypetColl, collScalar},
			attr{prefix + pypetScalar, scalarTypes[c.Array.Kind()]})
	}
	return setAttributes(d.Object, attrs...)
}

// mostFixed is the largest size of texts of fixed length in bytes, where each takes the room of the longest.
const mostFixed = 256 << 20

// checkRoom returns why the texts of a parameter cannot be stored with a fixed length.
func checkRoom(group h5.Group, a h5.Array) error {
	texts, _ := a.Data.([]string)
	longest := 0
	for _, text := range texts {
		longest = max(longest, len(text))
	}
	if longest > 0 && len(texts) > mostFixed/longest {
		return fmt.Errorf("hdf5: %s: %d texts, each in the room of the longest, which has %d bytes, are more "+
			"than %d MiB; shorten it, or put it into a file and explore its name",
			group.Path(), len(texts), longest, mostFixed>>20)
	}
	return nil
}

// markArray says how pypet is to load a dataset: as coll, of its own scalar types if it has none like numpy's.
func markArray(d h5.Dataset, coll string) error {
	scalar := ""
	if coll == collScalar || coll == collList || d.Kind() == h5.String {
		scalar = scalarTypes[d.Kind()]
	}
	return setAttributes(d.Object,
		attr{pypetStore, storeArray}, attr{pypetData + pypetColl, coll}, attr{pypetData + pypetScalar, scalar})
}

// writeInfo stores what pypet wants to know of a trajectory before it reads it.
func writeInfo(overview h5.Group, t *trajectory.Trajectory, v version) error {
	start := t.Provenance.Start
	return writeTable(overview, "info", cell("name", t.Name()), cell("time", pypetTime(start)),
		cell("timestamp", unixSeconds(start)), cell("length", int64(t.Len())), cell("comment", t.Comment),
		cell("version", v.pypet), cell("python", v.python))
}

func writeTable(group h5.Group, name string, columns ...h5.Column) error {
	d, err := group.WriteTable(name, columns, h5.Layout{})
	if err != nil {
		return err
	}
	d.Close()
	return nil
}

// cells returns a column of a table, and cell one that has a single row.
func cells[T h5.Element](name string, values []T) h5.Column {
	return h5.Column{Name: name, Array: h5.Vector(values)}
}

func cell[T h5.Element](name string, value T) h5.Column { return cells(name, []T{value}) }

// writeRunsOfPypet stores the table by which pypet knows runs, one row for each.
func writeRunsOfPypet(overview h5.Group, t *trajectory.Trajectory, axes []trajectory.Axis, rows []row) error {
	n := len(rows)
	completed, starts, ends := make([]int64, n), make([]float64, n), make([]float64, n)
	names, times, took, commits := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	revision := t.Provenance.Revision
	commit := strings.ToValidUTF8(revision[:min(7, len(revision))], "")
	for i, r := range rows {
		start, end := r.record.Start, r.record.Start.Add(r.record.Duration)
		names[i], commits[i] = trajectory.RunName(r.index), commit
		starts[i], ends[i] = unixSeconds(start), unixSeconds(end)
		times[i], took[i] = pypetTime(start), pypetDuration(r.record.Duration)
		if r.record.Status == trajectory.Finished {
			completed[i] = 1
		}
	}
	return writeTable(overview, "runs", cells("idx", indicesOf(rows)), cells("name", names),
		cells("time", times), cells("timestamp", starts), cells("finish_timestamp", ends),
		cells("runtime", took), cells("parameter_summary", summaries(axes, rows)),
		cells("short_environment_hexsha", commits), cells("completed", completed))
}

// The longest summary is pypet's, and shorter where all of them together would be too large.
const (
	longestSummary = 512
	mostSummaries  = 32 << 20
)

// summaries returns the explored values of each row in words.
func summaries(axes []trajectory.Axis, rows []row) []string {
	all := make([]string, len(rows))
	room := min(longestSummary, mostSummaries/max(1, len(rows)))
	for i, r := range rows {
		parts := make([]string, len(axes))
		for a, axis := range axes {
			_, name := splitPath(axis.Path)
			parts[a] = name + ": " + valueText(axis.Values, r.index)
		}
		all[i] = strings.Join(parts, ", ")
		if len(all[i]) > room {
			all[i] = strings.ToValidUTF8(all[i][:room], "")
		}
	}
	return all
}

// valueText returns value i of an axis as Go prints it.
func valueText(values any, i int) string {
	switch v := values.(type) {
	case []int64:
		return fmt.Sprint(v[i])
	case []float64:
		return fmt.Sprint(v[i])
	case []bool:
		return fmt.Sprint(v[i])
	case []string:
		return v[i]
	case units.Array:
		return v.At(i).String()
	case []any:
		if list, _, err := stored(v[i]); err == nil {
			return fmt.Sprintf("list of %d", list.Shape[0])
		}
	}
	return ""
}

// pypetTime returns a time as pypet writes it, in UTC.
func pypetTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006_01_02_15h04m05s")
}

// unixSeconds returns a time as Python does, 0 for none.
func unixSeconds(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMicro()) / 1e6
}

// pypetDuration returns a duration as Python prints it, "0:00:01.500000".
func pypetDuration(d time.Duration) string {
	d = d.Round(time.Microsecond)
	whole := d / time.Second
	text := fmt.Sprintf("%d:%02d:%02d", whole/3600, whole/60%60, whole%60)
	if rest := d % time.Second; rest != 0 {
		text += fmt.Sprintf(".%06d", rest/time.Microsecond)
	}
	return text
}

// brianNames are the symbols of units as Brian 2 spells them out.
var brianNames = map[string]string{
	"kg": "kilogram", "m": "metre", "s": "second", "A": "amp", "K": "kelvin", "mol": "mole", "cd": "candle",
	"V": "volt", "S": "siemens", "F": "farad", "ohm": "ohm", "Hz": "hertz", "C": "coulomb", "J": "joule",
	"W": "watt", "N": "newton", "Pa": "pascal",
}

// brianUnit returns the SI unit of a dimension as an expression of Brian 2, as in "siemens * metre ** -2".
func brianUnit(d units.Dimension) string {
	text := d.String()
	if over := strings.IndexByte(text, '/') + 1; over > 0 && unicode.IsLetter(rune(text[over])) {
		return brianPower(text[:over-1]) + " / " + brianPower(text[over:])
	}
	var factors []string
	for _, factor := range strings.Fields(text) {
		factors = append(factors, brianPower(factor))
	}
	return strings.Join(factors, " * ")
}

func brianPower(factor string) string {
	symbol, power, found := strings.Cut(factor, "^")
	if !found {
		return brianNames[symbol]
	}
	return brianNames[symbol] + " ** (" + power + ")"
}
