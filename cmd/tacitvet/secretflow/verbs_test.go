package secretflow

import (
	"slices"
	"testing"
)

func TestVerbs(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   []rune
	}{
		{"%s %d", 2, []rune("sd")},
		{"%T", 1, []rune("T")},
		{"%*d", 2, []rune{0, 'd'}},
		{"%[2]s %[1]d", 2, []rune("ds")},
		{"%T %[1]s", 1, []rune("s")},
		{"%-10.3f%%", 1, []rune("f")},
		{"no verb", 1, []rune("v")},
		{"%#v %+v", 2, []rune("#v")},
		{"%.4s %.5s %.s %.*s", 5, []rune{0, 's', 0, 0, 's'}},
		{"%6.2q|%.3d", 2, []rune{0, 'd'}},
		{"%", 1, []rune("v")},
		{"%s", 0, nil},
	} {
		if got := verbs(c.format, c.n); !slices.Equal(got, c.want) {
			t.Errorf("verbs(%q, %d) = %q, want %q", c.format, c.n, string(got), string(c.want))
		}
	}
}

func TestNames(t *testing.T) {
	n := newNames()
	for name, want := range map[string]class{
		"password": strong, "dbPassword": strong, "APIKey": strong, "clientSecret": strong, "otp": strong,
		"token": weak, "key": weak,
		"passwordHash": plain, "maskedPassword": plain, "passwordFile": plain, "secretName": plain, "user": plain,
		"encryptionKey": strong, "hmacKey": strong, "errPassword": plain, "passwordPrompt": plain,
	} {
		if got := n.class(name); got != want {
			t.Errorf("class(%q) = %d, want %d", name, got, want)
		}
	}
}
