package detectors

import "github.com/tacit-go/tacit/redact"

// signatures describes values of names for signatures that open a URL.
func signatures() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "url-signature",
			Doc:      "Value of a name for the signature of a presigned URL.",
			Source:   "https://docs.cloud.google.com/storage/docs/access-control/signed-urls",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"x_amz_signature", "x_goog_signature", "x_ms_signature", "x_hub_signature", "x_hub_signature_256", "shared_access_signature",
				"sharedaccesssignature", "sas_token", "sastoken",
			},
			Hits: []string{
				`?X-Goog-Expires=60&X-Goog-Signature=⟦9f8e¦7d6c5b4a⟧&x=1`,
				`X-Amz-Signature=⟦9f8e¦7d6c5b4a⟧`,
			},
			Misses: []string{
				`signature=func(int) string`,
				`X-Amz-SignedHeaders=host`,
			},
		},
		{
			ID:       "signature",
			Doc:      "Value of a name that may be a signature.",
			Source:   "https://learn.microsoft.com/azure/storage/common/storage-sas-overview",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"sig", "signature", "hmac",
			},
			Weak: true,
			Hits: []string{
				`?sv=1&sig=⟦aB3dE6¦gH9jK2mN5pQ8¦rS1tU4vW7xY0z⟧&se=1`,
				`hmac=⟦9f86d081¦884c7d659a2feaa0c55ad015⟧`,
			},
			Misses: []string{
				`sig=SIGTERM`,
				`sig=11 signal=15`,
				`signature=func(int) string`,
			},
		},
	}
}
