package sim

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// Ready-made equations, to be joined with others by a line break, with names of one's own by Rename. Each is a text like any
// other: what it uses and does not define stands in the equations that it is joined with, or in the Namespace.
//
// Source: Brian 1.4, brian.library: synapses, ionic_currents; Traub & Miles (1991), as in Brette et al. (2007), benchmark 3.
const (
	// LeakCurrent is the current I through a leak of conductance gl that reverses at El.
	LeakCurrent = "I = gl*(El - v) : amp"
	// ExponentialSynapse is a value x that spikes increase, and that decays with the time constant tau.
	ExponentialSynapse = "dx/dt = -x/tau : 1"
	// AlphaSynapse is a value x that rises and decays with tau, to 1 at the time tau behind a spike that increases y by e.
	AlphaSynapse = "dx/dt = (y - x)/tau : 1\ndy/dt = -y/tau : 1"
	// BiexponentialSynapse is a value x that rises with taur and decays with taud; spikes increase y.
	BiexponentialSynapse = "dx/dt = (y - x)/taud : 1\ndy/dt = -y/taur : 1"
	// SodiumCurrent is the fast sodium current I of Traub and Miles, with threshold at about VT.
	SodiumCurrent = `I = gna*m**3*h*(ENa - v) : amp
dm/dt = 0.32*4/exprel((13*mV - v + VT)/(4*mV))/ms*(1 - m) - 0.28*5/exprel((v - VT - 40*mV)/(5*mV))/ms*m : 1
dh/dt = 0.128*exp((17*mV - v + VT)/(18*mV))/ms*(1 - h) - 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms*h : 1`
	// PotassiumCurrent is the delayed rectifier current I of Traub and Miles.
	PotassiumCurrent = `I = gk*n**4*(EK - v) : amp
dn/dt = 0.032*5/exprel((15*mV - v + VT)/(5*mV))/ms*(1 - n) - 0.5*exp((10*mV - v + VT)/(40*mV))/ms*n : 1`
)

// Rename returns equations in which names are replaced by others, those that are defined and those that are used:
//
//	Rename(AlphaSynapse, map[string]string{"x": "ge", "y": "se", "tau": "tau_e"})
//
// is "dge/dt = (se - ge)/tau_e : 1\ndse/dt = -se/tau_e : 1". It is an error where a name does not occur, or where two become one.
func Rename(block string, names map[string]string) (string, error) {
	src := &syntax.Source{Name: "equations", Text: block}
	list, err := syntax.ParseEquations(src)
	if err != nil {
		return "", err
	}
	occurs := make(map[string][]syntax.Span)
	for _, eq := range list {
		occurs[eq.Name.Name] = append(occurs[eq.Name.Name], eq.Name.At)
		if eq.Expr == nil {
			continue
		}
		for _, id := range syntax.Identifiers(eq.Expr) {
			occurs[id.Name] = append(occurs[id.Name], id.At)
		}
	}
	if err := checkRenaming(occurs, names); err != nil {
		return "", err
	}
	return renamed(block, occurs, names), nil
}

func checkRenaming(occurs map[string][]syntax.Span, names map[string]string) error {
	for _, old := range slices.Sorted(maps.Keys(names)) {
		by := names[old]
		_, taken := occurs[by]
		_, leaves := names[by]
		switch {
		case occurs[old] == nil:
			return fmt.Errorf("sim: rename: there is no name %q; %s", old, thereAre(old, slices.Sorted(maps.Keys(occurs))))
		case !nameRule.MatchString(by) || equations.RefusedName(by) != "":
			return fmt.Errorf("sim: rename: %q cannot be called %q: %s", old, by, refusedConstantName(by))
		case taken && !leaves && by != old:
			return fmt.Errorf("sim: rename: %q cannot be called %q: that name occurs already", old, by)
		}
		for other, name := range names {
			if other != old && name == by {
				return fmt.Errorf("sim: rename: both %q and %q would be %q", min(old, other), max(old, other), by)
			}
		}
	}
	return nil
}

// refusedConstantName says why nothing can have a name.
func refusedConstantName(name string) string {
	if why := equations.RefusedName(name); why != "" {
		return why
	}
	return "a name begins with a letter and has letters, digits and underscores"
}

func renamed(block string, occurs map[string][]syntax.Span, names map[string]string) string {
	type place struct {
		at syntax.Span
		by string
	}
	var places []place
	for old, by := range names {
		for _, at := range occurs[old] {
			at.From = at.To - len(old) // of dx/dt, x
			places = append(places, place{at, by})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return a.at.From - b.at.From })
	var b strings.Builder
	last := 0
	for _, p := range places {
		b.WriteString(block[last:p.at.From])
		b.WriteString(p.by)
		last = p.at.To
	}
	return b.String() + block[last:]
}
