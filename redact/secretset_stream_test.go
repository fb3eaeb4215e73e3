package redact_test

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

const (
	streamValue = "kX7vQ2/nB9$wLr"
	otherValue  = "Zt4&mHc8!pYd1u"
)

func mustHold(t *testing.T, set *redact.SecretSet, name, value string) {
	t.Helper()
	if _, err := set.Set(name, []byte(value)); err != nil {
		t.Fatal(err)
	}
}

// A value that is added is hidden from the next call on, in the middle of a line, and
// whatever else is held.
func TestStreamTakesLiveSecretsAtOnce(t *testing.T) {
	alone(t)
	for _, held := range []int{0, 1, 3000} {
		set := redact.NewSecretSet()
		for i := range held {
			mustHold(t, set, fmt.Sprintf("n%d", i), fmt.Sprintf("v%d/Qx%dw#%d", i*7919, i, i*31))
		}
		r := redact.MustNew(redact.WithSecrets(set), redact.WithDetectors(detectors.Default()...))
		var out strings.Builder
		w := r.NewStreamWriter(&out)
		fmt.Fprintf(w, "a line\nbegin %s then ", otherValue)
		mustHold(t, set, "db", streamValue)
		fmt.Fprintf(w, "%s and %x", streamValue, streamValue)
		w.Write([]byte(" the end\n"))
		set.Forget("db")
		fmt.Fprintf(w, "free: %s\n", streamValue)
		w.Close()
		want := "a line\nbegin " + otherValue + " then [REDACTED:live-secret] and [REDACTED:live-secret] the end\nfree: " + streamValue + "\n"
		if out.String() != want {
			t.Errorf("%d held: %q", held, out.String())
		}
	}
}

// What is held back when a value is added is scanned for it, also by Flush, Release
// and Close.
func TestStreamScansWhatIsHeldAgain(t *testing.T) {
	for name, end := range map[string]func(*redact.StreamWriter) error{
		"Write":   func(w *redact.StreamWriter) error { w.Write([]byte(" end\n")); return w.Close() },
		"Flush":   (*redact.StreamWriter).Flush,
		"Release": func(w *redact.StreamWriter) error { w.Release(); return w.Close() },
		"Close":   (*redact.StreamWriter).Close,
	} {
		set := redact.NewSecretSet()
		mustHold(t, set, "long", streamValue+" and this behind it")
		r := redact.MustNew(redact.WithSecrets(set))
		var out strings.Builder
		w := r.NewStreamWriter(&out)
		w.Write([]byte("x " + streamValue + " and"))
		if out.String() != "x " {
			t.Fatalf("%s: nothing is held back: %q", name, out.String())
		}
		mustHold(t, set, "short", streamValue)
		if err := end(w); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(out.String(), "x [REDACTED:live-secret]") || strings.Contains(out.String(), streamValue[4:]) {
			t.Errorf("%s: %q", name, out.String())
		}
	}
}

type lateObserver struct{ events []string }

func (o *lateObserver) Observe(e redact.Event) {
	o.events = append(o.events, fmt.Sprintf("%s %s %s/%d", e.Class, e.Detector, e.Secret, e.Generation))
}

// A use counts also where the match of another detector begins before it, and once
// in each group.
func TestLateUseInsideAnotherMatch(t *testing.T) {
	set := redact.NewSecretSet()
	mustHold(t, set, "db", streamValue)
	if _, err := set.Rotate("db", []byte(otherValue)); err != nil {
		t.Fatal(err)
	}
	var o lateObserver
	r := redact.MustNew(redact.WithSecrets(set), redact.WithDetectors(detectors.Default()...), redact.WithObserver(&o))
	uses := func() (n int64) {
		for _, i := range set.Inventory(nil) {
			if i.Generation == 1 {
				n = i.LateUses
			}
		}
		return n
	}
	for i, text := range []string{
		"password=a-" + streamValue + "-b",
		`{"Authorization":"Basic ` + "dXNlcjprWDd2UTIvbkI5JHdMcg==" + `"}`,
		"password=" + streamValue,
		"password='x " + streamValue + " y " + streamValue + "'",
	} {
		o.events = nil
		if out := r.String(text); strings.Contains(out, streamValue) {
			t.Fatalf("%q", out)
		}
		if n := uses(); n != int64(i+1) {
			t.Errorf("%q: %d late uses, want %d", text, n, i+1)
		}
		if n := strings.Count(strings.Join(o.events, "\n"), "late live-secret db/1"); n != 1 {
			t.Errorf("%q: events %q", text, o.events)
		}
	}
	// Cut anywhere, a stream counts the same.
	text := "password='x " + streamValue + " y' "
	for cut := range text {
		before := uses()
		w := r.NewStreamWriter(new(strings.Builder))
		w.Write([]byte(text[:cut]))
		w.Write([]byte(text[cut:]))
		w.Close()
		if n := uses() - before; n != 1 {
			t.Errorf("cut at %d: %d uses", cut, n)
		}
	}
	// Matches are asked for without being used.
	before := uses()
	r.AppendMatches(nil, []byte(text))
	if uses() != before {
		t.Error("AppendMatches counts")
	}
}

// Writers, rotators and readers at once, over a set that is merged all the while: no
// text that is begun after Set returned shows the value.
func TestSecretSetUnderLoad(t *testing.T) {
	set := redact.NewSecretSet(redact.MaxTombstones(50))
	r := redact.MustNew(redact.WithSecrets(set), redact.WithDetectors(detectors.Default()...))
	const writers, values = 3, 120
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for w := range writers {
		wg.Go(func() {
			var out strings.Builder
			stream := r.NewStreamWriter(&out)
			name := fmt.Sprintf("w%d", w)
			for i := range values {
				value := fmt.Sprintf("kX%dvQ2/nB9$w%dLr", i*7919, w)
				add := set.Set
				if i%3 == 1 {
					add = set.Rotate
				}
				if _, err := add(name, []byte(value), redact.WithGrace(0)); err != nil {
					t.Error(err)
				}
				for _, text := range []string{"x " + value, fmt.Sprintf("x %x", value)} {
					if out := r.String(text); strings.Contains(out, text[2:10]) {
						t.Errorf("shown after Set: %q", out)
					}
					fmt.Fprintf(stream, "%s then\n", text)
				}
				switch i % 40 {
				case 20:
					set.Revoke(name)
				case 30:
					set.Expire(name)
				case 39:
					stream.Flush()
					set.Forget(name)
				}
			}
			stream.Close()
			if n := strings.Count(out.String(), "[REDACTED:live-secret]"); n != 2*values || strings.Contains(out.String(), "kX") {
				t.Errorf("%d of %d were hidden in the stream", n, 2*values)
			}
		})
	}
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if r.String(cleanLine) != cleanLine {
					t.Error("clean text was changed")
				}
				for _, i := range set.Inventory(nil) {
					if i.Name == "" || i.Generation == 0 {
						t.Errorf("%+v", i)
					}
				}
			}
		})
	}
	wg.Wait()
	close(stop)
	readers.Wait()
}

// What happens to other values in the middle of a form does not show it, wherever the form is
// cut.
func TestStreamKeepsViewsWhenTheSetChanges(t *testing.T) {
	alone(t)
	const value = "kX7vQ2nB9wLrT4zP"
	for _, form := range slices.Sorted(maps.Keys(matrixForms)) {
		text := "line one\nuser said " + matrixForms[form](value) + " and more\n"
		set := redact.NewSecretSet()
		mustHold(t, set, "v", value)
		r := redact.MustNew(redact.WithSecrets(set))
		want := r.String(text)
		for i := 1; i < len(text); i++ {
			var out strings.Builder
			w := r.NewStreamWriter(&out)
			w.Write([]byte(text[:i]))
			switch i % 3 {
			case 0:
				mustHold(t, set, "other", fmt.Sprintf("Unrelated#%d-Value", i))
			case 1:
				set.Rotate("other", fmt.Appendf(nil, "Unrelated#%d-Again", i))
			default:
				set.Forget("other")
			}
			w.Write([]byte(text[i:]))
			w.Close()
			if out.String() != want {
				t.Errorf("%s, cut at %d: %q, want %q", form, i, out.String(), want)
				break
			}
		}
	}
}

// A match in a dump that is found again, because the set changed once more, does not take another
// line with it.
func TestStreamOfADumpWhenTheSetChangesTwice(t *testing.T) {
	alone(t)
	const value = "lxxClp6PPwt5c4DmpyMn5ZQE0E\u00e9\xff\x01" // whose longer forms begin as this one
	set := redact.NewSecretSet()
	mustHold(t, set, "v", value)
	r := redact.MustNew(redact.WithSecrets(set))
	text := "x\n" + hex.Dump([]byte(`,"took":"640ms","source"`+url.QueryEscape(value)+`{"level":"info","service":"inventory","time":"2026-03-02"`)) + "end\n"
	want := r.String(text)
	for i := range text {
		for _, n := range []int{1, 20, 160} {
			k := min(i+n, len(text))
			var out strings.Builder
			w := r.NewStreamWriter(&out)
			w.Write([]byte(text[:i]))
			mustHold(t, set, "other", "Unrelated#1-Value")
			w.Write([]byte(text[i:k]))
			set.Forget("other")
			w.Write([]byte(text[k:]))
			w.Close()
			if out.String() != want {
				t.Fatalf("cut at %d and %d:\n%s\nwant\n%s", i, k, out.String(), want)
			}
		}
	}
}

// Release shows no half of a live secret of several words, or of one in a list.
func TestReleaseKeepsOpenLiveSecrets(t *testing.T) {
	const words, value = "correct horse battery staple", "kX7vQ2nB9wLrT4zP"
	set := redact.NewSecretSet()
	mustHold(t, set, "words", words)
	mustHold(t, set, "value", value)
	r := redact.MustNew(redact.WithSecrets(set))
	for name, form := range map[string]string{
		"words": words, "digits": fmt.Sprintf("% x", value), "list": fmt.Sprint([]byte(value)), "list of hexadecimal": fmt.Sprint([]byte(fmt.Sprintf("some text % x", value))),
	} {
		text := "Password: " + form + " b"
		whole := r.String(text)
		from, _, _ := strings.Cut(whole, "[REDACTED")
		for i := range text {
			var out strings.Builder
			w := r.NewStreamWriter(&out)
			w.Write([]byte(text[:i]))
			w.Release()
			shown := out.String()
			w.Write([]byte(text[i:]))
			w.Close()
			// Up to five bytes of a form tell nothing yet, each of four characters or of three such.
			most := len(from) + 5*len("000 ")
			if name == "list of hexadecimal" {
				most = len(from) + 5*3*len("000 ")
			}
			got, label := out.String(), "[REDACTED:live-secret]"
			if !strings.Contains(got, label) || len(shown) > most && !strings.Contains(shown, label) {
				t.Errorf("%s, Release at %d: %q, then %q", name, i, shown, got)
				break
			}
			if i == len("Password: ") && shown != "Password: " {
				t.Errorf("%s: the prompt is %q", name, shown)
			}
		}
	}
}

// A value is set while a stream is amid digits that it goes on with: it is hidden, also if it is
// the first one of the set.
func TestFirstValueAmidDigits(t *testing.T) {
	value := "kX7vQ2nB9" + "wLrT4zP"
	for name, part := range map[string][2]string{
		"hex":            {"x " + hex.EncodeToString([]byte("run ")), hex.EncodeToString([]byte(value)) + " y\n"},
		"hex apart":      {"x " + fmt.Sprintf("% x ", "run "), fmt.Sprintf("% x", value) + " y\n"},
		"dump":           {"00000000  ", strings.TrimPrefix(hex.Dump([]byte(value)), "00000000  ")},
		"list":           {"[1 2 3 ", strings.Trim(fmt.Sprint([]byte(value)), "[]") + "] y\n"},
		"base32":         {"x " + base32.StdEncoding.EncodeToString([]byte("run  ")), base32.StdEncoding.EncodeToString([]byte(value)) + " y\n"},
		"base64":         {"x " + base64.StdEncoding.EncodeToString([]byte("run")), base64.StdEncoding.EncodeToString([]byte(value)) + " y\n"},
		"base64 of hex":  {"x " + base64.StdEncoding.EncodeToString([]byte("run")), base64.StdEncoding.EncodeToString([]byte(hex.EncodeToString([]byte(value)))) + " y\n"},
		"escapes":        {`x \x72\x75\x`, strings.ReplaceAll(fmt.Sprintf("% x", value), " ", `\x`) + " y\n"},
		"as it is":       {"x ", value + " y\n"},
		"behind a blank": {"x ", hex.EncodeToString([]byte(value)) + " y\n"},
	} {
		for _, before := range []string{"none", "one", "one that is gone"} {
			var set redact.SecretSet
			if before != "none" {
				if _, err := set.Set("other", []byte("Unrelated#"+"Value-1")); err != nil {
					t.Fatal(err)
				}
			}
			if before == "one that is gone" {
				set.Forget("other")
			}
			r := build(t, redact.WithSecrets(&set), redact.WithReplacement(redact.Fixed(hidden)))
			for range 2 { // and with what the first stream has left in the pools
				var out strings.Builder
				w := r.NewStreamWriter(&out)
				write := func(s string) {
					if _, err := w.Write([]byte(s)); err != nil {
						t.Fatal(err)
					}
				}
				write(part[0])
				if _, err := set.Set("value", []byte(value)); err != nil {
					t.Fatal(err)
				}
				write(part[1])
				if err := w.Close(); err != nil {
					t.Fatal(err)
				}
				if got := out.String(); !strings.HasPrefix(got, part[0]+hidden) && got != r.String(part[0]+part[1]) {
					t.Errorf("%s, values before: %s: got %q", name, before, got)
				}
				set.Forget("value")
			}
		}
	}
}

// The first value is set amid a line of a dump, at any byte before the value, which has more than a line.
func TestFirstValueAmidDump(t *testing.T) {
	value := "kX7vQ2nB9" + "wLrT4zPi.QseQkC9pBaCxv"
	xxd := func(text string) string {
		var b strings.Builder
		for i := 0; i < len(text); i += 16 {
			row := text[i:min(len(text), i+16)]
			fmt.Fprintf(&b, "%08x: ", i)
			for j := 0; j < 16; j += 2 {
				fmt.Fprintf(&b, "%-5s", fmt.Sprintf("%x", row[min(j, len(row)):min(j+2, len(row))]))
			}
			b.WriteString(" " + row + "\n")
		}
		return b.String()
	}
	for name, dump := range map[string]func(string) string{"hexdump": func(s string) string { return hex.Dump([]byte(s)) }, "xxd": xxd} {
		for _, lead := range []string{"", "run ", "run a long time with it: "} {
			text := dump(lead + value + " and more behind it\n")
			end := len(lead)/16*len(dump("0123456789abcdef")) + 10 // the offset
			for i := range len(lead) % 16 {
				end += 2
				if name == "hexdump" || i%2 == 1 {
					end++
				}
				if name == "hexdump" && i == 7 {
					end++
				}
			}
			for _, head := range []string{"", "x\n"} {
				for at := len(head); at <= len(head)+end; at += 2 {
					for _, size := range []int{1, 1000} {
						var set redact.SecretSet
						r := build(t, redact.WithSecrets(&set), redact.WithReplacement(redact.Fixed(hidden)))
						var out strings.Builder
						w := r.NewStreamWriter(&out)
						whole := head + text
						w.Write([]byte(whole[:at]))
						if _, err := set.Set("value", []byte(value)); err != nil {
							t.Fatal(err)
						}
						for rest := whole[at:]; len(rest) > 0; rest = rest[min(size, len(rest)):] {
							w.Write([]byte(rest[:min(size, len(rest))]))
						}
						w.Close()
						got := out.String()
						if want := r.String(whole); got != want {
							t.Errorf("%s behind %q and %d bytes in pieces of %d: got %q, want %q", name, lead, at, size, got, want)
						}
					}
				}
			}
		}
	}
}

// The first value is set in the text column of a line of a dump, and stands behind it in hexadecimal.
func TestFirstValueBehindDump(t *testing.T) {
	value := "kX7vQ2nB9" + "wLrT4zPi.QseQkC9p"
	for _, before := range []string{"00000020  6c  |", "00000020  6c  |a", "00000020: 6c6f  a"} {
		for _, form := range []string{"%x", "% x"} {
			var set redact.SecretSet
			r := build(t, redact.WithSecrets(&set), redact.WithReplacement(redact.Fixed(hidden)))
			var out strings.Builder
			w := r.NewStreamWriter(&out)
			w.Write([]byte(before))
			if _, err := set.Set("value", []byte(value)); err != nil {
				t.Fatal(err)
			}
			w.Write([]byte(fmt.Sprintf(form, value) + " y\n"))
			w.Close()
			if got := out.String(); strings.Contains(got, fmt.Sprintf(form, value[:8])) {
				t.Errorf("%q and %s: got %q", before, form, got)
			}
		}
	}
}
