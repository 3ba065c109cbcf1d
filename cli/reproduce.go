package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"golgi/hdf5"
)

// reproduceWord runs what is known, and compares.
func (p *program) reproduceWord() word {
	folder, how, overwrite := filepath.Join("out", "reproduce"), [][]string(nil), false
	noted := func(name, arg, help string) option {
		return option{name, arg, help, func(text string) error { how = append(how, []string{"--" + name, text}); return nil }, false}
	}
	doc := &strings.Builder{}
	fmt.Fprintf(doc, "simulate what is known of the model, and compare\n\nIt may take minutes. Run are:\n")
	for _, c := range p.Campaigns {
		fmt.Fprintf(doc, "\n  %s run %s", p.called(), c.Run)
	}
	return word{name: "reproduce", doc: doc.String(), options: []option{
		stringOption("out", "FOLDER", "where the files of results go ("+folder+")", &folder),
		switchOption("overwrite", "replace those that exist", &overwrite),
		noted("workers", "N", "runs at a time; 0 is one per core (0)"),
		noted("engine", "NAME", "what simulates (the fastest that works here)"),
	}, run: func(ctx context.Context, rest []string) error {
		if len(rest) > 0 {
			return p.wrong("reproduce", fmt.Errorf("cli: reproduce runs what is known, as it stands in its help, and takes no words; to set %q, use the word run", rest[0]))
		}
		if err := checkCampaigns(p.Name, p.Campaigns); err != nil {
			return err
		}
		n, all := 0, 0
		for k, c := range p.Campaigns {
			if k > 0 {
				fmt.Fprintln(p.stdout)
			}
			path := filepath.Join(folder, orElse(c.Name, p.Name)+".hdf5")
			args := append(strings.Fields(c.Run), "--out", path)
			for _, option := range how {
				args = append(args, option...)
			}
			if overwrite {
				args = append(args, "--overwrite")
			}
			missed, err := p.reproduce(ctx, c, path, args)
			if err != nil {
				return err
			}
			n, all = n+missed, all+len(c.Expect)
		}
		return outside(p.Name, n, all)
	}}
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// reproduce runs a campaign by the word run into a file, and compares what is there. It returns how many numbers lie outside of their bands.
func (p *program) reproduce(ctx context.Context, c Campaign, path string, args []string) (missed int, err error) {
	fmt.Fprintf(p.stdout, "%s run %s\n", p.called(), c.Run)
	run := p.runWord()
	rest, err := p.read(run, args)
	if err != nil {
		return 0, fmt.Errorf("%s run %s, a campaign: %w", p.called(), c.Run, err)
	}
	if err := run.run(ctx, rest); err != nil {
		return 0, err
	}
	store, err := hdf5.Open(path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	fmt.Fprintln(p.stdout)
	return p.judge(c, store)
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
