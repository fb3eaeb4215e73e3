package policy

import "time"

// A Result is what became of one example of a policy.
type Result struct {
	File         string
	Line, Column int
	// Key is where in the document it is: a hit or a miss of a detector, or out of an
	// example of the policy.
	Key string
	OK  bool
	// Got is what the policy made of an example of its own that does not hold.
	Got string
}

// Test reads a policy as [Parse] does and runs its examples. An example that does not
// hold is no error here.
func Test(layers ...Layer) ([]Result, error) {
	c := &checker{now: time.Now(), lenient: true}
	if _, err := c.parse(layers); err != nil {
		return nil, err
	}
	return c.results, nil
}

// example notes what became of an example.
func (c *checker) example(place at, ok bool, got, remedy, text string) {
	res := Result{File: place.file, Line: place.line, Column: place.column, Key: place.key, OK: ok}
	if !ok {
		res.Got = got
		if !c.lenient {
			c.ps.add(place, remedy, "%s", text)
		}
	}
	c.results = append(c.results, res)
}
