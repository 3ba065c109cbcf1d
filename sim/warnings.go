package sim

import (
	"fmt"
	"os"
	"slices"
)

// Warnings returns what the network has warned of: what is no error, but hardly meant, such as a negative rate. Each object warns
// once. A clone begins without.
func (n *Network) Warnings() []string {
	if n == nil {
		return nil
	}
	return slices.Clone(n.warnings)
}

// warn tells what an object warns of, unless that has warned before.
func (n *Network) warn(o Object, text string) {
	if text == "" || slices.Contains(n.warned, o) {
		return
	}
	n.warnings, n.warned = append(n.warnings, text), append(n.warned, o)
	if n.tell != nil {
		n.tell(text)
		return
	}
	fmt.Fprintln(os.Stderr, "warning: sim:", text)
}

// observe lets objects say what has become of them.
func (n *Network) observe() error {
	for _, o := range n.members {
		warning, err := o.observe(n.memory.Part(o.Name()))
		n.warn(o, warning)
		if err != nil && !n.blind {
			return err
		}
	}
	return nil
}
