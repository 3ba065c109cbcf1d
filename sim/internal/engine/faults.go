package engine

import (
	"fmt"
	"math"

	"golgi/sim/internal/ir"
)

// What goes wrong while a plan runs, in the words of all engines. The first functions say why a step failed, and
// name no engine; a guard says of which engine, in which step and when.

// IndexOutside says that a kernel reached for an index which an array of n elements does not have. It does not name the parameter: objects
// that look alike share a kernel, and the names in it are those of one of them.
func IndexOutside(array string, n int, index int64) error {
	if n == 0 {
		return fmt.Errorf("index %d is outside %s, which has no elements", index, array)
	}
	return fmt.Errorf("index %d is outside %s, whose elements are 0 to %d", index, array, n-1)
}

// DoesNotFit says that a kernel was about to store a number in an array of integers at an index, which holds none of that size.
func DoesNotFit[T int64 | float64](array string, index int64, value T) error {
	return fmt.Errorf("%v does not fit %s[%d], which holds integers of 32 bits, from %d to %d; a float, with the unit 1, would hold it",
		value, array, index, math.MinInt32, math.MaxInt32)
}

// Endless says that a map still emits an element in the last of its rounds.
func Endless(m *ir.Map, element int64) error {
	return fmt.Errorf("element %d is not done after %d rounds: %s", element, m.Rounds, m.Endless)
}

// NoRow says that a pathway's array of rows has none for a spike.
func NoRow(rows string, row int64) error { return fmt.Errorf("array %s has no row %d", rows, row) }

// BadRow says that a row is no range of numbers up to a limit.
func BadRow(rows string, row, first, end, limit int64) error {
	return fmt.Errorf("array %s: row %d goes from %d to %d, not within 0 to %d", rows, row, first, end, limit)
}

// NoDelay says that a pathway's array of delays has none for a synapse.
func NoDelay(delays string, synapse int64) error {
	return fmt.Errorf("array %s has no delay for synapse %d", delays, synapse)
}

// NegativeDelay says that a synapse would act before its spike.
func NegativeDelay(synapse, steps int64) error {
	return fmt.Errorf("the delay of synapse %d is %d steps; it cannot be negative", synapse, steps)
}

// LongDelay says that a delay is beyond MaxDelay.
func LongDelay(steps int64) error {
	return fmt.Errorf("a delay is %d steps; at most %d are possible", steps, MaxDelay)
}

// OtherWidth says that there are more or fewer values than a row of the recorder has.
func OtherWidth(recorder string, values, width int64) error {
	return fmt.Errorf("there are %d values to record; recorder %s has rows of %d", values, recorder, width)
}

// FewValues says that an array has no value for an element that may spike.
func FewValues(array string, values, elements int64) error {
	return fmt.Errorf("array %s has %d values to record; %d elements may spike", array, values, elements)
}

// StepFailed says in which step, and when, a run ended with an error.
func (g *Guard) StepFailed(step string, time float64, err error) error {
	return g.fault("step %s at t = %v s: %w", step, time, err)
}

// StepRefused says which step of a plan cannot be bound.
func (g *Guard) StepRefused(n int, step string, err error) error {
	return g.fault("step %d (%s): %w", n, step, err)
}

// ExecFailed says that a kernel that runs once failed.
func (g *Guard) ExecFailed(err error) error { return g.fault("%w", err) }
