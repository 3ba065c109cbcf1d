package manager

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"golgi/internal/given"
	"golgi/trajectory"
)

// Describe fills in what the trajectory's provenance does not say yet, as Explore does.
func (m *NetworkManager) Describe(traj *trajectory.Trajectory) error {
	if err := given.All("manager: Describe", given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return err
	}
	seed, err := value[int64](traj, Seed)
	if err != nil {
		return err
	}
	p := &traj.Provenance
	golgi, revision := Versions()
	p.Golgi = cmp.Or(p.Golgi, golgi)
	p.Revision = cmp.Or(p.Revision, revision)
	p.Go = cmp.Or(p.Go, runtime.Version())
	p.Engine = cmp.Or(p.Engine, m.Engine())
	p.Seed = cmp.Or(p.Seed, seed)
	e, err := m.environment(m.Engine())
	if err != nil {
		return err
	}
	fill(&p.Environment, e)
	p.Revision = cmp.Or(p.Revision, revisionIn(p.Environment))
	if p.Start.IsZero() {
		p.Start = time.Now()
	}
	return nil
}

// Versions returns the version of Golgi and the git revision of the program, as far as the go command has put
// them into it.
func Versions() (golgi, revision string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "", ""
	}
	for _, m := range append(info.Deps, &info.Main) {
		if m.Path == golgiModule() {
			golgi = m.Version
		}
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			revision += "+dirty"
		}
	}
	return golgi, revision
}

// program returns the SHA-256 of the file of this program, "" if nobody can read it. It tells programs apart of which git knows nothing.
var program = sync.OnceValue(func() string {
	path, _ := os.Executable()
	return cmp.Or(sumOf("/proc/self/exe"), sumOf(path)) // the first also where it was replaced, or deleted, since it began
})

// sumOf returns the SHA-256 of a file, "" if nobody can read it.
func sumOf(path string) string {
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}
