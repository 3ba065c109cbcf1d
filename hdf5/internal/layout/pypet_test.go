package layout

import (
	"testing"
	"time"
)

// TestPypetDuration compares with what Python prints for a datetime.timedelta.
func TestPypetDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0:00:00", 1500 * time.Microsecond: "0:00:00.001500", 59*time.Minute + time.Second: "0:59:01",
		25*time.Hour + 30*time.Second + 499*time.Nanosecond: "25:00:30",
	} {
		if got := pypetDuration(d); got != want {
			t.Errorf("%v is %q, wanted %q", d, got, want)
		}
	}
}

// TestUnitOfBrian has what brian2 2.5.1 prints for units.
func TestUnitOfBrian(t *testing.T) {
	for expression, want := range map[string]string{
		"1. * second": "s", "second": "s", "1. * metre ** -4 * kilogram ** -1 * second ** 3 * amp ** 2": "S/m^2",
		"volt * second ** -0.5": "V s^-1/2", "siemens / (metre ** 2)": "S/m^2",
	} {
		unit, err := unitOfBrian(expression)
		if got := unit.Dim.String(); err != nil || got != want || unit.Scale != 1 {
			t.Errorf("%s is %v %s, wanted %s: %v", expression, unit.Scale, got, want, err)
		}
	}
	if unit, err := unitOfBrian("second ** 1e9999999"); err == nil {
		t.Errorf("an absurd power makes the unit %v", unit)
	}
}
