package bind

import (
	"crypto/sha256"
	"sync"
)

// contentSum is a hash of what a fixed array holds, which is computed once for all clones that share it.
type contentSum struct {
	once sync.Once
	hash [sha256.Size]byte
}

// newSum says that a fixed array has another content from now on.
func (p *Part) newSum(name string) {
	if p.sums == nil {
		p.sums = map[string]*contentSum{}
	}
	p.sums[name] = new(contentSum)
}

// contentHash returns a hash of what a fixed array holds, or will hold when something asks for it.
func (p *Part) contentHash(name string) [sha256.Size]byte {
	s := p.sums[name]
	s.once.Do(func() {
		content := p.mem.decl.Arrays[p.arrays[name]].Shared
		if derive := p.derived[name]; derive != nil {
			content = derive()
		}
		sum := sha256.New()
		w := NewWriter(sum)
		w.Int(int64(lengthOf(content)))
		w.List(content)
		s.hash = [sha256.Size]byte(sum.Sum(nil))
	})
	return s.hash
}
