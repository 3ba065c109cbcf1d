package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"sync"

	"github.com/rs/zerolog"

	"golgi/hdf5"
	"golgi/internal/plain"
	"golgi/manager"
	"golgi/trajectory"
)

// A posting is what a command says of post-processing.
type posting struct {
	existing trajectory.Existing
	command  []string // its words that bear on results
	workers  int64
	quiet    bool
	figure   string
	file     string
	settings []string
	names    []string // of analysers
}

// postWord analyses finished runs of a file again.
func (p *program) postWord() word {
	o := &posting{}
	return word{name: "post", doc: "analyse finished runs again, or with new analysers, from what is stored\n\nWithout the name of an analyser, all are called. " +
		"NAME=VALUE sets a parameter that the runs had not.", operand: "FILE [ANALYSER ...]", params: true,
		options: []option{
			{"existing", "WHAT", "what becomes of results that are there: refuse, keep or replace (refuse)", o.setExisting, false},
			numberOption("workers", "runs at a time; 0 is one per core (0)", 0, &o.workers),
			switchOption("quiet", "show no progress", &o.quiet),
			figureOption(&o.figure),
		},
		own: flagOptions(p.ReportFlags),
		run: func(ctx context.Context, rest []string) error {
			err := o.take(rest)
			if err == nil {
				err = p.checkFigure(o.figure, o.file)
			}
			if err != nil {
				return p.wrong("post", err)
			}
			return p.post(ctx, o)
		}}
}

func (o *posting) setExisting(text string) error {
	for _, e := range []trajectory.Existing{trajectory.Refuse, trajectory.Keep, trajectory.Replace} {
		if e.String() == text {
			o.existing = e
			return nil
		}
	}
	return fmt.Errorf("%q says nothing of results that are there; there are refuse, keep and replace", text)
}

// take tells file, analysers and settings apart.
func (o *posting) take(rest []string) error {
	for _, text := range rest {
		switch {
		case strings.Contains(text, "=") && !exists(text):
			o.settings = append(o.settings, text)
		case o.file == "":
			o.file = text
		default:
			o.names = append(o.names, text)
		}
	}
	if o.file == "" {
		return errors.New("cli: name the file of which the runs are to be analysed")
	}
	o.command = append(append([]string{"post", "--existing=" + o.existing.String()}, o.names...), o.settings...)
	return nil
}

// post executes the word post.
func (p *program) post(ctx context.Context, o *posting) (err error) {
	info, missing := os.Stat(o.file)
	whole := missing == nil && info.Mode().IsRegular()
	store, err := hdf5.Append(o.file, hdf5.KeepKept())
	if err != nil {
		return err
	}
	path := o.file
	screen := newDisplay(p.stderr, p.Name, o.quiet, false)
	posted, err := p.postInto(ctx, o, store, screen)
	given := posted.Analysed+posted.Before > 0
	if screen.finishing(); whole && given && ctx.Err() == nil {
		err = joined(err, store.Finish()) // also where runs are missing, as they were before
	} else {
		err = joined(err, store.Close())
	}
	took := plain.Clock(screen.end().Elapsed)
	if _, gone := os.Stat(path); errors.Is(gone, fs.ErrNotExist) {
		path = store.Path()
	}
	if !given && posted.Unchanged == 0 {
		return err
	}
	p.tellPosted(posted, took, path)
	if !given {
		return err
	}
	fmt.Fprintln(p.stdout)
	return errors.Join(err, p.show(path, o.figure, "", true))
}

// postInto analyses runs of a store.
func (p *program) postInto(ctx context.Context, o *posting, store *hdf5.Store, screen *display) (posted manager.Posted, err error) {
	stored, err := store.LoadTrajectory(p.Name)
	if err == nil {
		err = p.tellNewer("this analyses what is in the finished file", store)
	}
	if err != nil {
		return posted, err
	}
	p.tellNotes(o.file, stored)
	s := &study{} // whose own options may choose the parts
	if _, err := parseAgain(studiesOf(stored.Provenance.Command)[0], append(s.options(), s.own(p)...)); err != nil {
		return posted, fmt.Errorf("cli: cannot post-process %s: %w", o.file, err)
	}
	log := zerolog.New(screen.logWriter()).Level(zerolog.WarnLevel).With().Timestamp().Logger()
	begin := sync.OnceFunc(func() {
		screen.begin(fmt.Sprintf("post-processing of %s, %d at a time, in %s", plain.Count(stored.Len(), "run"), min(o.atOnce(), stored.Len()), o.file))
	})
	opts := []manager.Option{manager.WithLog(log), manager.WithProgress(func(now manager.Progress) { begin(); screen.progress(now) })}
	if p.sources {
		opts = append(opts, manager.WithSources())
	}
	a, err := p.assemble("post", o.settings, opts...)
	if err != nil {
		return posted, err
	}
	defer func() { err = errors.Join(err, a.manager.Close()) }()
	for _, path := range a.set {
		if was, err := stored.Parameter(path); err == nil {
			return posted, p.wrong("post", fmt.Errorf("cli: %s is a parameter of the runs (%v), and cannot be another one now; give the analyser one of its own", path, was.Value))
		}
	}
	return a.manager.Post(ctx, a.traj, store, manager.Post{Analysers: o.names, Existing: o.existing, Workers: o.atOnce(), Command: o.command})
}

// atOnce is how many runs are analysed at a time.
func (o *posting) atOnce() int { return cmp.Or(int(o.workers), runtime.GOMAXPROCS(0)) }

// tellPosted says what has come of it.
func (p *program) tellPosted(posted manager.Posted, took, path string) {
	parts := []string{fmt.Sprintf("%s post-processed", plain.Count(posted.Analysed, "run"))}
	if posted.Before > 0 {
		parts = append(parts, fmt.Sprintf("%d before", posted.Before))
	}
	if posted.Unchanged > 0 {
		parts = append(parts, fmt.Sprintf("%d were given nothing new", posted.Unchanged))
	}
	if n := len(posted.Skipped); n > 0 {
		names := make([]string, 0, mostBegun)
		for _, i := range posted.Skipped[:min(n, mostBegun)] {
			names = append(names, trajectory.RunName(i))
		}
		if n > mostBegun {
			names = append(names, fmt.Sprintf("and %d more", n-mostBegun))
		}
		parts = append(parts, fmt.Sprintf("%d left out, which have not finished (%s)", n, strings.Join(names, ", ")))
	}
	fmt.Fprintf(p.stdout, "%s in %s; results in %s\n", strings.Join(parts, ", "), took, path)
}
