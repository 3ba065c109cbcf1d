// Package cc is the engine that compiles kernels with the system's C compiler. It gives the bits of the
// reference engine, in a fraction of the time.
//
// # How it works
//
// A kernel becomes a C function (emit), whose seam is drawn in kernel.h, over the operations of ops.h,
// mathlib/ and random.h, which are packages mathlib and rng written down in C. All kernels that a plan
// needs and that are neither loaded nor in the cache make one compilation unit, compiled by cc into a shared
// object (compiler), kept in the user's cache folder (cache) and loaded for good: code is never unloaded.
//
// The memory of an instance lies outside the Go heap (store), aligned to 64 bytes; topology is not copied
// but pinned where it is, and shared with clones. The time loop (loop.c, propagate.c, record.c) is fixed C
// code, which calls kernels through a table. It comes back to Go when it has reached its end, when a recorder
// is full, when a step fails or is done in Go, and when a context is done. Kernels call into Go where they
// have function parameters, for a chunk of elements at a time (call).
//
// Kernels that run once, by Exec, are not worth a compilation: the reference engine runs them over the same
// memory.
//
// # Law of the room
//
// Every operation rounds once, as the IR says: compilers are told not to contract products and sums, and
// never to treat arithmetic as that of real numbers. What is the same on all machines is decided in C text,
// what is different (the width of vectors) is left to the compiler.
package cc

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"sync"
	"unsafe"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// version is part of the cache's keys, beside all C text; it changes with the layout of the cache.
const version = "1"

// Engine is the C engine. Its kernels are shared by all instances, and it may be used by several goroutines
// at a time.
type Engine struct {
	compiler *compiler
	cache    *cache
	once     *reference.Engine // for kernels that run once

	mu     sync.Mutex // one compilation at a time: who waits finds the kernels there
	keys   map[variantID]key
	loaded map[key]unsafe.Pointer
	note   error // see Note
}

// variantID names a variant without its C text.
type variantID struct {
	hash   [32]byte
	form   form
	packed uint64
}

// options are what tests choose. The zero value is what New takes.
type options struct {
	compiler string   // "": $CC, or else cc
	flags    []string // nil: defaultFlags, with those in $CC
	cacheDir string   // "": golgi/kernels in the user's cache folder
	maxBytes int64    // 0: defaultCacheBytes

	edit func(text string) string // nil: units are compiled as they are
}

// New returns the engine with the compiler that $CC names, or else cc. Flags in $CC overrule -O3 and -march=native, and
// none of those on which bits depend. It returns an error that says what to install if there is no compiler, or if it
// cannot compile for this machine, or if what it compiles cannot be loaded: all of that is tried with a function that
// does nothing.
func New() (engine.Engine, error) {
	e, err := open(options{})
	if err == nil {
		err = e.tryOut()
	}
	if err != nil {
		return nil, err
	}
	return e, nil
}

// tryOut compiles and loads a function that does nothing, or finds it in the cache.
func (e *Engine) tryOut() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	hash := sha256.Sum256([]byte("trial " + e.Version()))
	k := key(hash[:len(key{})])
	if e.fromCache(k) {
		return nil
	}
	return e.load(map[key]variant{k: {}}, fmt.Sprintf("void %s(void) {}\n", k.symbol()))
}

// Note says what does not work as it should although kernels run: where they cannot be kept, or from where they cannot be
// loaded. It is nil where all is well.
func (e *Engine) Note() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.note
}

// open returns an engine as the options say.
func open(o options) (*Engine, error) {
	c, err := findCompiler(o.compiler, o.flags)
	if err != nil {
		return nil, err
	}
	c.edit = o.edit
	return &Engine{
		compiler: c,
		cache:    newCache(o.cacheDir, o.maxBytes),
		once:     reference.New(),
		keys:     map[variantID]key{},
		loaded:   map[key]unsafe.Pointer{},
	}, nil
}

// Name returns "cc".
func (e *Engine) Name() string { return "cc" }

// Version changes whenever the engine may give other code for the same IR, by its own text, another
// compiler, other flags or another processor.
func (e *Engine) Version() string { return version + "-" + e.compiler.identity }

// Compiler says what compiles, with its version and its flags but those that name folders.
func (e *Engine) Compiler() string {
	words := []string{e.compiler.says}
	for _, flag := range e.compiler.flags {
		if !strings.Contains(flag, "/") {
			words = append(words, flag)
		}
	}
	return strings.Join(words, " ")
}

// NewInstance returns an instance without memory.
func (e *Engine) NewInstance() (engine.Instance, error) { return newInstance(e), nil }

// Close does nothing: kernels stay loaded, since other engines of the process may run them.
func (e *Engine) Close() error { return nil }

// variant is a kernel in the form in which a step needs it.
type variant struct {
	kernel *ir.Kernel
	form   form
	packed uint64 // arrays
}

// functions returns the compiled functions of variants, compiling and loading what is missing.
func (e *Engine) functions(variants []variant) ([]unsafe.Pointer, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	keys := make([]key, len(variants))
	for n, v := range variants {
		keys[n] = e.key(v)
	}
	missing := map[key]variant{}
	for n, k := range keys {
		if e.loaded[k] == nil && !e.fromCache(k) {
			missing[k] = variants[n]
		}
	}
	if err := e.compile(missing); err != nil {
		return nil, err
	}
	found := make([]unsafe.Pointer, len(keys))
	for n, k := range keys {
		found[n] = e.loaded[k]
	}
	return found, nil
}

// key returns the key of a variant, worked out at the first call.
func (e *Engine) key(v variant) key {
	id := variantID{v.kernel.Hash(), v.form, v.packed}
	k, ok := e.keys[id]
	if !ok {
		k = e.compiler.key(v)
		e.keys[id] = k
	}
	return k
}

// fromCache loads a kernel from the cache and reports whether it was there.
func (e *Engine) fromCache(k key) bool {
	path, ok := e.cache.find(k)
	if !ok {
		return false
	}
	lib, note, err := loadAnyhow(path)
	if err != nil { // a file that is whole, but not for this machine's loader: made anew
		return false
	}
	e.noted(note)
	e.loaded[k], err = lib.function(k.symbol())
	return err == nil
}

// compile compiles kernels as one unit, keeps it in the cache, and loads them.
func (e *Engine) compile(missing map[key]variant) error {
	if len(missing) == 0 {
		return nil
	}
	return e.load(missing, unit(missing))
}

// load compiles the text that has the functions of kernels, keeps it in the cache, and loads them.
func (e *Engine) load(missing map[key]variant, text string) error {
	path, done, err := e.cache.make(missing, func(out string) error { return e.compiler.compile(text, out) })
	if err != nil {
		return err
	}
	defer done()
	e.noted(e.cache.unusable)
	lib, note, err := loadAnyhow(path)
	if err != nil {
		return err
	}
	e.noted(note)
	for k := range missing {
		if e.loaded[k], err = lib.function(k.symbol()); err != nil {
			return err
		}
	}
	return nil
}

// noted keeps the first note.
func (e *Engine) noted(note error) {
	if e.note == nil && note != nil {
		e.note = fmt.Errorf("compiled kernels cannot be kept where they belong, in %s, and are compiled anew in each program: %w",
			e.cache, note)
	}
}

// CacheFolder returns the folder of the cache that New uses, "" where there is none.
func CacheFolder() string { return newCache("", 0).dir }

// Compiler returns the command that New compiles with, or why there is none.
func Compiler() (string, error) {
	c, err := findCompiler("", nil)
	if err != nil {
		return "", err
	}
	return strings.Join(append([]string{c.path}, c.flags...), " "), nil
}
