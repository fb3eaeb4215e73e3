package detectors

import "github.com/tacit-go/tacit/redact"

// cratesIO describes the tokens of crates.io.
func cratesIO() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "crates-io-token",
			Doc:      "crates.io API token (cio) or trusted publishing token (cio_tp_, crates_io_tp_).",
			Source:   "https://crates.io/docs/trusted-publishing",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `(?:cio|cio_tp_|crates_io_|crates_io_tp_)[0-9A-Za-z]{32,}`,
			Verify:   cratesBody,
			Hits: []string{
				`env A=1 KEY=⟦cio¦0EXAMPLEonly1Synthetic20EXAMPLEo⟧ B=2`,
				`config: {Token:⟦cio_tp_¦PLEonly1Synthetic20EXAMPLEonly1S⟧ Retries:3}`,
				`CARGO_REGISTRY=⟦crates_io_tp_¦PLEonly1Synthetic20EXAMPLEonly1S⟧ cargo publish`,
			},
			Misses: []string{
				`ciostream`,
				`crates_io_index`,
				`cioInternationalisationResourceBundle`,
			},
		},
	}
}

// cratesBody rejects words behind the prefix.
func cratesBody(secret []byte) redact.Verdict {
	return notWords(behind(secret, []string{"_tp_", "crates_io_", "cio"}))
}
