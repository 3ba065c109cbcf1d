package manager

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"

	"golgi/trajectory"
)

// mostDiff is how many bytes of a difference are kept, and patience how long git may take for each question.
const mostDiff, patience = 256 << 10, 5 * time.Second

// sources returns what this program was built of, as far as that are checkouts: the module of its main function, which must be among those that call this, and
// Golgi.
var sources = sync.OnceValue(func() (list []trajectory.Source) {
	own := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		own = info.Main.Path
	}
	roots := map[string]bool{}
	for _, s := range []struct{ module, folder string }{{own, folderOfMain()}, {golgiModule(), folderOfGolgi()}} {
		root := moduleIn(s.folder)
		if root == "" || roots[root] {
			continue
		}
		roots[root] = true
		if source, is := sourceIn(root); is {
			source.Module = s.module
			list = append(list, source)
		}
	}
	return list
})

// folderOfMain returns where the package main lies, "" if its function is not among those that call this.
func folderOfMain() string {
	callers := make([]uintptr, 100)
	frames := runtime.CallersFrames(callers[:runtime.Callers(1, callers)])
	for {
		frame, more := frames.Next()
		if frame.Function == "main.main" {
			return filepath.Dir(frame.File)
		}
		if !more {
			return ""
		}
	}
}

func folderOfGolgi() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Dir(file)
}

// moduleIn returns the folder with the go.mod of a package, "" where there is none (any more).
func moduleIn(folder string) string {
	if !filepath.IsAbs(folder) { // as -trimpath has it
		return ""
	}
	for at := folder; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}

// sourceIn asks git for the revision and the difference of a folder. What is no checkout is none.
func sourceIn(root string) (s trajectory.Source, is bool) {
	revision, err := git(root, "rev-parse", "HEAD")
	if err != nil {
		return s, false
	}
	s.Revision = strings.TrimSpace(revision)
	diff, err := git(root, "diff", "--no-color", "--no-ext-diff", "--relative", "HEAD", "--", ".")
	if err != nil {
		return s, true
	}
	if files := changedSince(root, programTime()); files != nil {
		s.Diff = fmt.Sprintf("unknown: %s changed after the program was built\n", strings.Join(files, ", "))
		return s, true
	}
	s.Diff = bounded(diff)
	if others, err := git(root, "ls-files", "--others", "--exclude-standard", "--", "*.go", "go.mod"); err == nil {
		for name := range strings.Lines(others) {
			s.Diff += "not in git: " + strings.TrimSuffix(name, "\n") + fingerprint(filepath.Join(root, strings.TrimSuffix(name, "\n"))) + "\n"
		}
		s.Diff = bounded(s.Diff)
	}
	return s, true
}

// revisionIn returns the revision of the program's own module, where go run has left it out: "" if it is no checkout.
func revisionIn(e trajectory.Environment) string {
	info, ok := debug.ReadBuildInfo()
	for _, s := range e.Sources {
		switch {
		case !ok || s.Module != info.Main.Path:
		case s.Diff != "":
			return s.Revision + "+dirty"
		default:
			return s.Revision
		}
	}
	return ""
}

// git returns what git says in a folder.
func git(folder string, words ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, "git", append([]string{"-C", folder, "-c", "core.quotepath=off"}, words...)...)
	c.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C")
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is for this program
	out, err := c.Output()
	return strings.ReplaceAll(strings.ToValidUTF8(string(out), "\uFFFD"), "\x00", "\uFFFD"), err
}

// fingerprint tells a file from others of its name; what nobody can read says nothing.
func fingerprint(path string) string {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	if built := programTime(); !built.IsZero() && info.ModTime().After(built) {
		return ", changed after the program was built"
	}
	return ", of SHA-256 " + sumOf(path)
}

// bounded returns a text that is not too long, and says where it was cut, and what tells it from others that begin so.
func bounded(text string) string {
	if len(text) <= mostDiff {
		return text
	}
	return fmt.Sprintf("%s\n… %d bytes more, in all of SHA-256 %x\n", strings.ToValidUTF8(text[:mostDiff], ""), len(text)-mostDiff, sha256.Sum256([]byte(text)))
}

// programTime returns when this program was built, as its file says; zero: nobody knows.
func programTime() time.Time {
	path, err := os.Executable()
	if err != nil {
		return time.Time{}
	}
	info, err := os.Stat(path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// changedSince returns up to three files that differ from the revision, and have been written since a time.
func changedSince(root string, then time.Time) (files []string) {
	names, err := git(root, "diff", "--name-only", "--relative", "HEAD", "--", "*.go", "go.mod")
	if err != nil || then.IsZero() {
		return nil
	}
	for name := range strings.Lines(names) {
		name = strings.TrimSuffix(name, "\n")
		if info, err := os.Stat(filepath.Join(root, name)); err == nil && info.ModTime().After(then) && len(files) < 3 {
			files = append(files, name)
		}
	}
	return files
}
