package syntax

import (
	"fmt"
	"strings"
)

// Function is a function that a user wrote: where it is called, its body stands in place of the call, with the arguments for the
// parameters. Body has no calls of such functions left.
type Function struct {
	Name   string
	Params []string
	Source *Source // of the body
	Body   Expr
}

// Functions are the functions that a text may call, besides those of the language.
type Functions struct {
	ByName map[string]*Function
	Draws  func(Expr) bool // reports whether an expression draws random numbers
}

// Usage says how the function is called.
func (f *Function) Usage() string { return fmt.Sprintf("%s(%s)", f.Name, strings.Join(f.Params, ", ")) }

// String prints the definition.
func (f *Function) String() string { return f.Usage() + " = " + shorten(f.Body.String()) }

// maxWritten bounds the nodes that the calls of one text are written out to: more than any text has that is accepted.
const maxWritten = 200_000

// inline returns what a call stands for. The places of the body are that of the call.
func (p *parser) inline(call *Call) (Expr, *Fault) {
	if p.src.Functions == nil || p.src.Functions.ByName[call.Func] == nil {
		return call, nil
	}
	f := p.src.Functions.ByName[call.Func]
	if len(call.Args) != len(f.Params) {
		plural := "s"
		if len(f.Params) == 1 {
			plural = ""
		}
		return nil, Faultf(p.src, call.At, "%s takes %d argument%s, not %d", f.Name, len(f.Params), plural, len(call.Args)).WithNote("it is " + f.String())
	}
	args, uses := make(map[string]Expr, len(f.Params)), make(map[string]int)
	for _, id := range Identifiers(f.Body) {
		uses[id.Name]++
	}
	size := sizeOf(f.Body)
	for n, param := range f.Params {
		args[param] = call.Args[n]
		if uses[param] > 1 && p.src.Functions.Draws(call.Args[n]) {
			return nil, Faultf(p.src, call.Args[n].Span(), "random numbers cannot be given to %s, which uses %s %d times", f.Name, param, uses[param]).
				WithNote("give them a name in a subexpression flagged (constant over dt), or in a statement")
		}
		size += uses[param] * sizeOf(call.Args[n])
	}
	if size > maxOperators {
		return nil, Faultf(p.src, call.At, "with its functions written out, the expression has more than %d operators", maxOperators).
			WithNote("give a part of it a name")
	}
	if p.src.written += size; p.src.written > maxWritten {
		return nil, Faultf(p.src, call.At, "with its functions written out, the text has more than %d operators", maxWritten)
	}
	p.src.inlined(call, f)
	body := relocated(f.Body, call.At)
	return Substitute(body, func(id *Ident) Expr { return args[id.Name] }), nil
}

// sizeOf counts the nodes of an expression that has at most maxOperators of them, and a few.
func sizeOf(e Expr) (n int) {
	Walk(e, func(Expr) bool {
		n++
		return n <= maxOperators
	})
	return n
}

// relocated returns an expression with all nodes at one place.
func relocated(e Expr, at Span) Expr {
	switch e := e.(type) {
	case *Number:
		copied := *e
		copied.At = at
		return &copied
	case *Bool:
		return &Bool{At: at, Value: e.Value}
	case *Ident:
		return &Ident{At: at, Name: e.Name}
	case *Unary:
		return &Unary{At: at, Op: e.Op, X: relocated(e.X, at)}
	case *Binary:
		return &Binary{At: at, OpAt: at, Op: e.Op, X: relocated(e.X, at), Y: relocated(e.Y, at)}
	case *Call:
		copied := &Call{At: at, Func: e.Func}
		for _, arg := range e.Args {
			copied.Args = append(copied.Args, relocated(arg, at))
		}
		return copied
	}
	panic(fmt.Sprintf("syntax: unknown node %T", e))
}

// inlined notes of which function faults at the place of a call, or of its arguments, are.
func (s *Source) inlined(call *Call, f *Function) {
	if s.calls == nil {
		s.calls = make(map[Span]*Function)
	}
	for _, arg := range call.Args {
		s.calls[arg.Span()] = f
	}
	s.calls[call.At] = f
}

// within says in which function a fault lies; empty where in none.
func (f *Fault) within() string {
	if f.Source == nil || f.Source.calls[f.At] == nil {
		return ""
	}
	return "in " + f.Source.calls[f.At].String()
}
