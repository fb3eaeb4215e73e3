package detectors

import "github.com/tacit-go/tacit/redact"

// modelHosts describes the keys of services that host models.
func modelHosts() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "openrouter-key",
			Doc:      "OpenRouter key (sk-or-v1-).",
			Source:   "https://openrouter.ai/docs/api-reference/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sk-or-v[0-9]+-[0-9A-Za-z]{32,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦sk-or-v1-¦0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧ status=401`,
				`{"auth":"⟦sk-or-v1-¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧","n":1}`,
			},
			Misses: []string{
				`sk-or-v1-short`,
				`sk-or-vx-0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b`,
			},
		},
		{
			ID:       "groq-key",
			Doc:      "Groq key (gsk_).",
			Source:   "https://console.groq.com/docs/quickstart",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `gsk_[0-9A-Za-z]{40,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦gsk_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMP⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦gsk_¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonl⟧&page=2 200`,
			},
			Misses: []string{
				`gsk_short`,
				`gsx_0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMP`,
			},
		},
		{
			ID:       "perplexity-key",
			Doc:      "Perplexity key (pplx-).",
			Source:   "https://docs.perplexity.ai",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `pplx-[0-9A-Za-z]{40,}`,
			Hits: []string{
				`using ⟦pplx-¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20E⟧, retrying`,
				`Error: (⟦pplx-¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPL⟧) refused`,
			},
			Misses: []string{
				`pplx-7b-online`,
				`pplz-0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20E`,
			},
		},
		{
			ID:       "replicate-token",
			Doc:      "Replicate API token (r8_).",
			Source:   "https://replicate.com/docs/reference/http",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `r8_[0-9A-Za-z]{37,}`,
			Hits: []string{
				`env A=1 KEY=⟦r8_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1S⟧ B=2`,
				`config: {Token:⟦r8_¦PLEonly1Synthetic20EXAMPLEonly1Synthe⟧ Retries:3}`,
			},
			Misses: []string{
				`r8_short`,
				`user8_0EXAMPLEonly1Synthetic20EXAMPLEonly1S`,
			},
		},
		{
			ID:       "xai-key",
			Doc:      "xAI key (xai-).",
			Source:   "https://docs.x.ai",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `xai-[0-9A-Za-z_-]{60,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦xai-¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonl⟧ status=401`,
				`{"auth":"⟦xai-¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Syn⟧","n":1}`,
			},
			Misses: []string{
				`xai-explainable`,
				`xaj-0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonl`,
			},
		},
		{
			ID:       "nvidia-key",
			Doc:      "NVIDIA NIM or NGC key (nvapi-).",
			Source:   "https://docs.nvidia.com/nim/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `nvapi-[0-9A-Za-z_-]{50,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦nvapi-¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-onlyx⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦nvapi-¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synt⟧&page=2 200`,
			},
			Misses: []string{
				`nvapi-docs`,
				`nvapi_0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-onlyx`,
			},
		},
		{
			ID:       "langsmith-key",
			Doc:      "LangSmith personal or service key (lsv2_pt_, lsv2_sk_).",
			Source:   "https://docs.langchain.com/langsmith/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:lsv2_pt|lsv2_sk)_[0-9a-f]{32,}_[0-9a-f]{10,}`,
			Hits: []string{
				`using ⟦lsv2_pt_¦0a1b2c3d4e5f607182930a1b2c3d4e5f_0a1b2c3d4e⟧, retrying`,
				`Error: (⟦lsv2_sk_¦c3d4e5f607182930a1b2c3d4e5f60718_c3d4e5f607⟧) refused`,
			},
			Misses: []string{
				`lsv2_pt_short`,
				`lsv2_xx_0a1b2c3d4e5f607182930a1b2c3d4e5f_0a1b2c3d4e`,
			},
		},
		{
			ID:       "cerebras-key",
			Doc:      "Cerebras key (csk-).",
			Source:   "https://inference-docs.cerebras.ai",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `csk-[0-9a-z]{40,}`,
			Hits: []string{
				`env A=1 KEY=⟦csk-¦0example1synthetic20example1synthetic20example1s⟧ B=2`,
				`config: {Token:⟦csk-¦ple1synthetic20example1synthetic20example1synthe⟧ Retries:3}`,
			},
			Misses: []string{
				`csk-short`,
				`disk-0example1synthetic20example1synthetic20example1s`,
			},
		},
		{
			ID:       "together-key",
			Doc:      "Together key (tgp_v1_).",
			Source:   "https://docs.together.ai",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `tgp_v[0-9]+_[0-9A-Za-z_-]{40,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦tgp_v1_¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧ status=401`,
				`{"auth":"⟦tgp_v1_¦PLE-only_1Synthetic20EXAMPLE-only_1Syntheti⟧","n":1}`,
			},
			Misses: []string{
				`tgp_v1_short`,
				`tgq_v1_0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn`,
			},
		},
		{
			ID:       "elevenlabs-key",
			Doc:      "ElevenLabs key (sk_ and 48 digits).",
			Source:   "https://elevenlabs.io/docs/api-reference/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `sk_[0-9a-f]{48,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦sk_¦0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦sk_¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f6⟧&page=2 200`,
			},
			Misses: []string{
				`sk_0a1b2c3d4e5f`,
				`task_0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d`,
			},
		},
		{
			ID:       "tavily-key",
			Doc:      "Tavily key (tvly-).",
			Source:   "https://docs.tavily.com",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `tvly-(?:dev-|prod-)?[0-9A-Za-z]{28,}`,
			Hits: []string{
				`using ⟦tvly-¦0EXAMPLEonly1Synthetic20EXAMPLEo⟧, retrying`,
				`Error: (⟦tvly-¦dev-PLEonly1Synthetic20EXAMPLEonly1S⟧) refused`,
			},
			Misses: []string{
				`tvly-short`,
				`tvlz-0EXAMPLEonly1Synthetic20EXAMPLEo`,
			},
		},
		{
			ID:       "jina-key",
			Doc:      "Jina key (jina_).",
			Source:   "https://jina.ai/api-dashboard/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `jina_[0-9A-Za-z]{50,}`,
			Hits: []string{
				`env A=1 KEY=⟦jina_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1S⟧ B=2`,
				`config: {Token:⟦jina_¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthe⟧ Retries:3}`,
			},
			Misses: []string{
				`jina_embeddings_v3`,
				`jino_0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1S`,
			},
		},
		{
			ID:       "pinecone-key",
			Doc:      "Pinecone key (pcsk_).",
			Source:   "https://docs.pinecone.io",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `pcsk_[0-9A-Za-z]{4,}_[0-9A-Za-z]{50,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦pcsk_¦0EXAMP_0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synt⟧ status=401`,
				`{"auth":"⟦pcsk_¦PLEonl_PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic⟧","n":1}`,
			},
			Misses: []string{
				`pcsk_short`,
				`pcsl_0EXAMP_0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synt`,
			},
		},
		{
			ID:       "wandb-key",
			Doc:      "Weights and Biases key (wandb_v1_).",
			Source:   "https://docs.wandb.ai",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `wandb_v1_[0-9A-Za-z_]{60,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦wandb_v1_¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLE⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦wandb_v1_¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1⟧&page=2 200`,
			},
			Misses: []string{
				`wandb_v1_run`,
				`wandb_v20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLE`,
			},
		},
	}
}
