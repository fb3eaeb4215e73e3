package detectors

import "github.com/tacit-go/tacit/redact"

// openai describes the keys of OpenAI and of services that copied their prefix.
func openai() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "openai-key",
			Doc:      "OpenAI project, service account, admin or unscoped key (sk-proj-, sk-svcacct-, sk-admin-, sk-None-).",
			Source:   "https://platform.openai.com/docs/api-reference/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sk-(?:proj|svcacct|admin|None)-[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`using ⟦sk-proj-¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1SyntheticT3BlbkFJ0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic⟧, retrying`,
				`Error: (⟦sk-svcacct-¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-onlyT3Blbk¦FJPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only⟧) refused`,
			},
			Misses: []string{
				`sk-project-plan`,
				`sk-admin-guide-for-new-users`,
			},
		},
		{
			ID:       "openai-legacy-key",
			Doc:      "OpenAI key by the literal in its middle (T3BlbkFJ).",
			Source:   "https://platform.openai.com/docs/api-reference/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `sk-[0-9A-Za-z_-]{20,}T3BlbkFJ[0-9A-Za-z_-]{20,}`,
			Hits: []string{
				`env A=1 KEY=⟦sk-¦0EXAMPLEonly1SynthetT3Blbk¦FJ0EXAMPLEonly1Synthet⟧ B=2`,
				`config: {Token:⟦sk-¦PLEonly1Synthetic20ET3Blbk¦FJPLEonly1Synthetic20E⟧ Retries:3}`,
			},
			Misses: []string{
				`sk-T3BlbkFJ`,
				`task-1EXAMPLEonly1SynthetT3BlbkFJ1EXAMPLEonly1Synthet`,
			},
		},
		{
			ID:       "sk-api-key",
			Doc:      "Unmarked key that begins with sk-: DeepSeek, Stability, Moonshot and others.",
			Source:   "https://api-docs.deepseek.com",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `sk-[0-9A-Za-z]{32,}`,
			Verify:   notWordsAfter("sk-"),
			Hits: []string{
				`level=info msg="clone failed" token=⟦sk-¦0a1b2c3d4e5f607182930a1b2c3d4e5f⟧ status=401`,
				`{"auth":"⟦sk-¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPL⟧","n":1}`,
			},
			Misses: []string{
				`sk-1a1b2c3d4e5f`,
				`task-1a1b2c3d4e5f607182931a1b2c3d4e5f`,
				`sk-internationalisationresourcebundle`,
			},
		},
	}
}
