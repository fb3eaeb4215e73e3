package detectors

import (
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestFamilies checks that each detector of personal data is in one family and that
// PII selects by family.
func TestFamilies(t *testing.T) {
	seen, names := map[string]Family{}, map[string]bool{}
	for _, f := range Families() {
		ds := PII(f)
		if len(ds) == 0 || f.String() == "unknown" || names[f.String()] {
			t.Errorf("family %d: %q, %d detectors", f, f, len(ds))
		}
		names[f.String()] = true
		for _, d := range ds {
			if other, ok := seen[d.ID]; ok || d.Tier != redact.PII {
				t.Errorf("%s of tier %v is in %s and %s", d.ID, d.Tier, f, other)
			}
			seen[d.ID] = f
		}
	}
	if all := PII(); len(all) != len(seen) {
		t.Errorf("%d detectors in PII, %d in its families", len(all), len(seen))
	}
	if n, twice := len(PII(Cards, Emails)), len(PII(Emails, Cards, Cards)); n != twice || n != len(PII(Cards))+len(PII(Emails)) {
		t.Errorf("two families: %d and %d detectors", n, twice)
	}
	if ds := PII(families); len(ds) != 0 || families.String() != "unknown" {
		t.Errorf("an unknown family has %d detectors", len(ds))
	}
}

// TestSemConvIsApart checks that the preset can be used with Default: no ID twice.
func TestSemConvIsApart(t *testing.T) {
	ds := append(Default(), SemConv()...)
	if len(SemConv()) == 0 {
		t.Fatal("the preset is empty")
	}
	r := engine(t, append(ds, PII()...)...)
	const line = `GET /b?X-Amz-Credential=AKIA%2F2026&X-Amz-Signature=0a1b&AWSAccessKeyId=AKIA1&Signature=aB3dE6gH9jK2mN5pQ8&X-Goog-Signature=00ff&sig=aB3dE6gH9jK2mN5pQ8&X-Amz-Security-Token=FwoG1&x=1`
	const want = `GET /b?X-Amz-Credential=[REDACTED:semconv-url-credential]&X-Amz-Signature=[REDACTED:url-signature]&AWSAccessKeyId=[REDACTED:semconv-url-credential]&Signature=[REDACTED:signature]&X-Goog-Signature=[REDACTED:url-signature]&sig=[REDACTED:signature]&X-Amz-Security-Token=[REDACTED:access-token]&x=1`
	if got := r.String(line); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
