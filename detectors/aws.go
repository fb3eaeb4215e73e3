package detectors

import "github.com/tacit-go/tacit/redact"

// aws describes credentials of Amazon Web Services. Ids of users and roles stay;
// access key ids are hidden, since they often stand beside their secrets.
func aws() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "aws-secret-access-key",
			Doc:      "Value of a name for an AWS secret access key.",
			Source:   "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"secret_access_key", "aws_secret_key", "aws_secret", "secretaccesskey", "awssecretkey",
			},
			Hits: []string{
				`aws_secret_access_key=⟦zQ8EXAMPLE¦+only/2Synthetic30EXAMPLE+only/2⟧`,
				`{"SecretAccessKey":"⟦zQ9EXAMPLE¦+only/2Synthetic30EXAMPLE+only/2⟧","n":1}`,
			},
			Misses: []string{
				`aws_access_key_id=AKIAEXAMPLE`,
				`secret_access_key=null`,
			},
		},
		{
			ID:       "aws-access-key-pair",
			Doc:      "AWS secret access key directly behind its access key id.",
			Source:   "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:AKIA|ASIA)[0-9A-Z]{16}[:;,| \t]([0-9A-Za-z+/]{40,})`,
			Verify:   notHex,
			Hits: []string{
				`using AKIA¦EXAMPLE2SYNTHETI:⟦¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1⟧ for s3`,
				`AKIA¦EXAMPLE2SYNTHETI,⟦¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1⟧`,
			},
			Misses: []string{
				`AKIA¦EXAMPLE3SYNTHETI:1a1b2c3d4e5f607182931a1b2c3d4e5f60718293`,
				`AKIA¦EXAMPLE3SYNTHETI assumed role deploy`,
			},
		},
		{
			ID:       "aws-session-token",
			Doc:      "AWS temporary session token, by the fixed start of its encoding.",
			Source:   "https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:FwoGZXIvYXdz|FQoGZXIvYXdz|IQoJb3JpZ2luX2Vj)(?:[0-9A-Za-z+/=_-]|%(?:25)*(?:2[BFbf]|3[Dd])){60,}`,
			Hits: []string{
				`env A=1 KEY=⟦FwoGZXIvYXdz¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synth⟧ B=2`,
				`config: {Token:⟦IQoJb3JpZ2luX2Vj¦PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic2%2BPLEonly1⟧ Retries:3}`,
			},
			Misses: []string{
				`FwoGZXIvYXdz`,
				`IQoJb3JpZ2lu1EXAMPLE+only/1Synth`,
			},
		},
		{
			ID:       "aws-request-signature",
			Doc:      "Signature of a presigned URL or of an AWS4-HMAC-SHA256 header.",
			Source:   "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `Signature=([0-9a-f]{64,})`,
			Hits: []string{
				`GET /b/k?X-Amz-Expires=60&X-Amz-Signature=⟦¦0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧&x=1`,
				`AWS4-HMAC-SHA256 Credential=AKIA/x, Signature=⟦¦0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧`,
			},
			Misses: []string{
				`Signature=func(int) string`,
				`Signature=1a1b2c3d4e5f607182931a1b2c3d4e5f60718293`,
			},
		},
		{
			ID:       "aws-bedrock-key",
			Doc:      "Amazon Bedrock long-lived API key (ABSK).",
			Source:   "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `ABSKQmVkcm9ja0FQSUtl[0-9A-Za-z+/]{40,}={0,2}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦ABSKQmVkcm9ja0FQSUtl¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1==⟧ status=401`,
				`{"auth":"⟦ABSKQmVkcm9ja0FQSUtl¦PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synth==⟧","n":1}`,
			},
			Misses: []string{
				`ABSKQmVkcm9ja0FQSUtl`,
				`ABSK1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+o`,
			},
		},
		{
			ID:       "aws-bedrock-session-key",
			Doc:      "Amazon Bedrock short-lived API key (bedrock-api-key-).",
			Source:   "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `bedrock-api-key-[0-9A-Za-z+/_-]{40,}={0,2}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦bedrock-api-key-¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1==⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦bedrock-api-key-¦PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synth==⟧&page=2 200`,
			},
			Misses: []string{
				`bedrock-api-key-rotation`,
				`bedrock-api-keys-1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+o`,
			},
		},
		{
			ID:       "aws-mws-token",
			Doc:      "Amazon MWS authorisation token (amzn.mws.).",
			Source:   "https://developer-docs.amazon.com/sp-api",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `amzn\.mws\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12,}`,
			Hits: []string{
				`using ⟦amzn.mws.¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f⟧, retrying`,
				`Error: (⟦amzn.mws.¦c3d4e5f6-c3d4-4c3d-8c3d-c3d4e5f60718⟧) refused`,
			},
			Misses: []string{
				`amzn.mws.orders`,
				`amzn-mws-1a1b2c3d-0a1b-40a1-80a1-1a1b2c3d4e5f`,
			},
		},
		{
			ID:       "aws-appsync-key",
			Doc:      "AWS AppSync API key (da2-).",
			Source:   "https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `da2-[0-9a-z]{26,}`,
			Hits: []string{
				`env A=1 KEY=⟦da2-¦0example1synthetic20exampl⟧ B=2`,
				`config: {Token:⟦da2-¦ple1synthetic20example1syn⟧ Retries:3}`,
			},
			Misses: []string{
				`da2-short`,
				`panda2-1example1synthetic20exampl`,
			},
		},
		{
			ID:       "aws-secure-string",
			Doc:      "Value of a SecureString of the Systems Manager Parameter Store.",
			Source:   "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern: inString(0, `(?:[^"\\]|\\.)+`, secureString...) + `|` + inString(1, `(?:\\*[^"\\]|\\{3,}")+`, secureString...) + `|` +
				inString(2, `(?:\\*[^"\\]|\\{7,}")+`, secureString...) + `|` + inString(3, `(?:\\*[^"\\]|\\{15,}")+`, secureString...),
			Hits: []string{
				`{"Parameter":{"Name":"/prod/db","Type":"Secure¦String","Value":"⟦hunt¦er2⟧","Version":1}}`,
				`{"Type": "Secure¦String", "Value": "⟦a\"¦b⟧", "Version": 1}`,
			},
			Misses: []string{
				`{"Type":"String","Value":"blue"}`,
				`{"Type":"SecureString","Value":""}`,
			},
		},
		{
			ID:       "aws-access-key-id",
			Doc:      "AWS access key id (AKIA, ASIA, ABIA, ACCA): it names an account, and often stands beside its secret.",
			Source:   "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  edge + `(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16,}`,
			Verify:   notHexNorFill,
			Hits: []string{
				`curl -H "X-Auth: ⟦AKIA¦EXAMPLE2SYNTHETI⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦ASIA¦PLE2SYNTHETIC7EX⟧&page=2 200`,
			},
			Misses: []string{
				`AKIAEXAMPLE`,
				`AROAEXAMPLE2SYNTHETI`,
				`TAKIA¦EXAMPLE2SYNTHETI`,
			},
		},
	}
}

// secureString is what stands before the value of a SecureString.
var secureString = []string{`SecureString","Value":"`, `SecureString", "Value": "`}
