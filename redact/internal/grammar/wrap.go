package grammar

// Wrap is the quote mark to put around a replacement; the zero value is none.
type Wrap struct{ Ch, Esc uint8 }

// Append appends the quote mark at its level.
func (w Wrap) Append(dst []byte) []byte {
	switch {
	case w.Ch == 0:
		return dst
	case w.Esc == pctLevel || w.Esc == pctTwice:
		const digits = "0123456789ABCDEF"
		dst = append(dst, '%')
		if w.Esc == pctTwice {
			dst = append(dst, "25"...)
		}
		return append(dst, digits[w.Ch>>4], digits[w.Ch&15])
	case w.Esc == entityLevel:
		if w.Ch == '"' {
			return append(dst, "&quot;"...)
		}
		return append(dst, "&#39;"...)
	}
	if w.Ch == '"' {
		for range w.Esc &^ doubled {
			dst = append(dst, '\\')
		}
	}
	if w.Esc >= doubled {
		dst = append(dst, w.Ch)
	}
	return append(dst, w.Ch) // JSON knows no other escaped mark
}
