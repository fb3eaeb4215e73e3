package measure

import (
	"bytes"
	"runtime/pprof"
	"strings"
	"time"

	"github.com/google/pprof/profile"
)

// A Stage is a part of the work, told by prefixes of the names of its functions.
type Stage struct {
	Name      string
	Functions []string
}

// Stages runs run for d or longer under the profiler and returns how much of a run
// each stage takes, and what is left, in that order. A sample counts for the innermost
// function that has a stage, and of its prefixes the longest decides, so that what a
// stage calls in the runtime and the standard library is its own.
func Stages(stages []Stage, d time.Duration, run func()) ([]time.Duration, error) {
	var raw bytes.Buffer
	run() // warm
	if err := pprof.StartCPUProfile(&raw); err != nil {
		return nil, err
	}
	start, runs := time.Now(), 0
	for runs == 0 || time.Since(start) < d {
		run()
		runs++
	}
	took := time.Since(start)
	pprof.StopCPUProfile()
	p, err := profile.Parse(&raw)
	if err != nil {
		return nil, err
	}
	samples, all := make([]int64, len(stages)+1), int64(0)
	for _, s := range p.Sample {
		samples[stageOf(stages, s)] += s.Value[0]
		all += s.Value[0]
	}
	shares := make([]time.Duration, len(samples))
	for i, n := range samples {
		shares[i] = time.Duration(float64(took) / float64(runs) * float64(n) / float64(max(1, all)))
	}
	return shares, nil
}

// stageOf returns the index of the stage of a sample, or their number.
func stageOf(stages []Stage, s *profile.Sample) int {
	for _, at := range s.Location {
		for _, line := range at.Line {
			best, length := len(stages), 0
			for i, stage := range stages {
				for _, prefix := range stage.Functions {
					if len(prefix) > length && strings.HasPrefix(line.Function.Name, prefix) {
						best, length = i, len(prefix)
					}
				}
			}
			if length > 0 {
				return best
			}
		}
	}
	return len(stages)
}
