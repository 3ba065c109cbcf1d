package enginetest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"

	"golgi/sim"
)

// Digest returns a hash of everything that Compare compares: networks without a difference have one digest.
func Digest(net *sim.Network) (string, error) {
	h := sha256.New()
	for _, c := range contentsOf(net) {
		columns, err := c.columns(net)
		if err != nil {
			return "", err
		}
		for _, column := range columns {
			fmt.Fprintf(h, "%s: %s: %d\n", c.object, column.name, len(column.values))
			for _, x := range column.values {
				h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(x)))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
