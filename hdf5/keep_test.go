package hdf5_test

import (
	"os"
	"testing"

	"golgi/hdf5/internal/h5"
)

// letGo ends the library's thread.
var letGo func()

// TestMain keeps the library's thread from test to test: to make a new one, and to give back the memory of the old,
// takes longer than most of them. In production it ends with the last file; for that see [withoutThread].
func TestMain(m *testing.M) {
	letGo = h5.Keep()
	os.Exit(m.Run())
}

// withoutThread has the thread end with the last file, as it does in programs, for the rest of a test.
func withoutThread(t *testing.T) {
	t.Helper()
	letGo()
	t.Cleanup(func() { letGo = h5.Keep() })
}
