package files

import (
	"errors"
	"io/fs"
	"os"
	"testing"
)

// A file that cannot be given its name is removed: here, where a folder has taken it meanwhile, or the file is closed.
func TestFilesAreDropped(t *testing.T) {
	for what, spoil := range map[string]func(f *File) error{
		"a folder has its name": func(*File) error { return os.Mkdir("x", 0o700) },
		"it is closed":          func(f *File) error { return f.Close() },
	} {
		t.Chdir(t.TempDir())
		f, err := Create("x")
		if err == nil {
			err = spoil(f)
		}
		if err != nil {
			t.Fatal(err)
		}
		if f.Keep() == nil {
			t.Errorf("%s: there is no error", what)
		}
		f.Drop()
		if _, err := os.Stat(f.Name()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %s is there: %v", what, f.Name(), err)
		}
	}
}

// A file replaces another with its mode; a new one has what the umask leaves. Before it is whole nobody can read it who may
// not read the file, and the old one is there.
func TestFilesReplace(t *testing.T) {
	t.Chdir(t.TempDir())
	onItsWay := fs.FileMode(0o644)
	for _, c := range []struct {
		text string
		mode fs.FileMode
	}{{"one", 0o644}, {"two", 0o644}, {"three", 0o600}} {
		if c.mode == 0o600 {
			if err := os.Chmod("x", c.mode); err != nil {
				t.Fatal(err)
			}
		}
		before, _ := os.ReadFile("x")
		f, err := Create("x")
		if err != nil {
			t.Fatal(err)
		}
		if info, err := f.Stat(); err != nil || info.Mode().Perm() != onItsWay {
			t.Errorf("on its way it is of mode %v, %v", info.Mode(), err)
		}
		onItsWay = 0o600
		_, err = f.WriteString(c.text)
		if now, _ := os.ReadFile("x"); err != nil || string(now) != string(before) {
			t.Errorf("there is %q before %q, %v", now, c.text, err)
		}
		if err := f.Keep(); err != nil {
			t.Fatal(err)
		}
		f.Drop()
		now, err := os.ReadFile("x")
		if info, failed := os.Stat("x"); err != nil || failed != nil || string(now) != c.text || info.Mode().Perm() != c.mode {
			t.Errorf("%q of mode %v, %v", now, info.Mode(), err)
		}
	}
	if _, err := Create(os.DevNull); err == nil || err.Error() != os.DevNull+" is no plain file, and is not replaced" {
		t.Error(err)
	}
	if list, err := os.ReadDir("."); err != nil || len(list) != 1 {
		t.Errorf("there are %v, %v", list, err)
	}
}
