package query

import (
	"iter"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// wordsIn returns the names in a condition, with all their dots, each once.
func wordsIn(condition string) ([]string, error) {
	if strings.TrimSpace(condition) == "" {
		return nil, errEmpty
	}
	tree, err := parser.Parse(condition)
	if err != nil {
		return nil, err
	}
	c := &collector{inner: map[ast.Node]bool{}}
	ast.Walk(&tree.Node, c)
	for _, node := range c.found {
		if word, _ := wordOf(node); !c.inner[node] && !slices.Contains(c.words, word) && !slices.Contains(c.declared, word) {
			c.words = append(c.words, word)
		}
	}
	return c.words, nil
}

// A collector finds names. What stands before a dot is visited before it.
type collector struct {
	found []ast.Node
	inner map[ast.Node]bool // stands before a dot, or is a function
	words []string

	declared []string // in the condition
}

// Visit implements [ast.Visitor].
func (c *collector) Visit(node *ast.Node) {
	if m, is := (*node).(*ast.MemberNode); is {
		if _, is := wordOf(m); is {
			c.inner[m.Node] = true
		}
	}
	if _, is := wordOf(*node); is {
		c.found = append(c.found, *node)
	}
	switch node := (*node).(type) {
	case *ast.CallNode:
		c.inner[node.Callee] = true
	case *ast.VariableDeclaratorNode:
		c.declared = append(c.declared, node.Name)
	}
}

// wordOf returns the name that a node is, with its dots.
func wordOf(node ast.Node) (word string, is bool) {
	switch node := node.(type) {
	case *ast.IdentifierNode:
		return node.Value, true
	case *ast.MemberNode:
		last, is := node.Property.(*ast.StringNode)
		if !is {
			return "", false
		}
		before, is := wordOf(node.Node)
		return before + "." + last.Value, is
	}
	return "", false
}

// cuts yields the names of a path, each with what is behind it.
func cuts(path string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for more := true; more; {
			var first string
			first, path, more = strings.Cut(path, ".")
			if !yield(first, path) {
				return
			}
		}
	}
}
