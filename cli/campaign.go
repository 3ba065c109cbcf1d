package cli

import (
	"errors"
	"fmt"
	"math"

	"golgi/internal/caught"
	"golgi/internal/plain"
	"golgi/trajectory"
)

// A Campaign is an exploration whose results are known: from the paper, or from simulations that were written independently.
type Campaign struct {
	Name   string // of its file, where an experiment has several: out/reproduce/NAME.hdf5; empty: the experiment's
	Run    string // the words of run, with spaces between, as "--trials 10 --explore R_ee=1,2.5"; empty: it runs as it is
	Expect []Expectation
}

// An Expectation is a number that a campaign must give, and the band that it lies in.
type Expectation struct {
	What   string // in words, as "rate of all neurons"
	Of     string // a number that runs gave, by its path or the unambiguous end of it: of this the mean over runs is taken
	Where  string // of these runs alone, a condition as that of show, as "R_ee == 1"; empty: of all
	Unit   string // of Number, as "Hz"; that of Of is known
	Band   Band
	Source string // of the band, as "independent simulations, 10 seeds: 5.65 ± 0.20"
	// Number is in the place of Of, where what is expected is no mean of one number.
	Number func(r Report) (float64, error)
}

// A Band is where a number must lie, from Low to High.
type Band struct {
	Low, High float64
	exactly   bool
}

// Between is a band with two bounds, which belong to it.
func Between(low, high float64) Band { return Band{Low: low, High: high} }

// Exactly is the band of one number, but for the rounding of decimals and sums: x has 9 digits.
func Exactly(x float64) Band { return Band{Low: x, High: x, exactly: true} }

// AtLeast is a band with no upper bound.
func AtLeast(low float64) Band { return Between(low, math.Inf(1)) }

// AtMost is a band with no lower bound.
func AtMost(high float64) Band { return Between(math.Inf(-1), high) }

// Reported is the band of what is only to be known: any number lies in it, but not NaN.
func Reported() Band { return Between(math.Inf(-1), math.Inf(1)) }

// Has reports whether a number lies in the band.
func (b Band) Has(x float64) bool {
	if b.exactly {
		return math.Abs(x-b.Low) <= 1e-9*math.Abs(b.Low)
	}
	return x >= b.Low && x <= b.High
}

// String says where the band is, as "5.4 to 5.9".
func (b Band) String() string {
	below, above := math.IsInf(b.Low, -1), math.IsInf(b.High, 1)
	switch {
	case b.exactly:
		return fmt.Sprintf("exactly %.9g", b.Low)
	case below && above:
		return "reported"
	case below:
		return fmt.Sprintf("at most %g", b.High)
	case above:
		return fmt.Sprintf("at least %g", b.Low)
	}
	return fmt.Sprintf("%g to %g", b.Low, b.High)
}

// found returns the number that is expected, with its unit, as a report gives it.
func (e Expectation) found(r Report) (float64, string, error) {
	if e.Number != nil {
		x := math.NaN()
		err := caught.Try(func() (err error) {
			x, err = e.Number(r)
			return err
		})
		return x, e.Unit, err
	}
	table, err := tableOf(r, e.Of)
	if err != nil {
		return 0, "", err
	}
	means, err := table.Means()
	if err != nil {
		return 0, "", err
	}
	if len(means.Groups) != 1 {
		return 0, "", errNoRun
	}
	return means.Groups[0].Mean[0], means.Of[0].Unit, nil
}

var errNoRun = errors.New("no run has it")

// tableOf has a number that runs gave as its only column.
func tableOf(r Report, of string) (*trajectory.Table, error) {
	table, err := trajectory.Rows(r, r.Trajectory, of)
	if err == nil && table.Columns[0].Parameter {
		err = fmt.Errorf("%q is the parameter %s; name a number that runs gave, by its whole path, such as statistics.GROUP.rate", of, table.Columns[0].Path)
	}
	return table, err
}

// Least is the smallest of a number that runs gave, and Most the largest, each for the Number of an Expectation. The number is named as by Of. Where a run
// has not given it, or has given NaN, that is NaN, which lies in no band.
func Least(of string) func(r Report) (float64, error) { return extreme(of, math.Min) }

// Most is the largest of a number that runs gave, for the Number of an Expectation, as Least is the smallest.
func Most(of string) func(r Report) (float64, error) { return extreme(of, math.Max) }

func extreme(of string, choose func(a, b float64) float64) func(r Report) (float64, error) {
	return func(r Report) (float64, error) {
		table, err := tableOf(r, of)
		if err != nil {
			return 0, err
		}
		if len(table.Rows) == 0 {
			return 0, errNoRun
		}
		most := table.Rows[0].Values[0].(float64)
		for _, row := range table.Rows[1:] {
			if x := row.Values[0].(float64); math.IsNaN(most) || math.IsNaN(x) { // which math.Min and math.Max pass over beside an infinity
				most = math.NaN()
			} else {
				most = choose(most, x)
			}
		}
		return most, nil
	}
}

// outside says how many numbers lie outside of their bands.
func outside(of string, n, all int) error {
	if n == 0 {
		return nil
	}
	return fmt.Errorf("cli: %s: of %s, %d outside of the band", of, plain.Count(all, "number"), n)
}
