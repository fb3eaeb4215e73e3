package redact_test

import (
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// The value of a parameter ends at the mark that stands before its URL, where that can be seen; if
// not, it goes on behind the mark.
func TestContractAttributesWithURLs(t *testing.T) {
	const known = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	r := defaults(t)
	reference := build(t, redact.WithDetectors(detectors.Default()...), redact.WithKernel(redact.KernelReference))
	for in, want := range map[string]string{
		`<a href="/?token=s3Kr000001dqZ">Found</a>.`:                                `<a href="/?token=[REDACTED:token]">Found</a>.`,
		`<a href='/?token=s3Kr000001dqZ'>Found it</a>.`:                             `<a href='/?token=[REDACTED:token]'>Found it</a>.`,
		`<a class="x" href="http://h/a?b=c&password=s3Kr01dqZ">F`:                   `<a class="x" href="http://h/a?b=c&password=[REDACTED:password]">F`,
		`<a href="/?a=1&amp;token=s3Kr000001dqZ">Found</a>`:                         `<a href="/?a=1&amp;token=[REDACTED:token]">Found</a>`,
		`<img src="/?token=s3Kr000001dqZ"/>of it`:                                   `<img src="/?token=[REDACTED:token]"/>of it`,
		`<a href="/?token=s3Kr000001dqZ" id="x">Found</a>`:                          `<a href="/?token=[REDACTED:token]" id="x">Found</a>`,
		`<a href="/?token=` + known + `">Found</a>`:                                 `<a href="/?token=[REDACTED:github-personal-access-token]">Found</a>`,
		`<a href="/?token=s3Kr000001dqZ'>Found</a>.`:                                `<a href="/?token=[REDACTED:token]</a>.`,
		`<a href='/?token=s3Kr"000001dqZ'>Found</a>.`:                               `<a href='/?token=[REDACTED:token]'>Found</a>.`,
		`<a href="/?token=s3Kr000001dqZ"x">Found</a>.`:                              `<a href="/?token=[REDACTED:token]">Found</a>.`,
		`href="/?token=s3Kr000001dqZ">Found`:                                        `href="/?token=[REDACTED:token]">Found`,
		`<b>href="/?token=s3Kr000001dqZ">Found`:                                     `<b>href="/?token=[REDACTED:token]">Found`,
		`<a "/?token=s3Kr000001dqZ">Found</a>.`:                                     `<a "/?token=[REDACTED:token]">Found</a>.`,
		`<a href="/` + strings.Repeat("x", 300) + `?token=s3Kr000001dqZ">Found</a>`: `<a href="/` + strings.Repeat("x", 300) + `?token=[REDACTED:token]</a>`,
	} {
		got := r.String(in)
		if got != want {
			t.Errorf("%s became %s, want %s", in, got, want)
		}
		if got := reference.String(in); got != want {
			t.Errorf("%s became %s by the reference, want %s", in, got, want)
		}
		if again := r.String(got); again != got {
			t.Errorf("%s became %s, and again %s", in, got, again)
		}
		for at := range in {
			if got := streamed(t, r, in[:at], in[at:]); got != want {
				t.Errorf("%s, cut at %d: %s, want %s", in, at, got, want)
			}
		}
	}
}
