package redact_test

import (
	"encoding/json"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// addTexts seeds a fuzz target with every context and every opener.
func addTexts(f *testing.F, add func(text string)) {
	f.Helper()
	for i, p := range plantings {
		add(p.put(rare(random(uint64(i)), 36)))
	}
	for _, o := range openers {
		add(o + "\nnext line")
	}
	for _, c := range cleanLines {
		add(c)
	}
	text, _ := corpus(random(1), 8)
	add(text)
}

// FuzzNoLeak plants secrets between hostile lines.
func FuzzNoLeak(f *testing.F) {
	for i := range plantings {
		f.Add(openers[i%len(openers)], cleanLines[i%len(cleanLines)], uint64(i), uint8(i))
	}
	for i, o := range openers {
		f.Add(o, o, uint64(i), uint8(i))
	}
	known := rare(random(99), 24)
	withLive := live(f, known)
	f.Fuzz(func(t *testing.T, before, after string, seed uint64, which uint8) {
		if in := before + known + after; leaked(before, known) < 0 && leaked(after, known) < 0 {
			if at := leaked(withLive.String(in), known); at >= 0 {
				t.Errorf("live secret: leak at byte %d", at)
			}
			if at := leaked(streamed(t, withLive, cut(in, int(seed%1000), int(seed/1000%1000))...), known); at >= 0 {
				t.Errorf("live secret, stream: leak at byte %d", at)
			}
		}
		p := plantings[int(which)%len(plantings)]
		secret := rare(random(seed), 36)
		if leaked(before+after, secret) >= 0 {
			t.Skip("the text holds the secret by chance")
		}
		in := before + "\n" + p.put(secret) + "\n" + after
		outputs := map[string]string{
			"String":     defaults(t).String(in),
			"stream":     streamed(t, defaults(t), cut(in, int(seed%1000), int(seed/1000%1000))...),
			"AppendJSON": string(defaults(t).AppendJSON(nil, []byte(in))),
			"Fixed":      fixed(t).String(in),
		}
		if p.json {
			outputs["AppendJSON alone"] = string(defaults(t).AppendJSON(nil, []byte(p.put(secret))))
		}
		for call, out := range outputs {
			if at := leaked(out, secret); at >= 0 {
				t.Errorf("%s, %s: leak at byte %d: %q", p.name, call, at, near(out, at))
			}
		}
	})
}

func FuzzIdempotent(f *testing.F) {
	addTexts(f, func(text string) { f.Add(text) })
	for _, s := range []string{"password=[REDACTED:x]", "password=[REDACTED", "a[REDACTED:error]", `password="[REDACTED:limit] x"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		for name, r := range map[string]*redact.Redactor{"Label": defaults(t), "Fixed": fixed(t)} {
			once := r.String(in)
			if twice := r.String(once); twice != once {
				at := differ(once, twice)
				t.Errorf("%s: once %q, twice %q at byte %d", name, near(once, at), near(twice, at), at)
			}
			onceJSON := r.AppendJSON(nil, []byte(in))
			if twice := r.AppendJSON(nil, onceJSON); string(twice) != string(onceJSON) {
				t.Errorf("%s, AppendJSON: once %q, twice %q", name, onceJSON, twice)
			}
		}
	})
}

func FuzzStreamEqualsWhole(f *testing.F) {
	addTexts(f, func(text string) { f.Add(text, []byte{7, 31, 200}) })
	f.Fuzz(func(t *testing.T, in string, cuts []byte) {
		at := make([]int, min(len(cuts), 20))
		for i := range at {
			at[i] = int(cuts[i]) * max(1, len(in)/256)
			if i > 0 {
				at[i] += at[i-1]
			}
		}
		want := defaults(t).String(in)
		if got := streamed(t, defaults(t), cut(in, at...)...); got != want {
			d := differ(got, want)
			t.Errorf("differs at byte %d: got %q, want %q", d, near(got, d), near(want, d))
		}
		if len(in) < 2000 {
			if got := streamed(t, defaults(t), singles(in)...); got != want {
				d := differ(got, want)
				t.Errorf("byte by byte: differs at byte %d: got %q, want %q", d, near(got, d), near(want, d))
			}
		}
	})
}

func FuzzJSONStaysValid(f *testing.F) {
	addTexts(f, func(text string) { f.Add([]byte(text)) })
	for seed := range uint64(10) {
		var secrets []string
		f.Add([]byte(randomJSON(random(seed), 4, &secrets)))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		outputs := map[string][]byte{
			"Append":     defaults(t).Append(nil, in),
			"AppendJSON": defaults(t).AppendJSON(nil, in),
			"Fixed":      fixed(t).AppendJSON(nil, in),
		}
		if len(in) > 0 {
			outputs["stream"] = []byte(streamed(t, defaults(t), cut(string(in), len(in)/3, len(in)/2)...))
		}
		for call, out := range outputs {
			if json.Valid(in) && !json.Valid(out) {
				t.Errorf("%s: %q became invalid: %q", call, in, out)
			}
		}
	})
}

// FuzzModel compares the engine with the slow model.
func FuzzModel(f *testing.F) {
	f.Add([]byte("abcabc"))
	f.Add([]byte{0, 0, 0, 1, 10, 4, 1, 9, 8, 16, 5, 0, 1, 2})
	rng := random(1)
	for range 20 {
		seed := make([]byte, 60)
		for i := range seed {
			seed[i] = byte(rng.IntN(256))
		}
		f.Add(seed)
	}
	r := build(f, redact.WithDetectors(synthetic...))
	m, err := newModel(synthetic)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, seed []byte) { compareWithModel(t, r, m, modelText(seed)) })
}
