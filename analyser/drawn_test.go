package analyser_test

import (
	"bytes"
	"testing"

	"golgi/analyser"
	"golgi/component"
	"golgi/figure"
)

// raster draws the spikes of the group.
func raster(s *component.Subrun) (*figure.Figure, error) {
	trains, err := s.Trains("s")
	return figure.New("", figure.Raster{Trains: trains.Times, Start: trains.Start, Stop: trains.Stop}), err
}

func TestDrawn(t *testing.T) {
	s := board(t, 0)
	s.Current = component.Span{Name: "measure", Duration: s.Network.Time()}
	none := func(*component.Subrun) (*figure.Figure, error) { return nil, nil }
	for _, d := range []analyser.Drawn{{Figure: "raster", Draw: raster}, {Figure: "small", Format: ".svg", Draw: raster, During: []string{"measure"}},
		{Figure: "other", Draw: raster, During: []string{"warm_up"}}, {Figure: "none", Draw: none}} {
		check(t, d.AddParameters(nil))
		check(t, d.Analyse(s))
	}
	res, err := s.Run.Result("figures.raster")
	check(t, err)
	item, err := res.Item("png")
	check(t, err)
	if data, is := item.Value.([]byte); !is || !bytes.HasPrefix(data, []byte("\x89PNG")) || res.Annotations["media_type"] != "image/png" {
		t.Errorf("the figure is a %T, with annotations %v", item.Value, res.Annotations)
	}
	if res, err = s.Run.Result("figures.small"); err != nil || res.Annotations["media_type"] != "image/svg+xml" {
		t.Errorf("the second figure has annotations %v, %v", res.Annotations, err)
	}
	if got := paths(s.Run); len(got) != 2 {
		t.Errorf("results %v; wanted two figures", got)
	}
}

func TestDrawnErrors(t *testing.T) {
	for want, d := range map[string]analyser.Drawn{
		"analyser: a Drawn has no Figure; name it":                                        {},
		`analyser: Drawn "x" has no Draw, and would do nothing`:                           {Figure: "x"},
		`analyser: Drawn "x": ".gif" is no format of figures; there are .pdf, .png, .svg`: {Figure: "x", Format: ".gif", Draw: raster},
	} {
		if err := d.AddParameters(nil); err == nil || err.Error() != want {
			t.Errorf("%v, wanted %s", err, want)
		}
	}
	s := board(t, 0)
	empty := analyser.Drawn{Figure: "x", Draw: func(*component.Subrun) (*figure.Figure, error) { return figure.New(""), nil }}
	const want = `analyser: "x": figure: it has no panels; add some, such as figure.Raster{Trains: trains}`
	if err := empty.Analyse(s); err == nil || err.Error() != want {
		t.Errorf("%v, wanted %s", err, want)
	}
}
