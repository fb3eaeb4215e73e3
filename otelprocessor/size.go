package otelprocessor

import "go.opentelemetry.io/otel/attribute"

// attrsSize is the number of bytes of text in attributes, as far as they are strings.
func attrsSize(attrs []attribute.KeyValue) (n int) {
	for _, a := range attrs {
		n += attrSize(a)
	}
	return n
}

func attrSize(a attribute.KeyValue) int {
	if a.Value.Type() == attribute.STRING {
		return len(a.Key) + len(a.Value.AsString())
	}
	return len(a.Key)
}
