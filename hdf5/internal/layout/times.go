package layout

import (
	"fmt"
	"math"
	"time"
)

// timeLayout is RFC 3339 in UTC to the microsecond.
const timeLayout = "2006-01-02T15:04:05.000000Z"

func textFromTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeLayout)
}

func timeFromText(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(timeLayout, text)
}

// latest is the latest time in seconds that float64 holds to the microsecond.
const latest = 1 << 32

// isTime reports whether so many seconds are those of a file, as a time since 1970 or as a duration.
func isTime(s float64) bool { return math.Abs(s) <= latest }

// CheckStart returns an error unless a run may have been started then, as far as a file can say.
func CheckStart(t time.Time) error {
	if !t.IsZero() && (!isTime(seconds(t)) || !isTime(float64(t.Unix()))) { // of years without number there are no microseconds
		return fmt.Errorf("%s is not when a run can have been started: a file has times from %s to %s", t.UTC().Format(time.RFC3339),
			time.Unix(-latest, 0).UTC().Format(time.DateOnly), time.Unix(latest, 0).UTC().Format(time.DateOnly))
	}
	return nil
}

func timeFromSeconds(s float64) (time.Time, error) {
	if math.IsNaN(s) {
		return time.Time{}, nil
	}
	if !isTime(s) {
		return time.Time{}, fmt.Errorf("%v s since 1970 is not when a run can have been started", s)
	}
	return time.UnixMicro(int64(math.Round(s * 1e6))).UTC(), nil
}

// seconds returns t in seconds since 1970, NaN for a run that was not started.
func seconds(t time.Time) float64 {
	if t.IsZero() {
		return math.NaN()
	}
	return float64(t.UnixMicro()) / 1e6
}

// pypetTime returns a time as pypet writes it, in UTC.
func pypetTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006_01_02_15h04m05s")
}

// unixSeconds returns a time as Python does, 0 for none.
func unixSeconds(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMicro()) / 1e6
}

// pypetDuration returns a duration as Python prints it, "0:00:01.500000".
func pypetDuration(d time.Duration) string {
	d = d.Round(time.Microsecond)
	whole := d / time.Second
	text := fmt.Sprintf("%d:%02d:%02d", whole/3600, whole/60%60, whole%60)
	if rest := d % time.Second; rest != 0 {
		text += fmt.Sprintf(".%06d", rest/time.Microsecond)
	}
	return text
}
