package enginetest

import (
	"context"
	"errors"
	"flag"
	"testing"
	"time"

	"golgi/sim"
)

// FuzzModels puts another text in the place of one text of a model of the table. Whatever it says, it is
// refused with an error or gives the same bits on all engines: nothing panics, and nothing hangs.
func FuzzModels(f *testing.F) {
	for n, m := range Models() {
		d := m.Description()
		texts := d.texts()
		if !fuzzing() {
			texts = texts[:1] // for a test, each model is enough once
		}
		for k, text := range texts {
			f.Add(uint8(n), uint8(k), text.get())
		}
	}
	f.Fuzz(func(t *testing.T, n, k uint8, text string) {
		models := Models()
		d := models[int(n)%len(models)].Description()
		texts := d.texts()
		texts[int(k)%len(texts)].set(text)
		d.Duration = q("3 ms")
		objects, err := d.Objects()
		if err != nil {
			return
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		for _, engine := range sim.Engines() {
			if engine == sim.Reference {
				continue // it is what the others are compared with
			}
			c := &candidate{Description: d, objects: objects, engine: engine}
			diff, err := c.givesTheBits(ctx)
			if errors.Is(err, context.DeadlineExceeded) || diff != nil {
				t.Errorf("%v %v", err, diff)
			}
			must(t, c.close())
		}
	})
}

// fuzzing reports whether the fuzz target does more than a test.
func fuzzing() bool { return flag.Lookup("test.fuzz").Value.String() != "" }

// text is a text of a description.
type text struct {
	get func() string
	set func(string)
}

// textIn is a text that has its own field.
func textIn(s *string) text {
	return text{func() string { return *s }, func(to string) { *s = to }}
}

// texts returns the texts that people write in the model language.
func (d *Description) texts() []text {
	var list []text
	add := func(fields ...*string) {
		for _, s := range fields {
			if *s != "" {
				list = append(list, textIn(s))
			}
		}
	}
	maybe := func(value *any) {
		if _, ok := (*value).(string); ok {
			list = append(list, text{func() string { return (*value).(string) }, func(to string) { *value = to }})
		}
	}
	sets := func(initial []sim.Set) {
		for k := range initial {
			maybe(&initial[k].Value)
			add(&initial[k].Where)
		}
	}
	for k := range d.Neurons {
		g := &d.Neurons[k]
		add(&g.Equations, &g.Threshold, &g.Reset, &g.Method, (*string)(&g.Refractory))
		sets(g.Initial)
	}
	for k := range d.Poisson {
		maybe(&d.Poisson[k].Rates)
	}
	for k := range d.Synapses {
		s := &d.Synapses[k]
		add(&s.Model, &s.OnPre, &s.OnPost, (*string)(&s.Delay), (*string)(&s.PostDelay))
		sets(s.Initial)
		for n := range s.Connect {
			add(&s.Connect[n].Condition, (*string)(&s.Connect[n].Probability))
		}
	}
	return list
}
