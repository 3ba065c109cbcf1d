package manager

import (
	"bufio"
	"cmp"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"golgi/sim"
	"golgi/trajectory"
)

// WithSources has Explore, Search and Post find out how the files of the program's own module, and of Golgi, differ from what git has, where they are checkouts: the provenance
// then has the difference. They ask git for that once, which takes some 0.05 s.
func WithSources() Option { return func(m *NetworkManager) { m.sources = true } }

// Environment returns with what this program was built, and on what it runs, with an engine; "" is none. Sources are left out: see [WithSources].
func Environment(engine string) (trajectory.Environment, error) {
	e := trajectory.Environment{Platform: runtime.GOOS + "/" + runtime.GOARCH, CPU: cpu(), Modules: modules()}
	var err error
	if engine != "" {
		e.Compiler, err = sim.Compiler(engine)
	}
	return e, err
}

// environment is that of a manager.
func (m *NetworkManager) environment(engine string) (trajectory.Environment, error) {
	e, err := Environment(engine)
	if m.sources {
		e.Sources = sources()
	}
	return e, err
}

// fill gives an environment what it does not say yet.
func fill(to *trajectory.Environment, e trajectory.Environment) {
	to.Platform, to.CPU, to.Compiler = cmp.Or(to.Platform, e.Platform), cmp.Or(to.CPU, e.CPU), cmp.Or(to.Compiler, e.Compiler)
	if to.Modules == nil {
		to.Modules = e.Modules
	}
	if to.Sources == nil {
		to.Sources = e.Sources
	}
}

// modules returns the modules in this program but its own and Golgi, with their versions, sorted.
var modules = sync.OnceValue(func() (list []string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	for _, m := range info.Deps {
		if m.Path == golgiModule() {
			continue
		}
		if m.Replace != nil && m.Replace.Version != "" { // and not a folder
			m = m.Replace
		}
		list = append(list, m.Path+" "+m.Version)
	}
	return list
})

// golgiModule returns the path of Golgi's module.
func golgiModule() string {
	module, _, _ := strings.Cut(reflect.TypeFor[NetworkManager]().PkgPath(), "/manager")
	return module
}

// cpu returns the model of the processor, where Linux says it.
var cpu = sync.OnceValue(func() string {
	file, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), ":")
		if strings.TrimSpace(name) == "model name" {
			return strings.ToValidUTF8(strings.TrimSpace(value), "")
		}
	}
	return ""
})
