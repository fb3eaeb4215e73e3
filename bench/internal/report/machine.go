package report

import (
	"os"
	"runtime"
	"strings"
)

// Machine describes what was measured on: processor, system and Go. It does not
// name the host.
func Machine() string {
	cpu := "unknown processor"
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		flags := ""
		for line := range strings.Lines(string(text)) {
			name, value, _ := strings.Cut(line, ":")
			switch strings.TrimSpace(name) {
			case "model name":
				cpu = strings.TrimSpace(value)
			case "flags":
				flags = " " + strings.TrimSpace(value) + " "
			}
		}
		var has []string
		for _, f := range []string{"avx2", "avx512bw", "avx512vbmi", "gfni"} {
			if strings.Contains(flags, " "+f+" ") {
				has = append(has, f)
			}
		}
		if len(has) > 0 {
			cpu += " (" + strings.Join(has, ", ") + ")"
		}
	}
	return cpu + ", " + runtime.GOOS + "/" + runtime.GOARCH + ", " + runtime.Version()
}
