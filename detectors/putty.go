package detectors

import "github.com/tacit-go/tacit/redact"

// putty describes the keys of PuTTY.
func putty() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "putty-private-key",
			Doc:      "Private part of a PuTTY key file (Private-Lines), over several lines or escaped.",
			Source:   "https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `Private-Lines: [0-9]+(?:\r?\n(?:[0-9A-Za-z+/]{16,}={0,2}\r?\n)*[0-9A-Za-z+/]{16,}={0,2}|\\+[nr][0-9A-Za-z+/=\\]{24,}[0-9A-Za-z+/=])`,
			Hits: []string{
				"⟦Private-¦Lines: 2\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synt==⟧\nPrivate-MAC: 0a1b\n",
				`{"k":"⟦Private-¦Lines: 1\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth⟧"}`,
			},
			Misses: []string{
				`Private-Lines: 14 expected`,
				"Public-Lines: 1\n1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synth\n",
			},
		},
	}
}
