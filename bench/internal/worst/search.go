package worst

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// A Find is a recipe and what a byte of its text costs.
type Find struct {
	Recipe    Recipe
	NSPerByte float64
}

const (
	islands    = 10      // searched side by side, so that the ten worst are not one text ten times
	textSize   = 8 << 10 // of a text that is timed
	stale      = 400     // tries without a gain after which an island begins anew
	timesShort = 3       // the shortest of so many times counts
)

// Search mutates recipes until ctx ends and returns the worst of each island, the
// worst first. literals are given to the mutations as words. Times of one
// machine are not those of another, so only the draws follow the seed.
func Search(ctx context.Context, r *redact.Redactor, literals []string, seed uint64) []Find {
	s := &search{Rand: rand.New(rand.NewPCG(seed, 0x776f727374)), r: r, words: words(literals)}
	known, err := Known()
	if err != nil {
		known = nil
	}
	best := make([]Find, islands)   // of all time, by island
	now := make([]Find, islands)    // where the island stands
	without := make([]int, islands) // tries without a gain
	for i := range now {
		start := s.fresh()
		if i < len(known) {
			start = known[i]
		}
		now[i] = s.time(start)
		best[i] = now[i]
	}
	for i := 0; ctx.Err() == nil; i = (i + 1) % islands {
		try := s.time(s.mutate(now[i].Recipe))
		if try.NSPerByte > now[i].NSPerByte*1.02 {
			// Once more: a pause of the machine looks like a find.
			try.NSPerByte = min(try.NSPerByte, s.time(try.Recipe).NSPerByte)
		}
		if try.NSPerByte > now[i].NSPerByte*1.02 {
			now[i], without[i] = try, 0
		} else if without[i]++; without[i] > stale {
			now[i], without[i] = s.time(s.fresh()), 0
		}
		if now[i].NSPerByte > best[i].NSPerByte {
			best[i] = now[i]
		}
	}
	for i := range best {
		best[i] = s.time(best[i].Recipe)
	}
	slices.SortFunc(best, func(a, b Find) int { return cmp.Compare(b.NSPerByte, a.NSPerByte) })
	return best
}

type search struct {
	*rand.Rand
	r       *redact.Redactor
	words   []string
	matches []redact.Match
}

func (s *search) time(recipe Recipe) Find {
	text := recipe.Text(textSize)
	took := time.Duration(1 << 62)
	for range timesShort {
		start := time.Now()
		s.matches = s.r.AppendMatches(s.matches[:0], text)
		took = min(took, time.Since(start))
	}
	return Find{recipe, float64(took) / float64(max(1, len(text)))}
}

// words returns pieces to build texts from, none longer than maxText.
func words(literals []string) []string {
	all := []string{
		" ", "\n", "\t", "=", ":", ": ", "\"", "'", "`", "\\", "\\\\", "\\\"", "{", "}", "[", "]", "(", ")", "<", ">", "</", "/>", ",", ";", "&", "?", "/", "//",
		"@", "%", "%41", "%25", "\\u0041", "\\x41", "\\n", "\u200b", "\x00", "\x1b[0m", "\uff41", "é", "\xff", "-", "--", "-----", "_", ".", "a", "A", "0", "z9", "+", "*", "$", "${", "|", "#",
		"://", "://a", "user:", "@h/", "@tcp(", "eyJ", "Bearer ", "Basic ", "{\"a\":\"", "\":\"", "\\\":\\\"", "=\"", "='", "key=", "token:", "password", "secret ", "null",
	}
	for _, l := range literals {
		all = append(all, l[:min(len(l), maxText)])
	}
	return all
}

func (s *search) part() Part {
	times := 1
	if s.IntN(3) == 0 {
		times = 1 + s.IntN(maxTimes)
	}
	return Part{times, s.words[s.IntN(len(s.words))]}
}

func (s *search) fresh() Recipe {
	r := make(Recipe, 1+s.IntN(4))
	for i := range r {
		r[i] = s.part()
	}
	return r
}

// mutate returns a changed copy of a recipe. Nothing goes from island to island,
// or all of them would soon hold the same text.
func (s *search) mutate(of Recipe) Recipe {
	r := slices.Clone(of)
	for range 1 + s.IntN(3) {
		i := s.IntN(len(r))
		switch s.IntN(6) {
		case 0:
			r[i] = s.part()
		case 1:
			r = slices.Insert(r, i, s.part())
		case 2:
			if len(r) > 1 {
				r = slices.Delete(r, i, i+1)
			}
		case 3:
			r[i].Times = 1 + s.IntN(maxTimes)
		case 4:
			r[i].Times = max(1, min(maxTimes, r[i].Times+s.IntN(5)-2))
		case 5:
			b := []byte(r[i].Text)
			b[s.IntN(len(b))] = byte(32 + s.IntN(95))
			r[i].Text = string(b)
		}
	}
	return r[:min(len(r), maxParts)]
}
