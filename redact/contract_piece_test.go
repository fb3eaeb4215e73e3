package redact_test

import "testing"

// A piece of text of a language model is called a token, too, and has a probability beside it.
func TestContractPieces(t *testing.T) {
	lines := []string{
		`{"token":"Hello","logprob":-0.00012}`,
		`{"token": "world7x", "logprob": -1.5, "bytes": null}`,
		`{"top_logprobs":[{"token":"Hello","logprob":-0.12},{"token":"Zb8Wn4kQ","logprob":-2.1}]}`,

		`{"token":"«Zb8Wn4kQ7x»","log":-1.5}`,
		`{"logprob":-1.5,"token":"«Zb8Wn4kQ7x»"}`,
		`{"auth_token":"«Zb8Wn4kQ7x»","logprob":-1.5}`,
		`{"password":"«Zb8Wn4kQ7x»","logprob":-1.5}`,
	}
	asMarked(t, append(lines,
		`{"body":"{\"token\":\"Hello\",\"logprob\":-0.1}"}`,
		`{'token': 'Hello', 'logprob': -0.1}`,
		`token="«Hello7x»",logprob=-0.1`,
	))
	r := fixed(t)
	for _, line := range lines {
		in, want := marked(line)
		if got := string(r.AppendJSON(nil, []byte(in))); got != want {
			t.Errorf("AppendJSON: %s, want %s", got, want)
		}
	}
}
