package sim

import (
	"errors"
	"sync/atomic"
)

// ErrDraft is what a draft is wrapped in when it is asked for what only a network has that simulates: see [Network.MakeDraft].
var ErrDraft = errors.New("sim: network: it is a draft, which connects no synapses and simulates nothing")

// A draft is what a network and its clones note of being one.
type draft struct{ asked atomic.Bool }

// MakeDraft makes the network a draft, in which a model is tried: all is checked, prepared and compiled as for a run, but
// synapses that are added from now on are not connected, and nothing is simulated. Run finds what is wrong before its first
// step, and then returns [ErrDraft]; so does whatever needs those synapses. Clones of a draft are drafts.
func (n *Network) MakeDraft() {
	if n == nil {
		return
	}
	n.draft = &draft{}
	n.memory.MakeDraft()
}

// Asked reports whether a draft was asked for what it does not have: an error after that says nothing of the model.
func (n *Network) Asked() bool { return n.draft != nil && n.draft.asked.Load() }

// refuse returns [ErrDraft], and notes that it did.
func (n *Network) refuse() error {
	n.draft.asked.Store(true)
	if n.Replays() {
		return ErrReplay
	}
	return ErrDraft
}
