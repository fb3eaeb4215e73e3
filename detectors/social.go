package detectors

import "github.com/tacit-go/tacit/redact"

// social describes credentials of social networks.
func social() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "meta-access-token",
			Doc:      "Meta access token (EAA).",
			Source:   "https://developers.facebook.com/docs/facebook-login/guides/access-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `EAA[0-9A-Za-z]{96,}`,
			Verify:   noFill,
			Hits: []string{
				`curl -H "X-Auth: ⟦EAAC¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAM⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦EAAM¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synt⟧&page=2 200`,
			},
			Misses: []string{
				`EAACshort`,
				`BEAAC1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic20EXAM`,
				`EAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`,
			},
		},
		{
			ID:       "instagram-access-token",
			Doc:      "Instagram access token (IGQV, IGQW, IGAA).",
			Source:   "https://developers.facebook.com/docs/instagram-platform/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `IG(?:QV|QW|AA)[0-9A-Za-z_-]{80,}`,
			Hits: []string{
				`using ⟦IGQV¦0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20E⟧, retrying`,
				`Error: (⟦IGAA¦PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPL⟧) refused`,
			},
			Misses: []string{
				`IGQVshort`,
				`BIGAA1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic20E`,
			},
		},
		{
			ID:       "x-bearer-token",
			Doc:      "X app-only bearer token (A repeated, with an equals sign inside, plain or percent-encoded).",
			Source:   "https://docs.x.com/fundamentals/authentication/oauth-2-0/bearer-tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `A{20,24}(?:[0-9A-Za-z+/]|%(?:25)*2[BbFf]){12,}(?:=|%(?:25)*3[Dd])[0-9A-Za-z]{30,}`,
			Hits: []string{
				`env A=1 KEY=⟦AAAAAAAAAAAAAAAAAAAAA¦M0EXAMPLEonly1Synthet%2B0EXAMPLEon%3D0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXA⟧ B=2`,
				`config: {Token:⟦AAAAAAAAAAAAAAAAAAAAA¦BPLEonly1Synthetic20EXAMPLEonly%3DPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEo⟧ Retries:3}`,
				`curl -H "X-Auth: ⟦AAAAAAAAAAAAAAAAAAAAA¦BPLEonly1Synth+tic20EXAMPLEonly=PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEo⟧"`,
			},
			Misses: []string{
				`AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==`,
				`AAAAAAAAAAAAAAAAAAAAAMLhe%3D`,
				`AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`,
			},
		},
		{
			ID:       "linkedin-access-token",
			Doc:      "LinkedIn access token (AQT to AQX).",
			Source:   "https://learn.microsoft.com/linkedin/shared/authentication/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `AQ[T-X][0-9A-Za-z_-]{180,}`,
			Verify:   noFill,
			Hits: []string{
				`level=info msg="clone failed" token=⟦AQV¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syntheticx⟧ status=401`,
				`{"auth":"⟦AQV¦PLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXx⟧","n":1}`,
			},
			Misses: []string{
				`AQVshort`,
				`BAQX1EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Synthetic21EXAMPLE-only_1Syntheticx`,
				`AQVAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`,
			},
		},
		{
			ID:       "linkedin-client-secret",
			Doc:      "LinkedIn client secret (WPL_AP1.).",
			Source:   "https://learn.microsoft.com/linkedin/shared/authentication/client-credentials-flow",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `WPL_AP[0-9]\.[0-9A-Za-z]{12,}(?:\.[0-9A-Za-z+/]+={0,2})?`,
			Hits: []string{
				`curl -H "X-Auth: ⟦WPL_AP1.¦0EXAMPLEonly1Syn.0EXAMP==⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦WPL_AP0.¦PLEonly1Syntheti⟧&page=2 200`,
			},
			Misses: []string{
				`WPL_AP1.short`,
				`WPL_AQ1.1EXAMPLEonly1Syn`,
			},
		},
		{
			ID:       "pinterest-token",
			Doc:      "Pinterest access token (pina_).",
			Source:   "https://developers.pinterest.com/docs/getting-started/set-up-authentication-and-authorization/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `pina_[0-9A-Za-z]{32,}`,
			Hits: []string{
				`using ⟦pina_¦0EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPL⟧, retrying`,
				`Error: (⟦pina_¦MPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPLE1SYNTHETIC20EXAMPLE1SY⟧) refused`,
			},
			Misses: []string{
				`pina_colada`,
				`spina_1EXAMPLE1SYNTHETIC21EXAMPLE1SYNTHETIC21EXAMPLE1SYNTHETIC20EXAMPL`,
			},
		},
		{
			ID:       "twitch-stream-key",
			Doc:      "Twitch stream key (live_, a number and 30 characters).",
			Source:   "https://dev.twitch.tv/docs/api/reference/#get-stream-key",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `live_[0-9]{6,}_[0-9A-Za-z]{26,}`,
			Hits: []string{
				`env A=1 KEY=⟦live_¦102938475_0EXAMPLEonly1Synthetic20EXAMPL⟧ B=2`,
				`config: {Token:⟦live_¦938475610_PLEonly1Synthetic20EXAMPLEonly⟧ Retries:3}`,
			},
			Misses: []string{
				`live_123456789_viewers`,
				`olive_202938475_1EXAMPLEonly1Synthetic20EXAMPL`,
			},
		},
		{
			ID:       "twitch-chat-token",
			Doc:      "Twitch chat token behind oauth:.",
			Source:   "https://dev.twitch.tv/docs/chat/authenticating/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `oauth:([0-9a-z]{30,})`,
			Verify:   notWords,
			Hits: []string{
				`level=info msg="clone failed" token=oauth:⟦¦0example1synthetic20example1sy⟧ status=401`,
				`{"auth":"oauth:⟦¦mple1synthetic20example1synthetic20e⟧","n":1}`,
			},
			Misses: []string{
				`oauth:token`,
				`oauth2:1example1synthetic21example1sy`,
				`oauth:internationalisationresourcebundle`,
			},
		},
	}
}
