//go:build unix

package files

import (
	"io/fs"
	"os"
	"syscall"
	"testing"
)

// put writes a text to a path, as a File.
func put(path, text string) error {
	f, err := Create(path)
	if err != nil {
		return err
	}
	defer f.Drop()
	if _, err = f.WriteString(text); err != nil {
		return err
	}
	return f.Keep()
}

// A new file is of the mode that os.Create would give it.
func TestFilesHeedTheUmask(t *testing.T) {
	t.Chdir(t.TempDir())
	defer syscall.Umask(syscall.Umask(0))
	for umask, want := range map[int]fs.FileMode{0o077: 0o600, 0o027: 0o640, 0o022: 0o644, 0o002: 0o664} {
		syscall.Umask(umask)
		err := put("x", "new")
		if info, failed := os.Stat("x"); err != nil || failed != nil || info.Mode().Perm() != want {
			t.Errorf("umask %03o: %v, want %04o, %v", umask, info, want, err)
		}
		if err := os.Remove("x"); err != nil {
			t.Fatal(err)
		}
	}
}

// What a link leads to is replaced, in its folder and with its mode; the link stays. One that leads nowhere is refused.
func TestFilesFollowLinks(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, err := range []error{os.Mkdir("far", 0o700), os.WriteFile("far/x", []byte("old"), 0o600), os.Symlink("far/x", "link"), os.Symlink("link", "again"),
		os.Symlink("none", "lost"), os.Symlink("loop", "loop"), put("again", "new")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile("far/x")
	info, failed := os.Stat("far/x")
	if err != nil || failed != nil || string(text) != "new" || info.Mode().Perm() != 0o600 {
		t.Errorf("there is %q, %v, %v", text, info, err)
	}
	for link, want := range map[string]string{"link": "far/x", "again": "link"} {
		if to, err := os.Readlink(link); err != nil || to != want {
			t.Errorf("%s leads to %q, %v", link, to, err)
		}
	}
	for path, want := range map[string]string{
		"lost": "lost cannot be written: it is a link to none, which is not there; remove the link, or name that file",
		"loop": "loop cannot be written: it is a link that leads back to itself, or through more than 40 others; name the file itself",
		"far":  "far is no plain file, and is not replaced",
	} {
		if err := put(path, "new"); err == nil || err.Error() != want {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
}
