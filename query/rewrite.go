package query

import (
	"fmt"
	"reflect"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"

	"golgi/units"
)

// A rewriter has a condition compare quantities by their SI values with 15 digits, as all of Golgi does, and takes numbers for truth
// values where these are wanted.
type rewriter struct {
	checker
	truths map[string]bool // names of numbers that are truth values
}

// Visit implements [ast.Visitor].
func (r rewriter) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.UnaryNode:
		if n.Operator == "!" || n.Operator == "not" {
			r.truth(&n.Node)
		}
	case *ast.ConditionalNode:
		r.truth(&n.Cond)
	case *ast.BinaryNode:
		switch {
		case n.Operator == "&&" || n.Operator == "||" || n.Operator == "and" || n.Operator == "or":
			r.truth(&n.Left)
			r.truth(&n.Right)
		case compares[n.Operator] && (r.isQuantity(n.Left) || r.isQuantity(n.Right)):
			ast.Patch(&n.Left, rounded(n.Left))
			ast.Patch(&n.Right, rounded(n.Right))
		case n.Operator == "in" && r.isQuantity(n.Left):
			r.among(node, n)
		}
	}
}

// truth has a number stand for a truth value.
func (r rewriter) truth(node *ast.Node) {
	if word, is := wordOf(*node); is && r.truths[word] {
		ast.Patch(node, &ast.BinaryNode{Operator: "==", Left: *node, Right: &ast.IntegerNode{Value: 1}})
	}
}

func (r rewriter) isQuantity(node ast.Node) bool {
	d, err := r.dim(node)
	return err == nil && d.known && !d.of.IsDimensionless()
}

// among writes x in [a, b] as x == a || x == b.
func (r rewriter) among(node *ast.Node, n *ast.BinaryNode) {
	list, is := n.Right.(*ast.ArrayNode)
	if !is {
		return
	}
	var any ast.Node = &ast.BoolNode{}
	for _, element := range list.Nodes {
		any = &ast.BinaryNode{Operator: "||", Left: any, Right: &ast.BinaryNode{Operator: "==", Left: rounded(n.Left), Right: rounded(element)}}
	}
	ast.Patch(node, any)
}

// rounding is what a condition calls units.Rounded, which no name in it can be.
const rounding = "si rounded"

func rounded(node ast.Node) ast.Node {
	return &ast.CallNode{Callee: &ast.IdentifierNode{Value: rounding}, Arguments: []ast.Node{node}}
}

var roundingFunction = expr.Function(rounding, func(x ...any) (any, error) {
	switch v := reflect.ValueOf(x[0]); {
	case v.CanInt():
		return units.Rounded(float64(v.Int())), nil
	case v.CanFloat():
		return units.Rounded(v.Float()), nil
	}
	return nil, fmt.Errorf("%v is no number", x[0])
}, new(func(any) float64))
