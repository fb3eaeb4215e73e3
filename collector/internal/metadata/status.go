// Package metadata says what the component is called and how stable it is, as
// metadata.yaml does.
package metadata

import "go.opentelemetry.io/collector/component"

// ScopeName is the scope of the component's own telemetry.
const ScopeName = "github.com/tacit-go/tacit/collector"

// Stability of each signal.
const (
	TracesStability   = component.StabilityLevelAlpha
	LogsStability     = component.StabilityLevelAlpha
	MetricsStability  = component.StabilityLevelAlpha
	ProfilesStability = component.StabilityLevelDevelopment
)

// Type returns the type of the component, which is its name in a configuration.
func Type() component.Type { return component.MustNewType("tacit") }
