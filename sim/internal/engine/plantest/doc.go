// Package plantest draws random kernels and plans, and runs a plan on two engines to find the first
// difference.
//
// It is the kit for engines below sim's door: what can be said in the IR, models need not be able to say.
package plantest
