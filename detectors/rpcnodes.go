package detectors

import "github.com/tacit-go/tacit/redact"

// rpcNodes describes keys in the paths of blockchain nodes.
func rpcNodes() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "rpc-node-key",
			Doc:      "Project key in the URL of an Infura, Alchemy or QuickNode node.",
			Source:   "https://docs.metamask.io/services/get-started/infura/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:infura\.io/v3/|ura\.io/ws/v3/|chemy\.com/v2/|emyapi\.io/v2/|quiknode\.pro/|fura\.io\\/v3\\/|emy\.com\\/v2\\/|uiknode\.pro\\/)([0-9A-Za-z_-]{32,})`,
			Hits: []string{
				`curl -H "X-Auth: https://mainnet.infura.io/v3/⟦¦0a1b2c3d4e5f607182930a1b2c3d4e5f⟧" https://api.example.org/v1`,
				`GET /v1/items?access=https://eth-mainnet.g.alchemy.com/v2/⟦¦PLE-only_1Synthetic20EXAMPLE-onlx⟧&page=2 200`,
				`dial wss://mainnet.infura.io/ws/v3/⟦0a1b2c3d4e5f6071¦82930a1b2c3d4e5f⟧: timeout`,
				`{"u":"https:\/\/mainnet.infura.io\/v3\/⟦0a1b2c3d4e5f6071¦82930a1b2c3d4e5f⟧"}`,
				`using https://a-b.quiknode.pro/⟦¦0a1b2c3d4e5f607182930a1b2c3d4e5f60718293⟧/, retrying`,
			},
			Misses: []string{
				`https://mainnet.infura.io/v3/`,
				`https://alchemy.com/v2/docs`,
			},
		},
	}
}
