package manager

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"golgi/internal/given"
	"golgi/sim"
	"golgi/trajectory"
)

// Plan says of each part when it is built, and why: a line for each. It calls the PreBuild hooks, and tries the parts, if that was not
// done.
func (m *NetworkManager) Plan(ctx context.Context, traj *trajectory.Trajectory) (string, error) {
	if err := given.All("manager: Plan", given.Arg{Name: "context", Value: ctx}, given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return "", err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := m.preBuild(ctx, traj)
	if err != nil {
		return "", err
	}
	return b.plan()
}

// ExplainRun describes the network of a run, which must be fresh from Trajectory.Run, as it is before its first step: see
// [sim.Network.Explain]. It calls the hooks of a run up to there, with Draft set; what precedes all runs is executed.
func (m *NetworkManager) ExplainRun(ctx context.Context, run *trajectory.Run) (string, error) {
	return m.describeRun(ctx, run, func(n *sim.Network) (string, error) { return n.Explain(), nil })
}

// CodeOfRun returns what the engine generates for the network of a run, in the same way: see [sim.Network.GeneratedCode].
func (m *NetworkManager) CodeOfRun(ctx context.Context, run *trajectory.Run) (string, error) {
	return m.describeRun(ctx, run, (*sim.Network).GeneratedCode)
}

// describeRun says of the network of a run what describe returns.
func (m *NetworkManager) describeRun(ctx context.Context, run *trajectory.Run, describe func(n *sim.Network) (string, error)) (string, error) {
	if err := given.All("manager: ExplainRun", given.Arg{Name: "context", Value: ctx}, given.Arg{Name: "run", Value: run}); err != nil {
		return "", err
	}
	b, err := m.prepare(ctx, run.Trajectory())
	if err != nil {
		return "", err
	}
	d := &draft{describe: describe}
	err = m.inNetwork(ctx, b, run, silent(), d, company{})
	if errors.Is(err, errExplained) {
		err = nil
	}
	return d.text, err
}

func (b *base) plan() (string, error) {
	var text strings.Builder
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	for _, p := range b.parts {
		when, why := p.when(b.apart.Load())
		fmt.Fprintf(table, "%s\t%s\t%s\n", p, when, why)
	}
	err := table.Flush()
	return text.String(), err
}

// when says when a part is built, and why.
func (p placed) when(apart bool) (when, why string) {
	switch {
	case p.early:
		return "built once, before a pre-run", "says Once"
	case !p.once:
		return "built in each run", "it " + p.why
	case apart:
		return "built in each run", "runs give values to what it, or another part that could be built once, reads or sets, or they list what is in their networks"
	}
	return "built once", "it depends on nothing that is explored: " + strings.Join(p.adds, ", ")
}

// errExplained ends a run that was only to be explained.
var errExplained = errors.New("manager: the network was to be explained, and not to be run")

// explain says what the network is, if it is to.
func (d *draft) explain(network *sim.Network) error {
	if d == nil || d.describe == nil {
		return nil
	}
	text, err := d.describe(network)
	if err != nil {
		return err
	}
	d.text = text
	return errExplained
}
