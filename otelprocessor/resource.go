package otelprocessor

import (
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	"go.opentelemetry.io/otel/sdk/resource"

	"github.com/tacit-go/tacit/redact"
)

// Resource returns res with every secret replaced: res itself if it is clean or nil.
// Process detectors put the command line into a resource, and
// OTEL_RESOURCE_ATTRIBUTES anything. Give the result to the providers of all
// signals, so that every exporter and processor sees it. A provider adds the
// attributes of the environment to what it is given; the exporters of this package
// redact the result once more.
func Resource(res *resource.Resource, r *redact.Redactor, opts ...Option) (out *resource.Resource) {
	e := newEngine(r, opts)
	defer func() {
		if recover() != nil {
			e.count()
			out = resource.NewSchemaless(failAttr.Bool(true))
		}
	}()
	out, _ = e.resource(res)
	return out
}

// resource redacts a resource. Nothing drops it.
func (e *engine) resource(res *resource.Resource) (*resource.Resource, bool) {
	if res == nil {
		return nil, false
	}
	p := e.newPass()
	attrs, dirty := p.attrs(e.scope, res.Attributes(), 0)
	schema := e.scope.Text(res.SchemaURL())
	if !dirty && schema == res.SchemaURL() {
		return res, false
	}
	return resource.NewWithAttributes(schema, attrs...), true
}

// library redacts an instrumentation scope.
func (e *engine) library(lib instrumentation.Scope) (instrumentation.Scope, bool) {
	out := instrumentation.Scope{
		Name:       e.scope.Text(lib.Name),
		Version:    e.scope.Text(lib.Version),
		SchemaURL:  e.scope.Text(lib.SchemaURL),
		Attributes: lib.Attributes,
	}
	dirty := out.Name != lib.Name || out.Version != lib.Version || out.SchemaURL != lib.SchemaURL
	p := e.newPass()
	set, changed := p.set(e.scope, lib.Attributes)
	if out.Attributes = set; changed {
		dirty = true
	}
	return out, dirty
}

// set redacts a set of attributes. Keys that become equal are one attribute.
func (p *pass) set(s redact.Scope, set attribute.Set) (attribute.Set, bool) {
	if set.Len() == 0 {
		return set, false
	}
	attrs, dirty := p.attrs(s, set.ToSlice(), 0)
	if !dirty {
		return set, false
	}
	return attribute.NewSet(attrs...), true
}

// known remembers the resource that was seen last and scopes in which there is
// nothing to hide: they are the same for all spans of a provider. What it keeps of
// the caller is alive anyway, for as long as the provider is.
type known struct {
	res  atomic.Pointer[knownResource]
	libs atomic.Pointer[knownLibraries]
}

type knownResource struct {
	gen      uint64
	was, out *resource.Resource
}

// maxLibraries bounds the scopes that are remembered; then it begins anew.
const maxLibraries = 32

type knownLibraries struct {
	gen   uint64
	clean []instrumentation.Scope
}

// cachedResource is resource for one that comes again and again.
func (e *engine) cachedResource(res *resource.Resource) (*resource.Resource, bool) {
	return e.resourceAt(e.r.Generation(), res)
}

// resourceAt is cachedResource with a generation that was read before.
func (e *engine) resourceAt(gen uint64, res *resource.Resource) (*resource.Resource, bool) {
	if res == nil {
		return nil, false
	}
	if k := e.known.res.Load(); k != nil && k.was == res && k.gen == gen {
		return k.out, k.out != res
	}
	out, dirty := e.resource(res)
	e.known.res.Store(&knownResource{gen: gen, was: res, out: out})
	return out, dirty
}

// cachedLibrary is library for one that comes again and again.
func (e *engine) cachedLibrary(lib instrumentation.Scope) (instrumentation.Scope, bool) {
	return e.libraryAt(e.r.Generation(), lib)
}

// libraryAt is cachedLibrary with a generation that was read before.
func (e *engine) libraryAt(gen uint64, lib instrumentation.Scope) (instrumentation.Scope, bool) {
	if e.knows(gen, &lib) {
		return lib, false
	}
	out, dirty := e.library(lib)
	if dirty {
		return out, true
	}
	k := e.known.libs.Load()
	next := &knownLibraries{gen: gen}
	if k != nil && k.gen == gen && len(k.clean) < maxLibraries {
		next.clean = append(append(next.clean, k.clean...), lib)
	} else {
		next.clean = []instrumentation.Scope{lib}
	}
	e.known.libs.Store(next)
	return lib, false
}

// knows reports a scope that is remembered to be clean.
func (e *engine) knows(gen uint64, lib *instrumentation.Scope) bool {
	k := e.known.libs.Load()
	if k == nil || k.gen != gen {
		return false
	}
	for i := range k.clean {
		if k.clean[i] == *lib {
			return true
		}
	}
	return false
}
