package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"golgi/hdf5"
	"golgi/internal/plain"
	"golgi/manager"
	"golgi/trajectory"
)

// A reproduction is what a command of the word reproduce says, of all campaigns.
type reproduction struct {
	folder, engine string
	workers        int64
	overwrite      bool
	reset          func() error // gives the experiment's own options their defaults
}

// file is where the results of a campaign go.
func (r *reproduction) file(p *program, c Campaign) string {
	return filepath.Join(r.folder, orElse(c.Name, p.Name)+".hdf5")
}

const reproduceDoc = `simulate what is known of the model, and compare

It may take minutes. It goes on with files that are there: runs that have finished are kept, and a file of which all have is compared
at once. With --overwrite all is simulated anew. Run are:
`

// reproduceWord runs what is known, and compares.
func (p *program) reproduceWord() word {
	r := &reproduction{folder: filepath.Join("out", "reproduce")}
	doc := &strings.Builder{}
	doc.WriteString(reproduceDoc)
	for _, c := range p.Campaigns {
		fmt.Fprintf(doc, "\n  %s", p.commandOf(c))
	}
	return word{name: "reproduce", doc: doc.String(), options: []option{
		stringOption("out", "FOLDER", "where the files of results go ("+r.folder+")", &r.folder),
		switchOption("overwrite", "simulate all anew, and replace the files that exist", &r.overwrite),
		numberOption("workers", "runs at a time; 0 is one per core (0)", 0, &r.workers),
		engineOption(&r.engine),
	}, run: func(ctx context.Context, rest []string) error {
		if len(rest) > 0 {
			return p.wrong("reproduce", fmt.Errorf("cli: reproduce runs what is known, as it stands in its help, and takes no words; to set %q, use the word run", rest[0]))
		}
		if err := checkEngine(r.engine); err != nil {
			return p.wrong("reproduce", err)
		}
		r.reset = p.ownDefaults()
		if err := p.checkCampaigns(r); err != nil {
			return err
		}
		n, all := 0, 0
		for k, c := range p.Campaigns {
			if k > 0 {
				fmt.Fprintln(p.stdout)
			}
			missed, err := p.reproduce(ctx, c, r)
			if err != nil {
				return err
			}
			n, all = n+missed, all+len(c.Expect)
		}
		return outside(p.Name, n, all)
	}}
}

// commandOf is what one types to run a campaign.
func (p *program) commandOf(c Campaign) string {
	return strings.Join(append([]string{p.called(), "run"}, strings.Fields(c.Run)...), " ")
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// reproduce has the file of a campaign complete, and compares what is there. It returns how many numbers lie outside of their bands.
func (p *program) reproduce(ctx context.Context, c Campaign, r *reproduction) (missed int, err error) {
	fmt.Fprintln(p.stdout, p.commandOf(c))
	o, settings, err := p.ordered(c, r) // again: options of the experiment's own are as another campaign has them
	if err != nil {
		return 0, err
	}
	if err := p.fill(ctx, o, settings); err != nil {
		return 0, err
	}
	store, err := hdf5.Open(o.x.out)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	fmt.Fprintln(p.stdout)
	return p.judge(c, store)
}

// ordered reads the words of a campaign as those of the word run.
func (p *program) ordered(c Campaign, r *reproduction) (o *order, settings []string, err error) {
	if err := r.reset(); err != nil {
		return nil, nil, err
	}
	o = p.newOrder()
	settings, err = p.read(p.runWordOf(o), append(strings.Fields(c.Run), "--out", r.file(p, c)))
	if err == nil && (o.appending || o.overwrite || o.dry || o.x.n > 0) {
		err = errors.New("cli: a campaign is a whole exploration into a file of its own; leave out --append, --overwrite, --dry-run and --share")
	}
	if err != nil {
		return nil, nil, fmt.Errorf("cli: the campaign %q: %w", p.commandOf(c), plain.Behind("cli", err))
	}
	o.overwrite, o.x.engine = r.overwrite, orElse(r.engine, o.x.engine)
	if r.workers > 0 {
		o.x.workers = r.workers
	}
	return o, settings, nil
}

// ownDefaults returns what gives the options of the experiment's own the values that they have now.
func (p *program) ownDefaults() (reset func() error) {
	var all []func() error
	for _, register := range []func(*flag.FlagSet){p.Flags, p.ReportFlags} {
		if register == nil {
			continue
		}
		flags := flag.NewFlagSet(p.Name, flag.ContinueOnError)
		register(flags)
		flags.VisitAll(func(f *flag.Flag) {
			text := f.Value.String()
			all = append(all, func() error { return f.Value.Set(text) })
		})
	}
	return func() error {
		for _, set := range all {
			if err := set(); err != nil {
				return fmt.Errorf("cli: %s: an option of its own does not take its default again: %w", p.Name, err)
			}
		}
		return nil
	}
}

// fill simulates what the file of a campaign lacks: all, if there is none or it is not wanted.
func (p *program) fill(ctx context.Context, o *order, settings []string) error {
	if o.overwrite {
		return p.run(ctx, o.study, o.x, true, settings)
	}
	stored, err := p.finished(o.x.out)
	again := func(stored *trajectory.Trajectory, opts []manager.Option) (assembled, error) {
		a, err := p.assembleStudy("run", o.study, settings, opts...)
		if err == nil {
			err = a.isOf(stored)
		}
		return a, anew(err)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return p.run(ctx, o.study, o.x, false, settings)
	case err != nil:
		return anew(err)
	case stored == nil:
		return p.goOn(ctx, o.x, continuation{word: "reproduce", what: "go on with", assemble: again})
	}
	a, err := again(stored, nil)
	if a.manager != nil {
		err = errors.Join(err, a.manager.Close())
	}
	if err != nil {
		return fmt.Errorf("cli: cannot compare %s: %w", o.x.out, plain.Behind("cli", unhinted(err)))
	}
	fmt.Fprintf(p.stdout, "%s, all there before; results in %s\n\n", plain.Count(stored.Len(), "run"), o.x.out)
	return p.show(o.x.out, o.x.figure, "", true)
}

// anew adds to what is wrong with a file how to do without it.
func anew(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w (--overwrite simulates anew)", unhinted(err))
}

// finished returns the trajectory of a file in which all runs have finished; nil if some have not, or if something newer is to replace it. Whether a
// search has found all its points is not known.
func (p *program) finished(path string) (stored *trajectory.Trajectory, err error) {
	store, err := hdf5.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	newer, err := store.Newer()
	if err != nil || newer != nil || store.Path() != path || p.Search != nil {
		return nil, err
	}
	if stored, err = store.LoadTrajectory(p.Name); err != nil {
		return nil, err
	}
	records, err := store.LoadRecords(stored)
	if err != nil || slices.ContainsFunc(records, func(r trajectory.Record) bool { return r.Status != trajectory.Finished }) {
		return nil, err
	}
	return stored, nil
}

// isOf refuses a file that another command has begun, or whose trajectory is another.
func (a assembled) isOf(stored *trajectory.Trajectory) error {
	if was := stored.Provenance.Command; was != nil && !slices.Equal(was, a.traj.Provenance.Command) {
		return fmt.Errorf("another command has begun it: run %s", strings.Join(was, " "))
	}
	return a.continues(stored)
}

// judge prints each number with its band.
func (p *program) judge(c Campaign, store *hdf5.Store) (missed int, err error) {
	traj, err := store.LoadTrajectory(p.Name)
	if err != nil {
		return 0, err
	}
	table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, e := range c.Expect {
		holds, err := p.holding(store, traj, e.Where)
		if err != nil {
			return 0, fmt.Errorf("cli: %q, which %s expects: %w", e.What, p.Name, err)
		}
		report := reportOn(store, traj, holds, &census{})
		report.Out = p.stdout
		x, unit, err := e.found(report)
		if err != nil {
			return 0, fmt.Errorf("cli: %q, which %s expects: %w", e.What, p.Name, err)
		}
		verdict := "ok"
		switch {
		case !e.Band.Has(x):
			verdict, missed = "OUTSIDE", missed+1
		case e.Band == Reported():
			verdict = ""
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", e.What, strings.TrimSpace(fmt.Sprintf("%.4g %s", x, unit)), e.Band, verdict, e.Source)
	}
	return missed, table.Flush()
}
