// Command tacitcol is an OpenTelemetry Collector with the processor tacit: OTLP in,
// redacted OTLP, files and text out. README.md beside it says what is in it and how a
// fleet of it is made.
//
//	go run ./collector/cmd/tacitcol --config collector/cmd/tacitcol/config/single.yaml
package main

import (
	"log"

	"github.com/spf13/cobra"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/confmap/provider/envprovider"
	"go.opentelemetry.io/collector/confmap/provider/fileprovider"
	"go.opentelemetry.io/collector/confmap/provider/yamlprovider"
	"go.opentelemetry.io/collector/otelcol"
)

func main() {
	if err := command().Execute(); err != nil {
		log.Fatal(err)
	}
}

func command() *cobra.Command {
	return otelcol.NewCommand(otelcol.CollectorSettings{
		BuildInfo: buildInfo,
		Factories: components,
		ConfigProviderSettings: otelcol.ConfigProviderSettings{ResolverSettings: confmap.ResolverSettings{
			DefaultScheme: "env",
			ProviderFactories: []confmap.ProviderFactory{
				envprovider.NewFactory(), fileprovider.NewFactory(), yamlprovider.NewFactory(),
			},
		}},
	})
}
