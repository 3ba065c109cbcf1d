package query

import (
	"fmt"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"golgi/units"
)

// A dimension is that of a part of a condition: unknown where it is no number, or one of which nobody can tell.
type dimension struct {
	known bool
	zero  bool // the number 0, which compares with everything
	of    units.Dimension
}

var plain = dimension{known: true}

// checkDimensions finds what compares or adds a quantity and something of another dimension.
func checkDimensions(condition string, names map[string]dimension) (checker, error) {
	tree, err := parser.Parse(condition)
	if err != nil {
		return checker{}, err
	}
	w := walker{checker: checker{names}}
	ast.Walk(&tree.Node, &w)
	return w.checker, w.err
}

// A checker knows the dimensions of names.
type checker struct{ names map[string]dimension }

// A walker looks at all parts of a condition.
type walker struct {
	checker
	err error // the first
}

// Visit implements [ast.Visitor].
func (w *walker) Visit(node *ast.Node) {
	if _, err := w.dim(*node); err != nil && w.err == nil {
		w.err = err
	}
}

var compares = map[string]bool{"==": true, "!=": true, "<": true, "<=": true, ">": true, ">=": true}

// dim returns the dimension of a part.
func (c checker) dim(node ast.Node) (dimension, error) {
	if word, is := wordOf(node); is {
		return c.names[word], nil
	}
	switch node := node.(type) {
	case *ast.IntegerNode:
		return dimension{known: true, zero: node.Value == 0}, nil
	case *ast.FloatNode:
		return dimension{known: true, zero: node.Value == 0}, nil
	case *ast.UnaryNode:
		d, err := c.dim(node.Node)
		if node.Operator != "-" && node.Operator != "+" {
			d = dimension{}
		}
		return d, err
	case *ast.BinaryNode:
		return c.binary(node)
	case *ast.ConditionalNode:
		return c.alternative(node)
	case *ast.BuiltinNode:
		return c.builtin(node)
	case *ast.ChainNode:
		return c.dim(node.Node)
	case *ast.VariableDeclaratorNode:
		d, err := c.dim(node.Value)
		if err != nil {
			return d, err
		}
		c.names[node.Name] = d
		return c.dim(node.Expr)
	}
	return dimension{}, nil
}

// binary returns the dimension of an operation.
func (c checker) binary(node *ast.BinaryNode) (dimension, error) {
	a, err := c.dim(node.Left)
	if err != nil {
		return a, err
	}
	if list, is := node.Right.(*ast.ArrayNode); is && node.Operator == "in" {
		return dimension{}, c.among(a, list, node)
	}
	b, err := c.dim(node.Right)
	if err != nil || !a.known || !b.known {
		return dimension{}, err
	}
	switch node.Operator {
	case "*":
		a.of, err = a.of.Mul(b.of)
		return dimension{known: true, of: a.of}, err
	case "/":
		a.of, err = a.of.Div(b.of)
		return dimension{known: true, of: a.of}, err
	case "**", "^":
		return power(a, b, node)
	case "+", "-", "%":
		if a.zero {
			a.of = b.of
		}
		return dimension{known: true, of: a.of}, alike(a, b, node)
	case "..":
		return a, alike(a, b, node)
	}
	if compares[node.Operator] || node.Operator == "in" {
		err = alike(a, b, node)
	}
	return dimension{}, err
}

// among checks x in [a, b].
func (c checker) among(x dimension, list *ast.ArrayNode, node ast.Node) error {
	for _, element := range list.Nodes {
		d, err := c.dim(element)
		if err == nil && x.known && d.known {
			err = alike(x, d, node)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// power returns the dimension of a power, which of a quantity is known for a whole number alone.
func power(a, b dimension, node *ast.BinaryNode) (dimension, error) {
	if !b.of.IsDimensionless() {
		return a, fmt.Errorf("%s: the exponent has the dimension %v", node, b.of)
	}
	if a.of.IsDimensionless() {
		return plain, nil
	}
	n, is := node.Right.(*ast.IntegerNode)
	if !is {
		return dimension{}, nil
	}
	of, err := a.of.Pow(n.Value, 1)
	return dimension{known: true, of: of}, err
}

// alternative returns the dimension of a ? b : c.
func (c checker) alternative(node *ast.ConditionalNode) (dimension, error) {
	if _, err := c.dim(node.Cond); err != nil {
		return dimension{}, err
	}
	a, err := c.dim(node.Exp1)
	if err != nil {
		return a, err
	}
	b, err := c.dim(node.Exp2)
	if err != nil || !a.known || !b.known {
		return dimension{}, err
	}
	return a, alike(a, b, node)
}

// builtin returns the dimension of a call: that of its arguments, where it is one of theirs.
func (c checker) builtin(node *ast.BuiltinNode) (first dimension, err error) {
	for k, argument := range node.Arguments {
		d, err := c.dim(argument)
		if err != nil {
			return d, err
		}
		if k == 0 {
			first = d
		}
		if first.known && d.known {
			if err := alike(first, d, node); err != nil {
				return d, err
			}
		}
	}
	switch node.Name {
	case "abs", "max", "min", "mean", "median", "sum":
		return first, nil
	}
	return dimension{}, nil
}

// alike returns an error where two dimensions differ.
func alike(a, b dimension, node ast.Node) error {
	if a.of == b.of || a.zero || b.zero {
		return nil
	}
	return fmt.Errorf("%s: one side is %s, and the other %s; a quantity is written with its unit, as in %s", node, described(a.of), described(b.of), example(a, b, node))
}

// example is a quantity as it could be meant: the plain number of one side in the unit of the other.
func example(a, b dimension, node ast.Node) string {
	number, unit := "5", a.of
	if two, is := node.(*ast.BinaryNode); is && a.of.IsDimensionless() != b.of.IsDimensionless() {
		side := two.Right
		if a.of.IsDimensionless() {
			side, unit = two.Left, b.of
		}
		switch side.(type) {
		case *ast.IntegerNode, *ast.FloatNode:
			number = side.String()
		}
	}
	if unit.IsDimensionless() {
		unit = b.of
	}
	return number + "*" + common(unit)
}

// common is the unit in which the field gives what has a dimension.
func common(of units.Dimension) string {
	for _, name := range []string{"ms", "mV", "pA", "nS", "pF"} {
		if unit, err := units.ParseUnit(name); err == nil && unit.Dim == of {
			return name
		}
	}
	return of.String()
}

func described(d units.Dimension) string {
	if d.IsDimensionless() {
		return "a plain number"
	}
	return "in " + d.String()
}
