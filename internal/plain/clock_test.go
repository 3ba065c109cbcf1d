package plain

import (
	"strings"
	"testing"
	"time"
)

func TestClock(t *testing.T) {
	var got []string
	for _, d := range []float64{0, .04, 9.94, 9.96, 59.4, 59.6, 100, 3599.7, 7322} {
		got = append(got, Clock(time.Duration(d*1e9)))
	}
	want := "0.0 s|0.0 s|9.9 s|10.0 s|59 s|1:00 min|1:40 min|1:00:00 h|2:02:02 h"
	if text := strings.Join(got, "|"); text != want {
		t.Errorf("Clock gives %s, wanted %s", text, want)
	}
}

func TestTook(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0.0 ms", 1007 * time.Microsecond: "1.0 ms", 99 * time.Millisecond: "99.0 ms", time.Second: "1.0 s", time.Minute: "1:00 min"} {
		if got := Took(d); got != want {
			t.Errorf("%v took %s, wanted %s", d, got, want)
		}
	}
}
