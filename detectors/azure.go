package detectors

import "github.com/tacit-go/tacit/redact"

// azure describes credentials of Microsoft Azure that carry a fixed signature. Keys
// without one are found by their names.
func azure() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "azure-client-secret",
			Doc:      "Entra ID application secret, by 7Q~ or 8Q~ in its fourth place.",
			Source:   "https://github.com/microsoft/security-utilities",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9A-Za-z_.~-]{3}(?:7|8)Q~[0-9A-Za-z_.~-]{30,}[0-9A-Za-z_~-]`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦a1B8¦Q~0EXAMPLEonly1Synt.0EXAMPLEonly1Synt⟧ status=401`,
				`{"auth":"⟦zz_7¦Q~PLE-only_1Synthetic20EXAMPLE-onlyx⟧","n":1}`,
			},
			Misses: []string{
				`abc8Q~short`,
				`abc9Q~1EXAMPLEonly1Synthetic21EXAMPLEonl`,
			},
		},
		{
			ID:       "azure-storage-key",
			Doc:      "Azure Storage account key, by +ASt near its end.",
			Source:   "https://github.com/microsoft/security-utilities",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9A-Za-z+/]{76}\+ASt[0-9A-Za-z+/]{6,}==`,
			Hits: []string{
				`curl -H "X-Auth: ⟦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1¦0EXAMPLE+only/1Synthetic20EXAMPLE+on+ASt0EXAMP==⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦PLE+only/1Synthetic20EXAMPLE+only/1Synth¦PLE+only/1Synthetic20EXAMPLE+only/1S+AStPLEonl==⟧&page=2 200`,
			},
			Misses: []string{
				`1EXAMPLE+only/1Synth+ASt0EXAMP==`,
				`1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic20+ASx0EXAMP==`,
			},
		},
		{
			ID:       "azure-data-key",
			Doc:      "Azure Cosmos DB, Batch, Machine Learning or API Management key, by its signature.",
			Source:   "https://github.com/microsoft/security-utilities",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9A-Za-z+/]{76}(?:ACDb|APIM|\+ABa|\+AMC)[0-9A-Za-z+/]{6}==`,
			Hits: []string{
				`using ⟦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1¦0EXAMPLE+only/1Synthetic20EXAMPLE+onACDb0EXAMP==⟧, retrying`,
				`Error: (⟦PLE+only/1Synthetic20EXAMPLE+only/1Synth¦PLE+only/1Synthetic20EXAMPLE+only/1S+ABaPLEonl==⟧) refused`,
			},
			Misses: []string{
				`1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic20ACDx0EXAMP==`,
				`1EXAMPLE+only/1SynthACDb0EXAMP==`,
			},
		},
		{
			ID:       "azure-messaging-key",
			Doc:      "Azure Service Bus, Event Hubs, Relay, IoT, Event Grid or Redis key, by its signature.",
			Source:   "https://github.com/microsoft/security-utilities",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9A-Za-z+/]{33}(?:AIoT|AZEG|AzCa|\+ASb|\+AEh|\+ARm)[0-9A-Za-z+/]{6}=`,
			Hits: []string{
				`env A=1 KEY=⟦0EXAMPLE+only/1Synth¦0EXAMPLE+only+ASb0EXAMP=⟧ B=2`,
				`config: {Token:⟦PLE+only/1Synthetic2¦PLE+only/1SynAIoTPLEonl=⟧ Retries:3}`,
			},
			Misses: []string{
				`1EXAMPLE+only/1Synthetic21EXAMPLE+ASx0EXAMP=`,
				`1EXAMPLE+o+AEh0EXAMP=`,
			},
		},
		{
			ID:       "azure-registry-key",
			Doc:      "Azure Container Registry or Search key, by its signature.",
			Source:   "https://github.com/microsoft/security-utilities",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9A-Za-z+/]{42}(?:AzSe|\+ACR)[0-9A-Za-z+/]{6,}`,
			Verify:   atMost(128),
			Hits: []string{
				`level=info msg="clone failed" token=⟦0EXAMPLE+only/1Synth¦0EXAMPLE+only/1Synthet+ACR0EXAMP⟧ status=401`,
				`{"auth":"⟦PLEonly1Synthetic20E¦PLEonly1Synthetic20EXAAzSePLEonl⟧","n":1}`,
			},
			Misses: []string{
				`1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Sy+ACX0EXAMP`,
				`1EXAMPLEonly1SynthetAzSe0EXAMP`,
			},
		},
		{
			ID:       "azure-functions-key",
			Doc:      "Azure Functions key, by its signature.",
			Source:   "https://github.com/microsoft/security-utilities",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9A-Za-z_-]{44}AzFu[0-9A-Za-z_-]{6,}={0,2}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦0EXAMPLE-only_1Synth¦0EXAMPLE-only_1SyntheticAzFu0EXAMP==⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦PLE-only_1Synthetic2¦PLE-only_1Synthetic20EXAAzFuPLEonl==⟧&page=2 200`,
			},
			Misses: []string{
				`1EXAMPLE-only_1Synthetic21EXAMPLE-only_1SyntAzFx0EXAMP==`,
				`1EXAMPLE-only_1SynthAzFu0EXAMP==`,
			},
		},
		{
			ID:       "azure-annotated-key",
			Doc:      "Azure common annotated key of 84 characters (JQQJ9), used by Cognitive Services, Maps and others.",
			Source:   "https://github.com/microsoft/security-utilities",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9A-Za-z]{52}JQQJ9[0-9A-Za-z]{20,}`,
			Hits: []string{
				`using ⟦0EXAMPLEonly1Synthetic20EXAMPL¦0EXAMPLEonly1SyntheticJQQJ990EXAMPLEonly1Synthetic20EX⟧, retrying`,
				`Error: (⟦PLEonly1Synthetic20EXAMPLEonly¦PLEonly1Synthetic20EXAJQQJ99PLEonly1Synthetic20EXAMPLE⟧) refused`,
			},
			Misses: []string{
				`1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic20EXAMPJQQK991EXAMPLEonly1Synthetic20EX`,
				`1EXAMPLEonly1SynthetJQQJ991EXAMPLEonly1Synthetic20EX`,
			},
		},
		{
			ID:       "azure-devops-token",
			Doc:      "Azure DevOps personal access token of 84 characters (AZDO).",
			Source:   "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9A-Za-z]{76}AZDO[0-9A-Za-z]{4,}`,
			Hits: []string{
				`env A=1 KEY=⟦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synt¦0EXAMPLEonly1Synthetic20EXAMPLEonly1AZDO0EXA⟧ B=2`,
				`config: {Token:⟦PLEonly1Synthetic20EXAMPLEonly1Synthetic¦PLEonly1Synthetic20EXAMPLEonly1SynthAZDOPLEo⟧ Retries:3}`,
			},
			Misses: []string{
				`1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic20EXAMPLAZDX0EXA`,
				`1EXAMPLEonly1SynthetAZDO0EXA`,
			},
		},
		{
			ID:       "azure-sas-signature",
			Doc:      "Signature of an Azure shared access signature (sig=), plain or percent-encoded.",
			Source:   "https://learn.microsoft.com/azure/storage/common/storage-sas-overview",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `sig=((?:[0-9A-Za-z+/]|%(?:25)*2[BFbf]){43,}(?:=|%(?:25)*3[Dd])?)`,
			Hits: []string{
				`https://x.blob.core.windows.net/c?sv=2024-01-01&sig=⟦¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Syn=⟧&se=1`,
				`?sp=r&sig=⟦¦0EXAMPLEonly1Synthet%2B0EXAMPLEon%2F0EXAMPLEonl%3D⟧&sv=1`,
			},
			Misses: []string{
				`sig=SIGTERM`,
				`sig=11 signal=15`,
			},
		},
	}
}
