// Package matrix tries each way by which a value leaves a process with the test kit,
// which the modules of the adapters must not require. [Surfaces] lists them; the tests
// run them, and bench publishes what they find. What is sent over a network is read on
// its way there: the envelopes of Sentry's SDK from its transport, and gRPC's interceptors,
// logger and binary log without a connection between the ends, which grpcredact tries.
package matrix
