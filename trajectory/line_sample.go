package trajectory

import (
	"errors"
	"strconv"
	"strings"

	"golgi/internal/suggest"
)

// samples are the designs that choose points in intervals.
var samples = map[string]func(s sampleOf) Exploration{
	"sobol":  func(s sampleOf) Exploration { return Sobol{N: s.n, Skip: int(s.skip), Seed: s.seed, Over: s.over} },
	"latin":  func(s sampleOf) Exploration { return LatinHypercube{N: s.n, Seed: s.seed, Over: s.over} },
	"random": func(s sampleOf) Exploration { return Random{N: s.n, Seed: s.seed, Over: s.over} },
}

// A sampleOf is what a sample has.
type sampleOf struct {
	n          int
	seed, skip int64
	over       []Interval
}

// sample reads what stands in the brackets of one: the number of points, intervals, and a seed.
func (r *lineReader) sample(name, args piece) (Exploration, error) {
	design, is := samples[name.text]
	if !is {
		return nil, name.fault("unknown sample %q; there are sobol, latin and random%s", shortened(name.text), suggest.Meant(name.text, []string{"sobol", "latin", "random"}))
	}
	parts := args.split(true)
	s := sampleOf{}
	var err error
	if s.n, err = strconv.Atoi(parts[0].text); err != nil || s.n < 1 || s.n > MaxRuns {
		return nil, parts[0].fault("%q is no number of points, from 1 to %d; %s begins with one, as in %[3]s(64, x=0:1)", shortened(parts[0].text), MaxRuns, name.text)
	}
	var faults []error
	for _, part := range parts[1:] {
		err := r.sampled(&s, name.text, part)
		if faults = append(faults, err); r.enough(err) {
			break
		}
	}
	if len(s.over) == 0 && errors.Join(faults...) == nil {
		faults = append(faults, args.fault("no interval is given, as in %s(%s, x=0:1)", name.text, parts[0].text))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return design(s), r.count(name, s.n*len(s.over))
}

// sampled reads NAME=FROM:TO, NAME=log(FROM, TO), seed=N or skip=N.
func (r *lineReader) sampled(s *sampleOf, sample string, part piece) error {
	name, value, is := part.cut('=')
	name, value = name.trimmed(), value.trimmed()
	if !is {
		return part.fault("an interval is NAME=FROM:TO or NAME=log(FROM, TO)")
	}
	setting := map[string]*int64{"seed": &s.seed}
	if sample == "sobol" {
		setting["skip"] = &s.skip
	}
	if to, is := setting[name.text]; is {
		if n, err := strconv.ParseInt(value.text, 10, 64); err == nil {
			*to = n
			return nil
		}
		if !strings.ContainsAny(value.text, ":(") { // which are those of the parameter
			return value.fault("%q is no %s; it is a whole number", shortened(value.text), name.text)
		}
	}
	p, err := r.explored(name)
	if err != nil {
		return err
	}
	v, err := interval(p, value)
	if err != nil {
		return prefixed(p.Path, err)
	}
	s.over = append(s.over, v)
	_, err = v.Scale(r.defaults)
	return value.because(err)
}

// interval reads FROM:TO or log(FROM, TO).
func interval(p Parameter, text piece) (Interval, error) {
	v := Interval{Path: p.Path}
	admits, err := p.admission()
	if err != nil {
		return v, err
	}
	separator := byte(':')
	if name, args, is := text.call(); is {
		if name.text != "log" {
			return v, name.fault("unknown interval %q; there are FROM:TO and log(FROM, TO)", shortened(name.text))
		}
		text, separator, v.Log = args, ',', true
	}
	from, to, is := text.cut(separator)
	if !is || len(to.text) == 0 || strings.IndexByte(to.text, separator) >= 0 {
		return v, text.fault("an interval is NAME=FROM:TO or NAME=log(FROM, TO)")
	}
	for _, end := range []struct {
		piece
		to *any
	}{{from.trimmed(), &v.From}, {to.trimmed(), &v.To}} {
		value, err := parse(end.text, p.Value)
		if err == nil {
			err = admits(value)
		}
		if err != nil {
			return v, end.because(err)
		}
		*end.to = value
	}
	return v, nil
}
