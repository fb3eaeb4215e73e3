package detectors

import "github.com/tacit-go/tacit/redact"

// huggingFace describes the tokens of Hugging Face.
func huggingFace() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "huggingface-token",
			Doc:      "Hugging Face user access token (hf_).",
			Source:   "https://huggingface.co/docs/hub/security-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `hf_[0-9A-Za-z]{30,}`,
			Hits: []string{
				`using ⟦hf_¦0EXAMPLEonly1Synthetic20EXAMPLEonl⟧, retrying`,
				`Error: (⟦hf_¦PLEonly1Synthetic20EXAMPLEonly1Syn⟧) refused`,
			},
			Misses: []string{
				`hf_model_name`,
				`hf-1EXAMPLEonly1Synthetic21EXAMPLEonl`,
			},
		},
		{
			ID:       "huggingface-organization-token",
			Doc:      "Hugging Face organisation token (api_org_), retired.",
			Source:   "https://huggingface.co/docs/hub/security-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `api_org_[0-9A-Za-z]{30,}`,
			Hits: []string{
				`env A=1 KEY=⟦api_org_¦0EXAMPLEonly1Synthetic20EXAMPLEonl⟧ B=2`,
				`config: {Token:⟦api_org_¦PLEonly1Synthetic20EXAMPLEonly1Syn⟧ Retries:3}`,
			},
			Misses: []string{
				`api_org_name`,
				`api_orgs_1EXAMPLEonly1Synthetic21EXAMPLEonl`,
			},
		},
	}
}
