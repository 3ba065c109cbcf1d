package h5

import (
	"math"
	"slices"
)

// running is what a job has open and has read.
type running struct {
	file   hid
	opened []hid
	read   uint64 // bytes

	through *through // where the objects of the job are, nil if they are here
}

const (
	creditFactor = 4
	creditFloor  = 1 << 16

	// deflateRatio is the most bytes that deflate makes of one.
	//
	// Source: zlib, "Maximum Compression Factor", 1032:1.
	deflateRatio = 1032
)

// credit returns how many bytes the job may still read.
func (j *running) credit() uint64 {
	size, ok := h5Fsize(j.file)
	if !ok {
		return 0
	}
	all := min(size, math.MaxInt64/creditFactor)*creditFactor + creditFloor
	return all - min(all, j.read)
}

// charge takes n bytes from the credit, and reports whether it was enough.
func (j *running) charge(n uint64) bool {
	if n > j.credit() {
		return false
	}
	j.read += n
	return true
}

func (j *running) keep(id hid) hid {
	j.opened = append(j.opened, id)
	return id
}

func (j *running) close(id hid) {
	for i, opened := range slices.Backward(j.opened) { // what opened last closes first, as a rule
		if opened == id {
			j.opened = slices.Delete(j.opened, i, i+1)
			h5Oclose(id)
			return
		}
	}
}

func (j *running) closeAll() {
	for _, id := range slices.Backward(j.opened) {
		h5Oclose(id)
	}
}

// An Object is an open group or dataset.
type Object struct {
	job  *running
	id   hid
	path string
}

// Path returns the path from the root of the file, which itself has the path "".
func (o Object) Path() string { return o.path }

// Close closes the object before its job ends, for jobs that open many.
func (o Object) Close() {
	if o.isThere() {
		_, _ = o.ask("close", "") // if the process is dead, the job says so
		return
	}
	o.job.close(o.id)
}

func (o Object) below(name string) string {
	if o.path == "" {
		return name
	}
	return o.path + "/" + name
}
