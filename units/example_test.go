package units_test

import (
	"fmt"

	"golgi/units"
)

func Example() {
	capacitance := units.MustParse("200*pF")
	leak := units.Nanosiemens.Of(10)

	tau, err := capacitance.Div(leak)
	fmt.Println(tau, err)

	_, err = tau.Add(units.Millivolt.Of(5))
	fmt.Println(err)
	// Output:
	// 20 ms <nil>
	// units: cannot add 5 mV to 20 ms: V and s differ
}

func ExampleParse() {
	for _, text := range []string{"-70mV", "5*ms", "10 uF/cm**2", "20 mVolt"} {
		q, err := units.Parse(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(q, "is", q.SI(), "in SI and measures", q.Dimension())
	}
	// Output:
	// -70 mV is -0.07 in SI and measures V
	// 5 ms is 0.005 in SI and measures s
	// 10 uF/cm**2 is 0.1 in SI and measures F/m^2
	// units: unknown unit "mVolt"; did you mean "mvolt" or "mV"?
	//   | 20 mVolt
	//   |    ^
}

func ExampleUnit_OfAll() {
	rates := units.Hertz.OfAll(5, 10, 2000)
	fmt.Println(rates)
	fmt.Println(rates.In(units.Kilohertz))
	// Output:
	// [5, 10, 2000] Hz
	// [0.005 0.01 2] <nil>
}
