package zapredact

import (
	"bytes"
	"math"
	"time"

	"go.uber.org/zap/zapcore"
)

// An adder is an object encoder that makes a field of each call. Memory that the
// caller may use again is copied.
type adder struct {
	add func(f zapcore.Field) error
}

var _ zapcore.ObjectEncoder = adder{}

func boolField(key string, v bool) zapcore.Field {
	f := zapcore.Field{Key: key, Type: zapcore.BoolType}
	if v {
		f.Integer = 1
	}
	return f
}

func stringField(key, text string) zapcore.Field {
	return zapcore.Field{Key: key, Type: zapcore.StringType, String: text}
}

func intField(key string, t zapcore.FieldType, v int64) zapcore.Field {
	return zapcore.Field{Key: key, Type: t, Integer: v}
}

func byteField(key string, t zapcore.FieldType, v []byte) zapcore.Field {
	return zapcore.Field{Key: key, Type: t, Interface: bytes.Clone(v)}
}

func arrayField(key string, v zapcore.ArrayMarshaler) zapcore.Field {
	return zapcore.Field{Key: key, Type: zapcore.ArrayMarshalerType, Interface: v}
}

func objectField(key string, v zapcore.ObjectMarshaler) zapcore.Field {
	return zapcore.Field{Key: key, Type: zapcore.ObjectMarshalerType, Interface: v}
}

func reflectField(key string, v any) zapcore.Field {
	return zapcore.Field{Key: key, Type: zapcore.ReflectType, Interface: v}
}

func (a adder) AddArray(key string, v zapcore.ArrayMarshaler) error { return a.add(arrayField(key, v)) }
func (a adder) AddObject(key string, v zapcore.ObjectMarshaler) error {
	return a.add(objectField(key, v))
}
func (a adder) AddReflected(key string, v any) error { return a.add(reflectField(key, v)) }
func (a adder) AddBinary(key string, v []byte)       { _ = a.add(byteField(key, zapcore.BinaryType, v)) }
func (a adder) AddByteString(key string, v []byte) {
	_ = a.add(byteField(key, zapcore.ByteStringType, v))
}
func (a adder) OpenNamespace(key string) {
	_ = a.add(zapcore.Field{Key: key, Type: zapcore.NamespaceType})
}
func (a adder) AddBool(key string, v bool) { _ = a.add(boolField(key, v)) }
func (a adder) AddComplex128(key string, v complex128) {
	_ = a.add(zapcore.Field{Key: key, Type: zapcore.Complex128Type, Interface: v})
}
func (a adder) AddComplex64(key string, v complex64) {
	_ = a.add(zapcore.Field{Key: key, Type: zapcore.Complex64Type, Interface: v})
}
func (a adder) AddDuration(key string, v time.Duration) {
	_ = a.add(intField(key, zapcore.DurationType, int64(v)))
}
func (a adder) AddFloat64(key string, v float64) {
	_ = a.add(intField(key, zapcore.Float64Type, int64(math.Float64bits(v))))
}
func (a adder) AddFloat32(key string, v float32) {
	_ = a.add(intField(key, zapcore.Float32Type, int64(math.Float32bits(v))))
}
func (a adder) AddInt(key string, v int)       { _ = a.add(intField(key, zapcore.Int64Type, int64(v))) }
func (a adder) AddInt64(key string, v int64)   { _ = a.add(intField(key, zapcore.Int64Type, v)) }
func (a adder) AddInt32(key string, v int32)   { _ = a.add(intField(key, zapcore.Int32Type, int64(v))) }
func (a adder) AddInt16(key string, v int16)   { _ = a.add(intField(key, zapcore.Int16Type, int64(v))) }
func (a adder) AddInt8(key string, v int8)     { _ = a.add(intField(key, zapcore.Int8Type, int64(v))) }
func (a adder) AddString(key string, v string) { _ = a.add(stringField(key, v)) }
func (a adder) AddTime(key string, v time.Time) {
	_ = a.add(zapcore.Field{Key: key, Type: zapcore.TimeFullType, Interface: v})
}
func (a adder) AddUint(key string, v uint) { _ = a.add(intField(key, zapcore.Uint64Type, int64(v))) }
func (a adder) AddUint64(key string, v uint64) {
	_ = a.add(intField(key, zapcore.Uint64Type, int64(v)))
}
func (a adder) AddUint32(key string, v uint32) {
	_ = a.add(intField(key, zapcore.Uint32Type, int64(v)))
}
func (a adder) AddUint16(key string, v uint16) {
	_ = a.add(intField(key, zapcore.Uint16Type, int64(v)))
}
func (a adder) AddUint8(key string, v uint8) { _ = a.add(intField(key, zapcore.Uint8Type, int64(v))) }
func (a adder) AddUintptr(key string, v uintptr) {
	_ = a.add(intField(key, zapcore.UintptrType, int64(v)))
}
