// Package sinks holds no code: its tests hand a redact.Secret to loggers, encoders,
// test helpers and debug printers of others, and put slogredact before bridges from
// log/slog to other loggers, all of which the root module must not require.
package sinks
