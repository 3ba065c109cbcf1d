package files

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
)

// Copy copies a file to a new one, and reads that again: it has the same bytes.
func (d Disk) Copy(ctx context.Context, from, to string) error {
	return d.do("copy", to, func() error {
		was, err := copyTo(ctx, from, to)
		if err != nil {
			return err
		}
		now, err := copyTo(ctx, to, "")
		if err == nil && was != now {
			err = fmt.Errorf("%s is not what was copied from %s; is the disk damaged?", to, from)
		}
		return err
	})
}

// copyTo copies a file to a new one, or nowhere, and returns the hash of its bytes.
func copyTo(ctx context.Context, from, to string) (sum [sha256.Size]byte, err error) {
	in, err := os.Open(from)
	if err != nil {
		return sum, err
	}
	defer in.Close()
	hash := sha256.New()
	if to == "" {
		_, err = io.Copy(hash, until{ctx, in})
		return [sha256.Size]byte(hash.Sum(nil)), err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return sum, err
	}
	_, err = io.Copy(io.MultiWriter(out, hash), until{ctx, in})
	if err == nil {
		err = out.Sync()
	}
	return [sha256.Size]byte(hash.Sum(nil)), errors.Join(err, out.Close())
}

// until reads as long as a context is not done.
type until struct {
	ctx context.Context
	io.Reader
}

func (u until) Read(p []byte) (int, error) {
	if err := context.Cause(u.ctx); err != nil {
		return 0, err
	}
	return u.Reader.Read(p)
}
