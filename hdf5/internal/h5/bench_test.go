package h5

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// benchmarkRuns is how many runs a benchmark writes, copies or reads at a time.
const benchmarkRuns = 5000

// writeRun writes a run with one number as pypet's layout has it.
func writeRun(runs Group, i int) error {
	run, err := runs.Create(fmt.Sprintf("run_%08d", i))
	if err != nil {
		return err
	}
	defer run.Close()
	z, err := run.Create("z")
	if err != nil {
		return err
	}
	defer z.Close()
	if err := errors.Join(z.SetAttribute("SRVC_LEAF", int8(1)),
		z.SetAttribute("SRVC_INIT_CLASS_NAME", "Result")); err != nil {
		return err
	}
	d, err := z.Write("z", Scalar(float64(i)), Layout{})
	if err != nil {
		return err
	}
	defer d.Close()
	return errors.Join(d.SetAttribute("SRVC_STORE", "ARRAY"),
		d.SetAttribute("SRVC_DATA_COLL_TYPE", "COLL_SCALAR"), d.SetAttribute("SRVC_DATA_SCALAR_TYPE", "float"), d.SetAttribute("units", Variable("mV")))
}

// readRun reads it as something unknown: what is there, and all of that.
func readRun(runs Group, i int) error {
	run, err := runs.Open(fmt.Sprintf("run_%08d", i))
	if err != nil {
		return err
	}
	defer run.Close()
	members, err := run.Members()
	if err != nil {
		return err
	}
	z, err := run.Open(members[0].Name)
	if err != nil {
		return err
	}
	defer z.Close()
	if members, err = z.Members(); err != nil {
		return err
	}
	d, err := z.Dataset(members[0].Name)
	if err != nil {
		return err
	}
	defer d.Close()
	if a, err := d.Read(); err != nil || a.First() != float64(i) {
		return fmt.Errorf("run %d is %v, %w", i, a.Data, err)
	}
	_, err = d.Attribute("units")
	return err
}

func inRuns(root Group, each func(runs Group, i int) error) error {
	runs, err := root.Require("runs")
	if err != nil {
		return err
	}
	for i := range benchmarkRuns {
		if err := each(runs, i); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkRun writes runs to a file, copies them one by one to another, and reads them there: the time for
// one run each, with its part of opening and closing, and what it takes on disk.
func BenchmarkRun(b *testing.B) {
	for b.Loop() {
		written, copied := filepath.Join(b.TempDir(), "w.h5"), filepath.Join(b.TempDir(), "c.h5")
		measure(b, "write", func() {
			f, err := Create(written)
			must(b, err)
			must(b, f.Do(func(root Group) error { return inRuns(root, writeRun) }))
			must(b, f.Close())
		})
		measure(b, "copy", func() { copyRuns(b, written, copied) })
		measure(b, "read", func() {
			f, err := Open(copied)
			must(b, err)
			must(b, f.Do(func(root Group) error { return inRuns(root, readRun) }))
			must(b, f.Close())
		})
		info, err := os.Stat(copied)
		must(b, err)
		b.ReportMetric(float64(info.Size())/benchmarkRuns, "B/run")
	}
	b.ReportMetric(0, "ns/op")
}

func measure(b *testing.B, what string, job func()) {
	start := time.Now()
	job()
	b.ReportMetric(float64(time.Since(start).Microseconds())/benchmarkRuns, "µs/"+what)
}

func copyRuns(b *testing.B, from, to string) {
	source, err := Open(from)
	must(b, err)
	target, err := Create(to)
	must(b, err)
	must(b, Both(source, target, func(a, c Group) error {
		runs, err := a.Open("runs")
		must(b, err)
		return inRuns(c, func(copies Group, i int) error {
			name := fmt.Sprintf("run_%08d", i)
			return Copy(runs, name, copies, name)
		})
	}))
	must(b, errors.Join(source.Close(), target.Close()))
}
