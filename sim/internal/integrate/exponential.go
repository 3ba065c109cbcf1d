package integrate

import (
	"fmt"

	"golgi/sim/internal/syntax"
)

// Exponential says that an update refers by name to entries of two matrices, which differ between elements:
//
//	P = e^(A·h),   B = ∫ e^(A·s) ds for s from 0 to h,
//
// where h is the step size. They are computed before the update, and once in a run where A stays as it is.
type Exponential struct {
	A    [][]syntax.Expr // nil is zero
	P, B [][]string      // the names of entries; empty where the update has no use for one
}

// maxProducts bounds the products of entries in a product of two matrices of an Exponential: the code for it has
// about forty such products of matrices.
const maxProducts = 512

// products counts the products of entries that do not vanish in a product of two matrices of the shape of P.
func products(driven [][]bool) int {
	count := 0
	for i := range driven {
		for k := range driven {
			for j := range driven {
				if driven[i][k] && driven[k][j] {
					count++
				}
			}
		}
	}
	return count
}

// solveEach writes the propagators of a block as matrices that differ between elements.
func (lin *linear) solveEach(block []int, u *Update) *syntax.Fault {
	if n := products(lin.driven(block, nobody)); n > maxProducts {
		what := fmt.Sprintf("%d coupled equations, among them %s", len(block), derivative(lin.sys.Variables[block[0]]))
		return lin.fault(block[0], what, "their coefficients are not all constants of the namespace, and there are too many of them")
	}
	lin.solveWith(block, u, func(set string, rests func(i int) bool) *motion {
		mo := lin.motion(block, set, rests)
		e := &Exponential{A: mo.coefficients(), P: blank(len(block)), B: blank(len(block))}
		mo.entry = func(name string, n, m int, integral bool) syntax.Expr {
			if e.unused() {
				u.Exponentials = append(u.Exponentials, e)
			}
			if integral {
				e.B[n][m] = name
			} else {
				e.P[n][m] = name
			}
			return &syntax.Ident{Name: name}
		}
		return mo
	})
	return nil
}

func blank(n int) [][]string {
	names := make([][]string, n)
	for i := range names {
		names[i] = make([]string, n)
	}
	return names
}

// coefficients returns the matrix of a block in which some variables rest.
func (mo *motion) coefficients() [][]syntax.Expr {
	a := make([][]syntax.Expr, len(mo.block))
	for n, i := range mo.block {
		a[n] = make([]syntax.Expr, len(mo.block))
		for m, j := range mo.block {
			if !mo.rests(i) {
				a[n][m] = mo.lin.a[i][j]
			}
		}
	}
	return a
}

// Arrays returns the names of the entries of all matrices that differ between elements.
func (u *Update) Arrays() (names []string) {
	for _, e := range u.Exponentials {
		names = append(names, e.Names()...)
	}
	return names
}

// Names returns the names of the entries that the update needs.
func (e *Exponential) Names() []string {
	var names []string
	for _, matrix := range [][][]string{e.P, e.B} {
		for _, row := range matrix {
			for _, name := range row {
				if name != "" {
					names = append(names, name)
				}
			}
		}
	}
	return names
}

func (e *Exponential) unused() bool { return len(e.Names()) == 0 }
