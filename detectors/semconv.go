package detectors

import "github.com/tacit-go/tacit/redact"

// semConv describes what the semantic conventions of OpenTelemetry call sensitive and
// Default leaves: its own preset.
func semConv() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "semconv-url-credential",
			Doc:      "Values of the names that the conventions strike from URL queries beyond those of Default.",
			Source:   "https://opentelemetry.io/docs/specs/semconv/registry/attributes/url/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names:    []string{"aws_access_key_id", "x_amz_credential", "x_goog_credential"},
			Hits: []string{
				`?X-Amz-Credential=⟦AKIA¦EXAMPLE2SYNTHETI%2F20260101%2Fus-east-1⟧&x=1`,
				`AWSAccessKeyId=⟦AKIA¦EXAMPLE4SYNTHETI⟧&Expires=1`,
			},
			Misses: []string{
				`X-Amz-SignedHeaders=host`,
				`X-Amz-Credential-Scope-Type=x`,
			},
		},
		{
			ID:       "semconv-content",
			Doc:      "Bodies, prompts and parameters: attributes that hold what users wrote.",
			Source:   "https://opentelemetry.io/docs/specs/semconv/registry/attributes/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			// Names are compared in text as one separator writes them, so those of two
			// separators, such as gen_ai.prompt, go by their ends.
			Names: []string{"http_request_body_content", "http_response_body_content", "input_messages", "output_messages", "system_instructions", "ai_prompt", "ai_completion", "tool_call_arguments", "tool_call_result", "retrieval_query_text", "db_query_parameter", "graphql_document", "flag_result_value"},
			Hits: []string{
				`{"gen_ai.prompt":"⟦my name ¦is Ann⟧","n":1}`,
				`db.query.parameter.0=⟦an¦n⟧ n=1`,
			},
			Misses: []string{
				`gen_ai.prompt.name=null`,
				`db.query.summary=SELECT`,
			},
		},
		{
			ID:       "semconv-identity",
			Doc:      "Attributes that tell who a user is.",
			Source:   "https://opentelemetry.io/docs/specs/semconv/registry/attributes/enduser/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Names:    []string{"enduser_id", "enduser_pseudo_id", "user_id", "user_email", "full_name", "device_id", "client_address", "source_address", "network_peer_address", "agent_original"},
			Hits: []string{
				`{"enduser.id":"⟦an¦n⟧","n":1}`,
				`user.email=⟦eve¦@example.com⟧ n=1`,
			},
			Misses: []string{
				`user_agent.name=curl`,
				`device.model=x`,
			},
		},
	}
}
