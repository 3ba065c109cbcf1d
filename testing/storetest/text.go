package storetest

import (
	"fmt"
	"math"
	"strings"

	"golgi/trajectory"
	"golgi/units"
)

// TrajectoryText writes out all that a store keeps of a trajectory, floats to the last bit. Two trajectories
// are equal exactly if their texts are.
func TrajectoryText(traj *trajectory.Trajectory) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "trajectory %s %q\n", traj.Name(), traj.Comment)
	p := traj.Provenance
	fmt.Fprintf(&b, "provenance %q %q %q %q %d %d\n",
		p.Golgi, p.Revision, p.Go, p.Engine, p.Seed, p.Start.UnixMicro())
	writeEnvironment(&b, p.Environment)
	for _, post := range p.Posts {
		fmt.Fprintf(&b, "post-processing %q %q %q %q %q %d\n", post.Golgi, post.Revision, post.Go, post.Program, post.Command, post.Start.UnixMicro())
		writeEnvironment(&b, post.Environment)
	}
	ps, err := traj.Parameters("")
	if err != nil {
		return "", err
	}
	for _, p := range ps {
		writeParameter(&b, "parameter", *p)
	}
	settings, err := traj.Config().Parameters("")
	if err != nil {
		return "", err
	}
	for _, p := range settings {
		writeParameter(&b, "setting", *p)
	}
	for _, g := range traj.Descriptions() {
		fmt.Fprintf(&b, "group %s %q\n", g.Path, g.Comment)
		writeAnnotations(&b, g.Annotations)
	}
	for _, l := range traj.Links() {
		fmt.Fprintf(&b, "link %s to %s\n", l.Path, l.Target)
	}
	for _, res := range traj.Results() {
		writeResult(&b, res)
	}
	for _, l := range traj.ResultLinks() {
		fmt.Fprintf(&b, "link %s to %s\n", l.Path, l.Target)
	}
	axes, err := traj.Axes()
	if err != nil {
		return "", err
	}
	for _, a := range axes {
		fmt.Fprintf(&b, "axis %s = %s\n", a.Path, bits(a.Values))
	}
	fmt.Fprintf(&b, "%d runs\n", traj.Len())
	if starts := traj.Generations(); len(starts) > 1 {
		fmt.Fprintf(&b, "generations from %v\n", starts)
	}
	return b.String(), nil
}

func writeEnvironment(b *strings.Builder, e trajectory.Environment) {
	if e.Platform+e.CPU+e.Compiler != "" {
		fmt.Fprintf(b, "  on %q %q %q\n", e.Platform, e.CPU, e.Compiler)
	}
	for _, m := range e.Modules {
		fmt.Fprintf(b, "  module %q\n", m)
	}
	for _, s := range e.Sources {
		fmt.Fprintf(b, "  source %q %q %q\n", s.Module, s.Revision, s.Diff)
	}
}

// RunText writes out the derived parameters and the results of a run, floats to the last bit. It leaves out
// the record, whose times differ from one execution to the next.
func RunText(run *trajectory.Run) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s of %s\n", run.Name(), run.Trajectory().Name())
	for _, p := range run.Derived() {
		writeParameter(&b, "derived", p)
	}
	for _, g := range run.Descriptions() {
		fmt.Fprintf(&b, "group %s %q\n", g.Path, g.Comment)
		writeAnnotations(&b, g.Annotations)
	}
	for _, res := range run.Results() {
		writeResult(&b, res)
	}
	for _, l := range run.Links() {
		fmt.Fprintf(&b, "link %s to %s\n", l.Path, l.Target)
	}
	return b.String()
}

func writeResult(b *strings.Builder, res trajectory.Result) {
	fmt.Fprintf(b, "result %s %q\n", res.Path, res.Comment)
	writeAnnotations(b, res.Annotations)
	for _, item := range res.Items {
		fmt.Fprintf(b, "  item %s %q %q %q = %s\n", item.Name, item.Unit, item.Dims, item.Comment, bits(item.Value))
		if item.Post > 0 {
			fmt.Fprintf(b, "    by post-processing %d\n", item.Post)
		}
	}
}

// RecordText writes out the record of a run.
func RecordText(run *trajectory.Run) string {
	r := run.Record()
	text := fmt.Sprintf("%s from %d us for %v %q %q %q\n",
		r.Status, r.Start.UnixMicro(), r.Duration, r.Error, r.Stack, r.Warnings)
	if r.Log != "" {
		text += fmt.Sprintf("log %q\n", r.Log)
	}
	if r.Posts > 0 {
		text += fmt.Sprintf("post-processed up to %d\n", r.Posts)
	}
	return text
}

func writeParameter(b *strings.Builder, noun string, p trajectory.Parameter) {
	fmt.Fprintf(b, "%s %s %q = %s\n", noun, p.Path, p.Comment, bits(p.Value))
	writeAnnotations(b, p.Annotations)
}

func writeAnnotations(b *strings.Builder, a trajectory.Annotations) {
	for _, name := range a.Names() {
		fmt.Fprintf(b, "  annotation %s = %s\n", name, bits(a[name]))
	}
}

// bits writes type and value of what is stored, with floats as their bits.
func bits(v any) string {
	switch v := v.(type) {
	case float64:
		return fmt.Sprintf("float64 %v %016x", v, math.Float64bits(v))
	case units.Quantity:
		return fmt.Sprintf("quantity in %v %s", v.Dimension(), bits(v.SI()))
	case units.Array:
		return fmt.Sprintf("array in %v %s", v.Dimension(), bits(v.SI()))
	case trajectory.NDArray:
		return fmt.Sprintf("shape %v %s", v.Shape, bits(v.Data))
	case trajectory.Compound:
		var b strings.Builder
		fmt.Fprintf(&b, "%s\n", v.Form())
		for _, part := range v.Parts() {
			fmt.Fprintf(&b, "    part %s %q %q = %s\n", part.Name, part.Unit, part.Comment, bits(part.Value))
		}
		return b.String()
	case []float64:
		return fmt.Sprintf("[]float64 of %d%s", len(v), listBits(v))
	case []any:
		return fmt.Sprintf("[]any of %d%s", len(v), listBits(v))
	case []string:
		return fmt.Sprintf("%d %q", len(v), v)
	}
	return fmt.Sprintf("%T %v", v, v)
}

func listBits[T any](list []T) string {
	var b strings.Builder
	for _, v := range list {
		b.WriteString("\n    " + bits(v))
	}
	return b.String()
}

func firstDifference(got, want string) string {
	gots, wants := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(gots), len(wants)) {
		if gots[i] != wants[i] {
			return fmt.Sprintf("line %d:\n   got  %s\n   want %s", i+1, gots[i], wants[i])
		}
	}
	return fmt.Sprintf("%d lines came back, wanted %d", len(gots), len(wants))
}
