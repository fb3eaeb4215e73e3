package fingerprint

// maxRow is the longest part of a line of a dump that stands before its text column, or is that.
const maxRow = 80

// resume makes a view that was reset amid a line of a dump, as where the first value is registered,
// read on in that line: its layout is told by what stands before. More text may be needed.
func (v *view) resume(k viewKind, st *State, t []byte, final bool) (more bool) {
	i := int(v.at - st.base)
	if v.past {
		return false
	}
	for from := i - 1; from >= max(0, i-maxRow); from-- {
		c := t[from]
		if c == '\n' {
			break
		}
		if classOf[c]&isHex == 0 || !v.offsetMayBegin(t, from) {
			continue
		}
		d, more := offset(t, from, final)
		if more {
			return true
		}
		if d == noDump {
			continue
		}
		r, at, column := reader{}, from, false
		for at < i {
			tok, size, _ := r.token(k, t, at, final)
			switch tok {
			case tokenMore:
				return true
			case tokenOffset:
				r.items, r.seps, r.next = 0, 0, 0
			case tokenColumn:
				column = true
				r.items, r.seps, r.next = -1, 0, 0
			case tokenEnd, tokenAgain:
				v.past = true
				return false
			}
			at += size
		}
		if column {
			break // what begins in the text column is read as other text is
		}
		v.reader, v.open, v.at = r, true, st.base+int64(at)
		v.start = v.at
		break
	}
	v.past = true
	return false
}
