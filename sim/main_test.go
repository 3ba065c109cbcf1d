package sim_test

import (
	"fmt"
	"os"
	"testing"

	"golgi/internal/quick"
)

func TestMain(m *testing.M) {
	if err := quick.C(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}
