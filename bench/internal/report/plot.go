package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"
)

// A Bar is one value of a Panel.
type Bar struct {
	Name  string
	Value float64
	Ours  bool
}

// A Panel is one chart of bars on a logarithmic axis.
type Panel struct {
	Title, Unit string
	Bars        []Bar
}

const (
	plotWidth  = 860
	labelWidth = 260
	valueWidth = 110
	barHeight  = 18
	barGap     = 7
)

// Plot writes panels, one below the other, as SVG. Colours are readable on light
// and dark pages.
func Plot(w io.Writer, caption string, panels []Panel) error {
	var b strings.Builder
	height := 40
	for _, p := range panels {
		height += 70 + len(p.Bars)*(barHeight+barGap)
	}
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="Helvetica, Arial, sans-serif" font-size="13">`+"\n", plotWidth, height, plotWidth, height)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" rx="6" fill="#ffffff"/>`+"\n", plotWidth, height)
	y := 28
	for _, p := range panels {
		text(&b, 16, y, "start", "#1f2328", 15, "bold", p.Title)
		y += 14
		y = bars(&b, y, p)
		y += 44
	}
	text(&b, 16, height-14, "start", "#656d76", 11, "normal", caption)
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func bars(b *strings.Builder, y int, p Panel) int {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, bar := range p.Bars {
		lo, hi = min(lo, bar.Value), max(hi, bar.Value)
	}
	from, to := math.Floor(math.Log10(lo)), math.Ceil(math.Log10(hi))
	if to <= from {
		to = from + 1
	}
	span := float64(plotWidth - labelWidth - valueWidth)
	at := func(v float64) float64 { return (math.Log10(v) - from) / (to - from) * span }
	bottom := y + len(p.Bars)*(barHeight+barGap)
	for e := from; e <= to; e++ {
		x := labelWidth + at(math.Pow(10, e))
		fmt.Fprintf(b, `<line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="#d0d7de"/>`+"\n", x, y, x, bottom)
		text(b, int(x), bottom+14, "middle", "#656d76", 11, "normal", Number(math.Pow(10, e)))
	}
	for _, bar := range p.Bars {
		y += barGap
		fill := "#8c959f"
		if bar.Ours {
			fill = "#1f6feb"
		}
		width := max(1, at(bar.Value))
		text(b, labelWidth-8, y+13, "end", "#1f2328", 13, "normal", bar.Name)
		fmt.Fprintf(b, `<rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", labelWidth, y, width, barHeight, fill)
		text(b, labelWidth+int(width)+6, y+13, "start", "#1f2328", 12, "normal", Number(bar.Value)+" "+p.Unit)
		y += barHeight
	}
	return bottom
}

func text(b *strings.Builder, x, y int, anchor, fill string, size int, weight, s string) {
	fmt.Fprintf(b, `<text x="%d" y="%d" text-anchor="%s" fill="%s" font-size="%d" font-weight="%s">`, x, y, anchor, fill, size, weight)
	// A strings.Builder does not fail.
	_ = xml.EscapeText(b, []byte(s))
	b.WriteString("</text>\n")
}
