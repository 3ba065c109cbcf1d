package sim

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"

	"golgi/sim/internal/bind"
)

// Sealed gives a snapshot the checksum of what it says.
func Sealed(file []byte) []byte {
	n := max(0, len(file)-sha256.Size)
	sum := sha256.Sum256(file[:n])
	return append(file[:n:n], sum[:]...)
}

// SnapshotFields returns where the fields of a snapshot of a network begin, and where the last ends: numbers, texts, lists.
func SnapshotFields(n *Network, file []byte) (at []int, err error) {
	c, err := n.Clone()
	if err != nil {
		return nil, err
	}
	from := &traced{from: bytes.NewReader(file)}
	err = errors.Join(c.read(bind.NewReader(from)), c.Close())
	return append(from.at, from.n), err
}

// traced notes where each read begins.
type traced struct {
	from io.Reader
	at   []int
	n    int
}

func (r *traced) Read(p []byte) (int, error) {
	r.at = append(r.at, r.n)
	n, err := r.from.Read(p)
	r.n += n
	return n, err
}

// WithoutMember writes a snapshot that keeps silent on an object among those in the network, or altogether.
func (s *Snapshot) WithoutMember(w io.Writer, name string, altogether bool) error {
	var list []Object
	for _, o := range s.net.members {
		if o.Name() != name {
			list = append(list, o)
		}
	}
	s.net.members = list
	hashes, err := s.net.hashes()
	if err != nil {
		return err
	}
	if altogether {
		s.net.memory.Drop(s.net.memory.Part(name))
	}
	_, err = s.write(w, hashes)
	return err
}
