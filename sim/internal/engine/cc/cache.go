package cc

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// defaultCacheBytes bounds the cache: some thousand units.
const defaultCacheBytes = 256 << 20

// abandoned is the age from which a temporary folder belongs to a process that was killed.
const abandoned = time.Hour

// cache is a folder of compiled kernels, which any number of processes use at once.
//
//	<sha256 of the content>.so   a unit: the compiled kernels of one bind
//	<key of a kernel>.kernel     the name of the unit that has it
//	tmp-*                        folders in which units are made
//
// Every file is made in a temporary folder and renamed to its place, so that it is whole or not there; two
// processes that make the same kernel both win. A unit is believed only if its content has the hash in its
// name: a file that is cut off or was changed counts as missing, and is made anew. Nothing is ever locked.
type cache struct {
	dir      string // "": there is none, and everything is made in a temporary folder
	maxBytes int64
	unusable error // why the last unit was made elsewhere; nil if it was not
}

// newCache returns the cache in a folder, by default golgi/kernels in the user's cache folder.
func newCache(dir string, maxBytes int64) *cache {
	if dir == "" {
		if user, err := os.UserCacheDir(); err == nil {
			dir = filepath.Join(user, "golgi", "kernels")
		}
	}
	return &cache{dir: dir, maxBytes: cmp.Or(maxBytes, defaultCacheBytes)}
}

// String names the folder.
func (c *cache) String() string { return cmp.Or(c.dir, "the user's cache folder") }

// find returns the path of a whole unit that has a kernel.
func (c *cache) find(k key) (path string, ok bool) {
	if c.dir == "" {
		return "", false
	}
	name, err := os.ReadFile(c.entry(k))
	if err != nil || len(name) != 2*sha256.Size {
		return "", false
	}
	if _, err := hex.DecodeString(string(name)); err != nil {
		return "", false
	}
	path = c.unit(string(name))
	content, err := os.ReadFile(path)
	if err != nil || hashOf(content) != string(name) {
		return "", false
	}
	now := time.Now()
	_ = os.Chtimes(path, now, now) // only says when it was used last; a folder of somebody else serves, too
	return path, true
}

// entry returns the path of the file that names the unit of a kernel.
func (c *cache) entry(k key) string { return filepath.Join(c.dir, k.String()+".kernel") }

// unit returns the path of a unit.
func (c *cache) unit(hash string) string { return filepath.Join(c.dir, hash+".so") }

// hashOf returns the hash in the name of a unit.
func hashOf(content []byte) string {
	h := sha256.Sum256(content)
	return hex.EncodeToString(h[:])
}

// make makes a unit of the kernels and returns its path. Where the cache cannot be used (it cannot be
// written, its disk is full), the unit is made in the system's temporary folder; done then removes it, once
// it is loaded.
func (c *cache) make(
	kernels map[key]variant, compile func(out string) error,
) (path string, done func(), err error) {
	path, err = c.makeKept(kernels, compile)
	var unusable *unusableError
	c.unusable = nil
	if !errors.As(err, &unusable) {
		return path, func() {}, err
	}
	c.unusable = err
	faults := []error{fmt.Errorf("cc: the cache of kernels cannot be used: %w", err)}
	for _, dir := range elsewhere() {
		if path, done, err = makeIn(dir, compile); err == nil {
			return path, done, nil
		}
		faults = append(faults, err)
	}
	return "", nil, errors.Join(faults...)
}

// elsewhere are folders that serve where the cache does not.
func elsewhere() []string {
	folders := []string{os.TempDir()}
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		folders = append(folders, "/dev/shm")
	}
	return folders
}

// makeIn makes a unit in a folder of its own within another.
func makeIn(parent string, compile func(out string) error) (path string, done func(), err error) {
	dir, err := os.MkdirTemp(parent, "golgi-kernels-")
	if err != nil {
		return "", nil, fmt.Errorf("cc: %w", err)
	}
	done = func() { os.RemoveAll(dir) }
	path = filepath.Join(dir, "unit.so")
	if err := compile(path); err != nil {
		done()
		return "", nil, err
	}
	return path, done, nil
}

// unusableError says that the fault is that of the folder.
type unusableError struct{ cause error }

func (e *unusableError) Error() string { return e.cause.Error() }
func (e *unusableError) Unwrap() error { return e.cause }

// makeKept makes a unit in the cache.
func (c *cache) makeKept(kernels map[key]variant, compile func(out string) error) (string, error) {
	if c.dir == "" {
		return "", &unusableError{errors.New("the user has no cache folder")}
	}
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return "", &unusableError{err}
	}
	c.prune()
	tmp, err := os.MkdirTemp(c.dir, "tmp-")
	if err != nil {
		return "", &unusableError{err}
	}
	defer os.RemoveAll(tmp)
	out := filepath.Join(tmp, "unit.so")
	if err := compile(out); err != nil {
		return "", c.blame(tmp, err)
	}
	path, err := c.keep(kernels, tmp, out)
	if err != nil {
		return "", &unusableError{err}
	}
	return path, nil
}

// blame tells a compiler that could not write its output, because the disk is full, from one that found a
// fault: in the first case not even a small file can be written now.
func (c *cache) blame(tmp string, err error) error {
	probe := make([]byte, 1<<20)
	if writeErr := writeSynced(filepath.Join(tmp, "probe"), probe); writeErr != nil {
		return &unusableError{writeErr}
	}
	return err
}

// keep moves a unit to its place and writes the entries of its kernels.
func (c *cache) keep(kernels map[key]variant, tmp, out string) (string, error) {
	content, err := os.ReadFile(out)
	if err != nil {
		return "", err
	}
	if err := syncFile(out); err != nil {
		return "", err
	}
	name := hashOf(content)
	path := c.unit(name)
	if err := os.Rename(out, path); err != nil {
		return "", err
	}
	for k := range kernels {
		entry := filepath.Join(tmp, k.String())
		// Not synced: find sees what is wrong with it.
		if err := os.WriteFile(entry, []byte(name), 0o600); err != nil {
			return "", err
		}
		if err := os.Rename(entry, c.entry(k)); err != nil {
			return "", err
		}
	}
	return path, nil
}

// syncFile brings the content of a file to the disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// writeSynced writes a new file and brings it to the disk.
func writeSynced(path string, content []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

// prune makes room: it removes the units that were used longest ago until the others take at most three
// quarters of what is allowed, entries without a unit, and what killed processes left. It is done before
// something is made, as well as it can: another process may do the same.
func (c *cache) prune() {
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	var units []fs.FileInfo
	var total int64
	for _, entry := range entries {
		info, err := entry.Info()
		switch {
		case err != nil:
		case strings.HasPrefix(info.Name(), "tmp-") && time.Since(info.ModTime()) > abandoned:
			os.RemoveAll(filepath.Join(c.dir, info.Name()))
		case strings.HasSuffix(info.Name(), ".so"):
			units = append(units, info)
			total += info.Size()
		}
	}
	if total <= c.maxBytes {
		return
	}
	slices.SortFunc(units, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, u := range units {
		if total <= c.maxBytes/4*3 {
			break
		}
		os.Remove(filepath.Join(c.dir, u.Name()))
		total -= u.Size()
	}
	c.pruneEntries(entries)
}

// pruneEntries removes the entries whose unit is gone.
func (c *cache) pruneEntries(entries []fs.DirEntry) {
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".kernel") {
			continue
		}
		path := filepath.Join(c.dir, entry.Name())
		name, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		if _, err := os.Stat(c.unit(string(name))); errors.Is(err, fs.ErrNotExist) {
			os.Remove(path)
		}
	}
}
