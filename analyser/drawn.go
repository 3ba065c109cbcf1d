package analyser

import (
	"fmt"
	"slices"
	"strings"

	"golgi/component"
	"golgi/figure"
	"golgi/internal/given"
	"golgi/trajectory"
)

// A Drawn is an analyser that stores a figure with each run: the bytes of a file, as a list of uint8. Give it as a value.
//
//	analyser.Drawn{Figure: "raster", Draw: func(s *component.Subrun) (*figure.Figure, error) {
//		trains, err := s.Trains("neurons")
//		return figure.New("", figure.Raster{Trains: trains.Times, Start: trains.Start, Stop: trains.Stop}), err
//	}}
//
// The result figures.raster has the item png, and the annotation media_type, image/png. The word plot of the program golgi writes it out, and so does Python:
// open("raster.png", "wb").write(file[…]["figures/raster/png"][()].tobytes()). A figure that Draw does not return, nil, is not stored.
type Drawn struct {
	component.Base
	Figure string   // its name
	Format string   // ".png" if empty, or ".svg", ".pdf"
	During []string // subruns after which it is drawn; empty: all, and Draw returns nil after those that have none
	Draw   func(s *component.Subrun) (*figure.Figure, error)
}

// mediaTypes are those of formats.
var mediaTypes = map[string]string{".png": "image/png", ".svg": "image/svg+xml", ".pdf": "application/pdf"}

// Subruns names the subruns after which it is drawn.
func (d Drawn) Subruns() []string { return d.During }

// Needs names nothing that has to be there before.
func (Drawn) Needs() []string { return nil }

// Gives names nothing.
func (Drawn) Gives() []string { return nil }

// AddParameters refuses what cannot be drawn.
func (d Drawn) AddParameters(*trajectory.Trajectory) error {
	switch {
	case d.Figure == "":
		return fmt.Errorf("analyser: a Drawn has no Figure; name it")
	case d.Draw == nil:
		return fmt.Errorf("analyser: Drawn %q has no Draw, and would do nothing", d.Figure)
	case mediaTypes[d.format()] == "":
		return fmt.Errorf("analyser: Drawn %q: %q is no format of figures; there are %s", d.Figure, d.Format, strings.Join(figure.Formats(), ", "))
	}
	return nil
}

func (d Drawn) format() string {
	if d.Format == "" {
		return ".png"
	}
	return d.Format
}

// Analyse draws the figure, and stores it.
func (d Drawn) Analyse(s *component.Subrun) error {
	if err := given.All("analyser: Drawn", given.Arg{Name: "subrun", Value: s}, given.Arg{Name: "Draw", Value: d.Draw}); err != nil {
		return err
	}
	if len(d.During) > 0 && !slices.Contains(d.During, s.Current.Name) {
		return nil
	}
	f, err := d.Draw(s)
	if err != nil || f == nil {
		return err
	}
	picture, err := f.Bytes(d.format())
	if err != nil {
		return fmt.Errorf("analyser: %q: %w", d.Figure, err)
	}
	return s.Run.AddResult(trajectory.Result{
		Path:        "figures." + d.Figure,
		Items:       []trajectory.Item{{Name: strings.TrimPrefix(d.format(), "."), Value: picture}},
		Annotations: trajectory.Annotations{"media_type": mediaTypes[d.format()]},
	})
}
