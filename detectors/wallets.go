package detectors

import "github.com/tacit-go/tacit/redact"

// wallets describes keys of cryptocurrency wallets and of Nostr.
func wallets() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "bitcoin-private-key",
			Doc:      "Bitcoin private key in wallet import format (WIF), of 51 or 52 characters.",
			Source:   "https://en.bitcoin.it/wiki/Wallet_import_format",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `(?:5[HJK][1-9A-HJ-NP-Za-km-z]|K[w-z][1-9A-HJ-NP-Za-km-z]{2}|L[1-5][1-9A-HJ-NP-Za-km-z]{2})[1-9A-HJ-NP-Za-km-z]{48}\b`,
			Run:      []int{0, 1},
			Verify:   walletImport,
			Hits: []string{
				`{"auth":"⟦5Ja¦2EXAMPLEonLy3Synthetic42EXAMPLEonLy3Synthetic42E⟧","n":1}`,
				`curl -H "X-Auth: ⟦L1a¦PLEonLy3Synthetic42EXAMPLEonLy3Synthetic42EXAMPLE⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`L1a2EXAMPLEonLy3Synthetic42EXAMPLEonLy3Synthetic42EXAMPLE`,
				`KwExampleOfWordsInCamexCaseThatAreQuiteLongButNoKeys`,
				`bitcoin KwShort`,
			},
		},
		{
			ID:       "extended-private-key",
			Doc:      "Extended private key of a wallet (xprv, yprv, zprv, tprv and others).",
			Source:   "https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `[t-zT-Z]prv[1-9A-HJ-NP-Za-km-z]{100,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦xprv¦EXAMPLEonLy1Synthetic2EXAMPLEonLy1Synthetic2EXAMPLEonLy1Synthetic2EXAMPLEonLy1Synthetic2EXAMPLEonLy1Synthet⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦zprv¦PLEonLy1Synthetic2EXAMPLEonLy1Synthetic2EXAMPLEonLy1Synthetic2EXAMPLEonLy1Synthetic2EXAMPLEonLy1Synthetic2EX⟧&page=2 200`,
			},
			Misses: []string{
				`xprvshort`,
				`xpubEXAMPLEonLy1Synthetic2EXAMPLEonLy1Synthetic2EXAMPLEonLy1Synthetic2EXAMPLEonLy1Synthetic2EXAMPLEonLy1Synthet`,
			},
		},
		{
			ID:       "nostr-private-key",
			Doc:      "Nostr private key (nsec1).",
			Source:   "https://github.com/nostr-protocol/nips/blob/master/19.md",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `nsec1[0-9ac-hj-np-z]{50,}`,
			Hits: []string{
				`using ⟦nsec1¦0examp7e4syn9hetc20examp7e4syn9hetc20examp7e4syn9hetc20exa⟧, retrying`,
				`Error: (⟦nsec1¦mp7e4syn9hetc20examp7e4syn9hetc20examp7e4syn9hetc20examp7e⟧) refused`,
			},
			Misses: []string{
				`nsec1short`,
				`npub10examp5e4syn9hetc20examp5e4syn9hetc20examp5e4syn9hetc20exa`,
			},
		},
		{
			ID:       "recovery-phrase",
			Doc:      "Recovery words of a wallet behind the name mnemonic or phrase.",
			Source:   "https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  `(?:onic: |rase: |onic="|rase="|nic":"|ase":")([a-z]{3,8}(?: [a-z]{3,8}){11,})`,
			Hits: []string{
				`mnemonic: ⟦zebra rural zebra ¦rural zebra rural zebra rural zebra rural zebra rural⟧`,
				`{"seed_phrase":"⟦zebra rural zebra ¦rural zebra rural zebra rural zebra rural zebra rural⟧"}`,
			},
			Misses: []string{
				`phrase: this is a sentence with many words in it and some are short ones`,
				`mnemonic: mov eax`,
			},
		},
	}
}
