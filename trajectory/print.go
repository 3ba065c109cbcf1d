package trajectory

import (
	"fmt"
	"iter"
	"strings"
	"text/tabwriter"
)

// String is the trajectory as a tree, with the values of its parameters, and what its results as a whole have.
func (t *Trajectory) String() string {
	if t == nil {
		return errNoTrajectory.Error()
	}
	var b strings.Builder
	b.WriteString(t.name)
	if paths := t.ExploredPaths(); len(paths) > 0 {
		fmt.Fprintf(&b, ", %d runs over %s", t.Len(), strings.Join(paths, ", "))
	}
	writeLine(&b, t.Comment, nil)
	t.mu.RLock()
	values := map[string]string{}
	for _, a := range t.axes {
		values[a.path] = " in some runs"
		if t.stored == nil {
			values[a.path] = ", explored: " + showSome(a.values)
		}
	}
	t.mu.RUnlock()
	writeTree(&b, t.Nodes(DepthFirst), func(n Node) string {
		return n.Parameter.valueText() + values[n.Parameter.Path]
	})
	return strings.TrimSuffix(b.String(), "\n")
}

// showSome shows the values of an axis, each of them once.
func showSome(values []any) string {
	var texts []string
	seen := map[string]bool{}
	for _, v := range values {
		if key := string(appendKey(nil, v)); !seen[key] {
			seen[key] = true
			texts = append(texts, show(v))
		}
	}
	if more := len(texts) - maxShown; more > 0 {
		texts = append(texts[:maxShown], fmt.Sprintf("… %d more", more))
	}
	return strings.Join(texts, ", ")
}

// writeTree writes a line for each node, further in the deeper it is.
func writeTree(b *strings.Builder, nodes iter.Seq[Node], value func(Node) string) {
	for n := range nodes {
		b.WriteString(strings.Repeat("  ", n.Depth()+1) + n.Name())
		switch {
		case n.Link != "":
			b.WriteString(" -> " + n.Link)
		case n.Parameter != nil:
			b.WriteString(" = " + value(n))
		case n.Result != nil:
			b.WriteString(": " + n.Result.singles())
		}
		writeLine(b, n.Comment, n.Annotations)
	}
}

// singles are the single values of a result, and the names of its other items.
func (r Result) singles() string {
	var texts []string
	for _, item := range r.Items {
		text := item.Name
		if !isList(item.Value) {
			text += strings.TrimSuffix(" = "+show(item.Value)+" "+item.Unit, " ")
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, ", ")
}

// writeLine ends a line with a comment and annotations.
func writeLine(b *strings.Builder, comment string, notes Annotations) {
	if text := notes.String(); text != "" {
		b.WriteString("  {" + text + "}")
	}
	if comment != "" {
		b.WriteString("  # " + strings.ReplaceAll(comment, "\n", " "))
	}
	b.WriteString("\n")
}

// String is the run with its point, how far it has come, and the single values that it has given.
func (r *Run) String() string {
	if r == nil {
		return errNoRun.Error()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s of %s, %s", r.Name(), r.trajectory.Name(), r.record.Status)
	if r.record.Error != "" {
		b.WriteString(": " + r.record.Error)
	}
	for i, path := range r.trajectory.ExploredPaths() {
		if i < len(r.point) {
			fmt.Fprintf(&b, "\n  %s = %s", path, show(r.point[i]))
		}
	}
	for path, p := range r.derived.all {
		if !isList(p.Value) {
			fmt.Fprintf(&b, "\n  %s = %s", path, p.valueText())
		}
	}
	for path, res := range r.results.all {
		for _, item := range res.Items {
			if !isList(item.Value) {
				b.WriteString("\n  " + path + "." + item.String())
			}
		}
	}
	return b.String()
}

func (p *Parameter) valueText() string { return show(p.Value) }

// String is the parameter with its path and value: "neurons.tau = 5 ms".
func (p *Parameter) String() string {
	if p == nil {
		return "trajectory: there is no parameter: it is nil"
	}
	var b strings.Builder
	b.WriteString(p.Path + " = " + p.valueText())
	writeLine(&b, p.Comment, p.Annotations)
	return strings.TrimSuffix(b.String(), "\n")
}

// String is the annotations, sorted by name: "order = 1, unit = 3 mV".
func (a Annotations) String() string {
	var texts []string
	for _, name := range a.Names() {
		texts = append(texts, name+" = "+show(a[name]))
	}
	return strings.Join(texts, ", ")
}

// String is the result with a line for each item.
func (r Result) String() string {
	var b strings.Builder
	b.WriteString(r.Path)
	writeLine(&b, r.Comment, r.Annotations)
	for _, item := range r.Items {
		b.WriteString("  " + item.String() + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// String is the item with its unit and its axes: "v = [-70, -69] mV (time)".
func (it Item) String() string {
	text := it.Name + " = " + show(it.Value)
	if it.Unit != "" {
		text += " " + it.Unit
	}
	if len(it.Dims) > 0 {
		text += " (" + strings.Join(it.Dims, ", ") + ")"
	}
	if it.Comment != "" {
		text += "  # " + strings.ReplaceAll(it.Comment, "\n", " ")
	}
	return text
}

// String is the elements, at least the first of them, and the shape.
func (a NDArray) String() string { return a.show() }

// String is the size of the matrix, and the first numbers that are not 0.
func (m CSR) String() string { return m.show() }

// rowsShown is how many rows of a frame are shown.
const rowsShown = 10

// String is the frame as a table, at least its first rows.
func (f Frame) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	write := func(cell func(c Item) string) {
		var cells []string
		for _, c := range f {
			cells = append(cells, cell(c))
		}
		fmt.Fprintln(w, strings.Join(cells, "\t"))
	}
	write(func(c Item) string { return Column{Path: c.Name, Unit: c.Unit}.String() })
	for i := range min(f.Len(), rowsShown) {
		write(func(c Item) string {
			if l, is := formOf(c.Value).(list); is && i < l.Len() {
				return fmt.Sprint(l.Index(i))
			}
			return ""
		})
	}
	_ = w.Flush() // into memory
	if more := f.Len() - rowsShown; more > 0 {
		fmt.Fprintf(&b, "… %d more rows\n", more)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// String is the node with its value: "parameters.neurons.tau = 5 ms".
func (n Node) String() string {
	var b strings.Builder
	b.WriteString(n.Path)
	switch {
	case n.Link != "":
		b.WriteString(" -> " + n.Link)
	case n.Parameter != nil:
		b.WriteString(" = " + n.Parameter.valueText())
	}
	writeLine(&b, n.Comment, n.Annotations)
	return strings.TrimSuffix(b.String(), "\n")
}
