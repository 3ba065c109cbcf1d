package sim

import (
	"fmt"
	"os"
	"slices"
)

// Warnings returns what the network has warned of: what is no error, but hardly meant, such as a negative rate. Of that each object warns
// once, and of a TimedArray whose rows begin within steps once for each step size. A clone begins without.
func (n *Network) Warnings() []string {
	if n == nil {
		return nil
	}
	return slices.Clone(n.warnings)
}

// warn tells a text of what who stands for, unless that has warned before.
func (n *Network) warn(who any, text string) {
	if text == "" || slices.Contains(n.warned, who) {
		return
	}
	n.warnings, n.warned = append(n.warnings, text), append(n.warned, who)
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
