// Package adapters holds no code: its tests try the core's own adapters with the test
// kit, which the root module must not require.
package adapters
