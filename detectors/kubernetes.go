package detectors

import "github.com/tacit-go/tacit/redact"

// kubernetes describes credentials of Kubernetes and of Rancher.
func kubernetes() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "rancher-token",
			Doc:      "Rancher API token or kubeconfig token.",
			Source:   "https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:token-[0-9a-z]{5}|kubeconfig-(?:u|user)-[0-9a-z]{5,12}):[0-9a-z]{50,}`,
			Hits: []string{
				`GET /v1/items?access=⟦token-¦0exam:0example1synthetic20example1synthetic20example1synthet⟧&page=2 200`,
				`using ⟦kubeconfig-user-¦mple1:mple1synthetic20example1synthetic20example1synthetic20⟧, retrying`,
			},
			Misses: []string{
				`token-abcde:short`,
				`tokex-0exam:1example1synthetic21example1synthetic21example1synthet`,
			},
		},
		{
			ID:       "kubernetes-string-data",
			Doc:      "The plain values of a Kubernetes Secret (stringData), with their names.",
			Source:   "https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names:    []string{"string_data"},
			Hits: []string{
				`{"kind":"Secret","stringData":⟦{"config":"a¦bc"}⟧}`,
				"kind: Secret\nstringData:\n  ⟦config: a¦bc\n  url: x⟧\ntype: Opaque",
			},
			Misses: []string{
				"kind: ConfigMap\ndata:\n  config: abc",
				"stringData:\nkind: Secret",
			},
		},
		{
			ID:       "kubernetes-bootstrap-token",
			Doc:      "Kubernetes bootstrap token behind --token.",
			Source:   "https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  `--token[ =]([0-9a-z]{6}\.[0-9a-z]{16,})`,
			Hits: []string{
				`kubeadm join 10.0.0.1:6443 --token ⟦0examp.¦1synthetic2exam3⟧ --discovery-token-ca-cert-hash sha256:0a`,
				`kubeadm token create --token=⟦0examp.¦1synthetic2exam3⟧`,
			},
			Misses: []string{
				`--token abc.def`,
				`--token-ttl 24h0m0s.1example1synthet`,
			},
		},
	}
}
