package logrusredact

// An Option configures [Install], [NewHook] and [NewFormatter].
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct{ sink string }

func newConfig(opts []Option) config {
	c := config{sink: "logrus"}
	for _, o := range opts {
		if o != nil {
			o.apply(&c)
		}
	}
	return c
}

// ForSink names the sink in events of the Redactor. The default is "logrus". The
// name must be a constant, not a value of a record.
func ForSink(name string) Option { return option(func(c *config) { c.sink = name }) }
