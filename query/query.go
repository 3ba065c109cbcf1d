package query

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"golgi/internal/given"
	"golgi/trajectory"
)

// A Store is where runs are looked for: a [trajectory.Loader] that knows how runs have ended.
type Store interface {
	trajectory.Loader
	Status(t *trajectory.Trajectory, i int) (trajectory.Status, error)
}

// A ConditionError is that a condition is wrong, in itself or for what it is asked of, and not the store.
type ConditionError struct{ Err error }

func (e *ConditionError) Error() string { return fmt.Sprintf("query: %v", e.Err) }

// Unwrap returns what is wrong.
func (e *ConditionError) Unwrap() error { return e.Err }

// Runs returns the runs for which a condition holds, in order. What is wrong with the condition is a [*ConditionError].
func Runs(from Store, t *trajectory.Trajectory, condition string) ([]int, error) {
	if err := given.All("query: Runs", given.Arg{Name: "store", Value: from}, given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	q, err := compile(from, t, condition)
	var broken *unread
	switch {
	case errors.As(err, &broken):
		return nil, fmt.Errorf("query: %w", err)
	case err != nil:
		return nil, &ConditionError{err}
	}
	var found []int
	var machine vm.VM
	for k, run := range q.runs {
		holds, err := machine.Run(q.program, q.at(k))
		if err != nil {
			return nil, &ConditionError{fmt.Errorf("%s: %w", trajectory.RunName(run), err)}
		}
		if is, isBool := holds.(bool); !isBool {
			return nil, &ConditionError{fmt.Errorf("the condition is neither true nor false, but %v, at %s", holds, trajectory.RunName(run))}
		} else if is {
			found = append(found, run)
		}
	}
	return found, nil
}

// Rows returns the table of the finished runs for which a condition holds; for columns see [trajectory.Rows].
func Rows(from Store, t *trajectory.Trajectory, condition string, columns ...string) (*trajectory.Table, error) {
	runs, err := Runs(from, t, condition)
	if err != nil {
		return nil, err
	}
	table, err := trajectory.Rows(from, t, columns...)
	if err != nil {
		return nil, err
	}
	table.Rows = slices.DeleteFunc(table.Rows, func(row trajectory.Row) bool {
		_, is := slices.BinarySearch(runs, row.Run)
		return !is
	})
	return table, nil
}

// A question is a condition, with the values of its names at the runs that are asked.
type question struct {
	program *vm.Program
	runs    []int
	env     map[string]any
	names   []named
}

// at returns the values at the kth of the runs.
func (q *question) at(k int) map[string]any {
	for _, n := range q.names {
		n.in[n.last] = n.at(k)
	}
	return q.env
}

// compile reads a condition, and finds what its names mean.
func compile(from Store, t *trajectory.Trajectory, condition string) (*question, error) {
	words, err := wordsIn(condition)
	if err != nil {
		return nil, err
	}
	q := &question{env: map[string]any{}}
	s := scope{from: from, t: t}
	if err = s.ask(words); err != nil || len(s.runs) == 0 {
		return q, err
	}
	q.runs = s.runs
	all, err := s.meanings(words)
	if err != nil {
		return nil, err
	}
	dims, truths := map[string]dimension{}, map[string]bool{}
	for _, word := range words {
		n, err := q.name(word, all[word])
		if err != nil {
			return nil, err
		}
		q.names, dims[word], truths[word] = append(q.names, n), all[word].dim, all[word].truth
	}
	q.at(0)
	c, err := checkDimensions(condition, dims)
	if err != nil {
		return nil, err
	}
	if len(words) == 1 && truths[words[0]] && strings.TrimSpace(condition) == words[0] {
		condition += " == 1"
	}
	q.program, err = expr.Compile(condition, expr.Env(q.env), expr.Patch(rewriter{c, truths}), roundingFunction)
	return q, err
}

// A named value is where the program looks for it.
type named struct {
	in   map[string]any
	last string
	at   func(k int) any
}

// name makes a place for the value of a word, which may have dots.
func (q *question) name(word string, m meaning) (named, error) {
	n := named{in: q.env, at: m.at}
	for first, rest := range cuts(word) {
		if rest == "" {
			n.last = first
			break
		}
		inner, is := n.in[first].(map[string]any)
		if _, taken := n.in[first]; taken && !is {
			return n, fmt.Errorf("%s is a value in the condition, and a group as well; write more of its path", first)
		}
		if !is {
			inner = map[string]any{}
			n.in[first] = inner
		}
		n.in = inner
	}
	if _, taken := n.in[n.last]; taken {
		return n, fmt.Errorf("%s is a value in the condition, and a group as well; write more of its path", word)
	}
	n.in[n.last] = nil
	return n, nil
}

var errEmpty = errors.New("the condition is empty; it is an expression such as R_ee > 2 && fano < 1.2")
