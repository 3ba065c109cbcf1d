package layout

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golgi/trajectory"
)

// count returns how many runs there are. The table of runs, overview/info and the ranges say it, and agree; or
// the number is one that two of them say, and the third is in the notes; or it is refused. Rows at the end of
// runs that were never started, and have no point, are none: pypet makes rows ahead of the runs.
func (p *foreignPlan) count(table foreignTable) (n int, err error) {
	rows, length := len(table.rows), p.info.length
	points := p.points()
	switch {
	case rows > trajectory.MaxRuns:
		return 0, p.info.refuse(p.group, "it has %d runs, and a trajectory may have %d", rows, trajectory.MaxRuns)
	case rows > 0 && points > 0 && points < rows && neverStarted(table.rows[points:]):
		n = points
	case rows > 0 && (length == rows || length < 0 || points == rows):
		n = rows
	case points > 0 && points == length && (rows < length) && length <= trajectory.MaxRuns:
		n = length
	default:
		return 0, p.info.refuse(p.group, "nobody can tell how many runs there are: %s", strings.Join(p.unlike(rows, -1), ", "))
	}
	if said := p.unlike(rows, n); len(said) > 0 {
		p.note("there are %d runs, but %s", n, strings.Join(said, ", "))
	}
	return n, nil
}

// points returns how many values all ranges have, 0 if they differ or there is none.
func (p *foreignPlan) points() (n int) {
	for i, r := range p.ranges {
		switch {
		case i == 0:
			n = r.values.n
		case n != r.values.n:
			return 0
		}
	}
	return n
}

func neverStarted(rows []Row) bool {
	return !slices.ContainsFunc(rows, func(r Row) bool { return r.Record.Status != trajectory.Pending })
}

// unlike returns what the parts of the file say that do not say n.
func (p *foreignPlan) unlike(rows, n int) (said []string) {
	if rows != n {
		said = append(said, fmt.Sprintf("%s has %d rows", tableRuns, rows))
	}
	if p.info.length != n && p.info.length >= 0 {
		said = append(said, fmt.Sprintf("%s says %d", tableInfo, p.info.length))
	}
	for _, r := range p.ranges {
		if r.values.n != n {
			said = append(said, fmt.Sprintf("the range of %s has %d values", r.full, r.values.n))
		}
	}
	return said
}

// valuesFor returns the values in n runs.
func (a foreignAxis) valuesFor(n int) []any {
	switch a.values.n {
	case n:
		return a.values.all()
	case 0:
		return repeated(n, a.text).all()
	}
	return repeated(n, opaque("its range has %d values for %d runs", a.values.n, n)).all()
}

var numberOfRun = regexp.MustCompile(`^run_0*([0-9]+)$`)

// noteRuns takes down what is odd about the runs.
func (p *foreignPlan) noteRuns(table foreignTable, n int) {
	if len(table.unflagged) > 0 {
		p.note("%s: %s not flagged as completed, and gave results: the exploration was aborted, and what pypet has "+
			"stored counts as finished", tableRuns, runsInWords(table.unflagged))
	}
	var strays []int
	for name := range table.survey.runs {
		if number := numberOfRun.FindStringSubmatch(name); number != nil {
			if i, err := strconv.Atoi(number[1]); err == nil && i >= n {
				strays = append(strays, i)
			}
		}
	}
	if slices.Sort(strays); len(strays) > 0 {
		p.note("%s: %s there, and only runs 0 to %d are in the table of runs: left out", groupResults,
			runsInWords(strays), n-1)
	}
}

// runsInWords names some runs, as the subject of a sentence.
func runsInWords(runs []int) string {
	const most = 5
	names := make([]string, min(most, len(runs)))
	for i := range names {
		names[i] = trajectory.RunName(runs[i])
	}
	text := strings.Join(names, ", ")
	switch more := len(runs) - most; {
	case len(runs) == 1:
		return text + " is"
	case more > 0:
		return fmt.Sprintf("%s and %d more are", text, more)
	}
	return text + " are"
}
