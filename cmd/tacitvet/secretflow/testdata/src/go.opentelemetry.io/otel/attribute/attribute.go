package attribute

type KeyValue struct{}
type Key string

func String(k, v string) KeyValue      { return KeyValue{} }
func (k Key) String(v string) KeyValue { return KeyValue{} }
