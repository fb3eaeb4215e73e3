package secretflow

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// allowDirective excuses the flows of its line, or of the next if it stands alone.
const allowDirective = "//tacit:allow"

// An allow is one such comment.
type allow struct{ alone bool }

// readAllows finds the comments and reports those without a reason.
func readAllows(pass *analysis.Pass) map[string]map[int]*allow {
	out := map[string]map[int]*allow{}
	for _, f := range pass.Files {
		var code map[int]bool
		for _, g := range f.Comments {
			for _, c := range g.List {
				rest, ok := strings.CutPrefix(c.Text, allowDirective)
				if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
					continue
				}
				// What follows another comment mark is not the reason.
				rest, _, _ = strings.Cut(rest, "//")
				if strings.TrimSpace(rest) == "" {
					pass.Report(analysis.Diagnostic{
						Pos: c.Pos(), End: c.End(), Category: "allow",
						Message: "//tacit:allow needs a reason",
					})
					continue
				}
				if code == nil {
					code = codeLines(pass.Fset, f)
				}
				pos := pass.Fset.Position(c.Pos())
				if out[pos.Filename] == nil {
					out[pos.Filename] = map[int]*allow{}
				}
				out[pos.Filename][pos.Line] = &allow{alone: !code[pos.Line]}
			}
		}
	}
	return out
}

// codeLines returns the lines on which something else than a comment begins or ends.
func codeLines(fset *token.FileSet, f *ast.File) map[int]bool {
	lines := map[int]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case nil:
			return false
		case *ast.Comment, *ast.CommentGroup:
			return false
		case *ast.File:
			return true
		}
		lines[fset.Position(n.Pos()).Line] = true
		lines[fset.Position(n.End()).Line] = true
		return true
	})
	return lines
}

// allowed reports if a comment excuses a flow: on the line of the argument or of the
// call, or alone on the line before.
func (p *pkg) allowed(e ast.Expr, at ast.Node) bool {
	if len(p.allows) == 0 {
		return false
	}
	nodes := []ast.Node{e}
	if at != nil {
		nodes = append(nodes, at)
	}
	for _, n := range nodes {
		pos := p.pass.Fset.Position(n.Pos())
		lines := p.allows[pos.Filename]
		if lines[pos.Line] != nil && !lines[pos.Line].alone {
			return true
		}
		if a := lines[pos.Line-1]; a != nil && a.alone {
			return true
		}
	}
	return false
}

// listSafe reports the places at which the program says that a value may be shown.
func (p *pkg) listSafe() {
	for _, f := range p.pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if fn, ok := p.info.Uses[n].(*types.Func); ok && fn.Name() == "Safe" && pathOf(fn) == redactPath && fn.Signature().Recv() == nil {
					p.pass.Report(analysis.Diagnostic{Pos: n.Pos(), End: n.End(), Category: "safe", Message: "redact.Safe exempts a value"})
				}
			case *ast.Field:
				if n.Tag == nil {
					return true
				}
				tag, err := strconv.Unquote(n.Tag.Value)
				if err == nil && reflect.StructTag(tag).Get("redact") == "safe" {
					p.pass.Report(analysis.Diagnostic{Pos: n.Tag.Pos(), End: n.Tag.End(), Category: "safe", Message: "the tag redact:\"safe\" exempts a field"})
				}
			}
			return true
		})
	}
}
