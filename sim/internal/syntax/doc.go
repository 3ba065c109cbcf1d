// Package syntax reads the model language: it turns text into trees that know where they stand in it, prints
// trees as text again, and points at faults. It knows no units, no variables and no functions.
//
// The language is that of Brian 2. There are three kinds of text, each with its parser:
//
//	ParseExpr        v > vt and i != 3
//	ParseStatements  v = vr; g += 2*nS                          # what happens on a spike
//	ParseEquations   dv/dt = (vr - v)/tau : volt (unless refractory)
//
// All three take a Source, a text with the name of the object it belongs to, and return an Expr, Assigns or
// Equations.
//
// # Expressions
//
// Expressions are Python's, with its precedence, from weak to strong:
//
//	or
//	and
//	not
//	< <= > >= == !=
//	+ -
//	* / // %
//	+x -x
//	**           to the right; -x**2 is -(x**2), and 2**-x needs no parentheses
//
// Operands are decimal numbers, True, False, names of Latin letters, digits and underscores, and function
// calls. What else Python has is a fault that says what to write instead: comparisons in a chain, conditional
// expressions, indices, attributes, quoted text, named arguments.
//
// A comment runs from # to the end of the line. Line breaks are white space in expressions and equations. In
// statements they end one, as ";" does, unless parentheses are open or a backslash stands before them.
//
// # Equations
//
// A definition has one of three forms, and its unit ends it:
//
//	dx/dt = expression : unit (flag, flag)
//	x = expression : unit (flag, flag)
//	x : unit (flag, flag)
//
// Parentheses behind a finished unit hold flags; behind an operator they belong to the unit, as in
// amp/(meter**2). The unit is kept as text.
//
// # Faults
//
// An error of this package is a value of type Faults: at most one Fault for each definition or statement. A
// Fault prints the line it means and a caret below the place. Later stages make theirs with Faultf from the
// spans of the tree, so that all faults of a model look alike.
//
// # Invariants
//
// No text makes a parser panic, hang or run out of stack: the length of a text, the nesting of an expression
// and the number of its operators are bounded. A printed tree, when parsed, gives the same tree, as Same
// compares them. Trees are not changed once made, and so may be shared.
package syntax
