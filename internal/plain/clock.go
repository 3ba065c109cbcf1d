package plain

import (
	"fmt"
	"time"
)

// Took writes how long something took that has ended: in milliseconds below a tenth of a second, and else as [Clock] does.
func Took(d time.Duration) string {
	if d < 100*time.Millisecond {
		return fmt.Sprintf("%.1f ms", 1e3*d.Seconds())
	}
	return Clock(d)
}

// Clock writes a duration as a clock that goes on shows it: "0.0 s", "12 s", "1:40 min".
func Clock(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case s < 3600:
		return fmt.Sprintf("%d:%02d min", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d h", s/3600, s/60%60, s%60)
}
