package figure

import (
	"math"
	"strconv"
	"strings"
)

const (
	fewestTicks = 3
	mostTicks   = 8
)

// linearTicks returns ticks at multiples of 1, 2 or 5 times a power of ten: from 3 to 8 that have labels, as near as can be to the number that is wanted, and
// smaller ones between them. (Of whole numbers there may be fewer.) If they are far from 0, labels are differences to an offset. The ends are moderate, and differ.
func linearTicks(from, to float64, want int, whole, far bool) (ticks []tick, offset float64) {
	best, found := step{}, math.MaxInt
	low := int(math.Floor(math.Log10((to-from)/mostTicks))) - 1
	for power := low; power <= low+4; power++ {
		for _, digit := range []int64{1, 2, 5} {
			s := step{digit, power}
			first, last := s.within(from, to)
			n := int(last - first + 1)
			if whole && power < 0 || n > mostTicks || n < fewestTicks && !(whole && s == step{1, 0}) {
				continue
			}
			if off := max(n-want, want-n); off < found {
				best, found = s, off
			}
		}
	}
	if found == math.MaxInt { // of whole numbers, nearly none
		best = step{1, 0}
	}
	return best.ticks(from, to, whole, far)
}

// A step is digit times ten to a power.
type step struct {
	digit int64
	power int
}

// of returns a multiple, which is the nearest number to it.
func (s step) of(i int64) float64 {
	if s.power < 0 {
		return float64(i*s.digit) / math.Pow10(-s.power)
	}
	return float64(i*s.digit) * math.Pow10(s.power)
}

// within returns the first and the last multiple between two ends, and allows for rounding at them.
func (s step) within(from, to float64) (first, last int64) {
	size := s.of(1)
	slack := 1e-9 * (to - from) / size
	return int64(math.Ceil(from/size - slack)), int64(math.Floor(to/size + slack))
}

// minor returns how many parts a step has.
func (s step) minor(whole bool) (parts int64) {
	switch {
	case whole && s.power == 0 && s.digit == 1:
		return 1
	case s.digit == 2 && whole && s.power == 0:
		return 2
	case s.digit == 2:
		return 4
	}
	return 5
}

func (s step) ticks(from, to float64, whole, far bool) (ticks []tick, offset float64) {
	first, last := s.within(from, to)
	zero := int64(0)
	if far {
		zero = s.shortest(first, last)
		offset = s.of(zero)
	}
	for i := first; i <= last; i++ {
		ticks = append(ticks, tick{value: s.of(i), label: number(s.of(i-zero), max(0, -s.power))})
	}
	if parts := s.minor(whole); parts > 1 {
		for i := (first - 1) * parts; i <= (last+1)*parts; i++ {
			if v := s.of(i) / float64(parts); i%parts != 0 && v >= from && v <= to {
				ticks = append(ticks, tick{value: v, minor: true})
			}
		}
	}
	return ticks, offset
}

// shortest returns the multiple with the fewest digits.
func (s step) shortest(first, last int64) int64 {
	for size := int64(1e15); size > 1; size /= 10 {
		if i := int64(math.Ceil(float64(first)*float64(s.digit)/float64(size))) * size; i <= last*s.digit && i%s.digit == 0 {
			return i / s.digit
		}
	}
	return first
}

// number writes a number with so many digits behind the point, and a minus that is as long as a plus.
func number(x float64, decimals int) string {
	text := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Trim(text, "-0.") == "" {
		text = strings.TrimPrefix(text, "-")
	}
	if decimals > 0 && strings.Trim(text, "0.") == "" {
		return "0"
	}
	return strings.Replace(text, "-", "−", 1)
}

// raised writes digits as exponents.
func raised(text string) string {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "/", "⁄").Replace(text)
}

// logEnds are those of an axis of logarithms, which has at least a factor of two.
func (a *axis) logEnds() {
	from, to := math.Log10(a.from), math.Log10(a.to)
	if to-from < math.Log10(2) {
		middle := (from + to) / 2
		from, to = middle-0.2, middle+0.2
	}
	if pad := margin * (to - from); !a.exact {
		from, to = from-pad, to+pad
	}
	a.steps, a.big = max(from, -307), min(to, 308)
	a.from, a.to = math.Pow(10, a.steps), math.Pow(10, a.big)
}

// logTicks returns ticks at powers of ten, or, in less than two of these, at 1, 2 and 5 of them.
func logTicks(from, to float64) (ticks []tick) {
	low, high := math.Log10(from), math.Log10(to)
	if high-low < 0.9 {
		linear, _ := linearTicks(from, to, 4, false, false)
		return linear
	}
	first, last := int(math.Ceil(low-1e-9)), int(math.Floor(high+1e-9))
	every := (last-first)/(mostTicks-2) + 1
	named := map[int]bool{1: true}
	if last-first < 2 {
		named = map[int]bool{1: true, 2: true, 5: true}
		if last-first < 1 && high-low > 1.3 {
			named = map[int]bool{1: true, 3: true}
		}
	}
	for power := first - 1; power <= last; power++ {
		for digit := 1; digit < 10; digit++ {
			v := step{int64(digit), power}.of(1)
			switch {
			case v < from*(1-1e-9) || v > to*(1+1e-9):
			case named[digit] && (power-first)%every == 0:
				ticks = append(ticks, tick{value: v, label: powerText(digit, power)})
			case every == 1 || digit == 1:
				ticks = append(ticks, tick{value: v, minor: true})
			}
		}
	}
	return ticks
}

// powerText writes 0.01 to 1000 as they are, and other powers of ten as such.
func powerText(digit, power int) string {
	if power >= -2 && power <= 3 {
		return number(step{int64(digit), power}.of(1), max(0, -power))
	}
	text := "10" + raised(strconv.Itoa(power))
	if digit != 1 {
		text = strconv.Itoa(digit) + "·" + text
	}
	return text
}
