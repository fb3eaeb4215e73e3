package zapredact

import (
	"math"
	"time"

	"go.uber.org/zap/zapcore"
)

// An appender is an array encoder that makes a field without a key of each call.
type appender struct {
	add func(f zapcore.Field) error
}

var _ zapcore.ArrayEncoder = appender{}

func (a appender) AppendArray(v zapcore.ArrayMarshaler) error   { return a.add(arrayField("", v)) }
func (a appender) AppendObject(v zapcore.ObjectMarshaler) error { return a.add(objectField("", v)) }
func (a appender) AppendReflected(v any) error                  { return a.add(reflectField("", v)) }
func (a appender) AppendByteString(v []byte)                    { _ = a.add(byteField("", zapcore.ByteStringType, v)) }
func (a appender) AppendBool(v bool)                            { _ = a.add(boolField("", v)) }
func (a appender) AppendComplex128(v complex128) {
	_ = a.add(zapcore.Field{Type: zapcore.Complex128Type, Interface: v})
}
func (a appender) AppendComplex64(v complex64) {
	_ = a.add(zapcore.Field{Type: zapcore.Complex64Type, Interface: v})
}
func (a appender) AppendDuration(v time.Duration) {
	_ = a.add(intField("", zapcore.DurationType, int64(v)))
}
func (a appender) AppendFloat64(v float64) {
	_ = a.add(intField("", zapcore.Float64Type, int64(math.Float64bits(v))))
}
func (a appender) AppendFloat32(v float32) {
	_ = a.add(intField("", zapcore.Float32Type, int64(math.Float32bits(v))))
}
func (a appender) AppendInt(v int)       { _ = a.add(intField("", zapcore.Int64Type, int64(v))) }
func (a appender) AppendInt64(v int64)   { _ = a.add(intField("", zapcore.Int64Type, v)) }
func (a appender) AppendInt32(v int32)   { _ = a.add(intField("", zapcore.Int32Type, int64(v))) }
func (a appender) AppendInt16(v int16)   { _ = a.add(intField("", zapcore.Int16Type, int64(v))) }
func (a appender) AppendInt8(v int8)     { _ = a.add(intField("", zapcore.Int8Type, int64(v))) }
func (a appender) AppendString(v string) { _ = a.add(stringField("", v)) }
func (a appender) AppendTime(v time.Time) {
	_ = a.add(zapcore.Field{Type: zapcore.TimeFullType, Interface: v})
}
func (a appender) AppendUint(v uint)       { _ = a.add(intField("", zapcore.Uint64Type, int64(v))) }
func (a appender) AppendUint64(v uint64)   { _ = a.add(intField("", zapcore.Uint64Type, int64(v))) }
func (a appender) AppendUint32(v uint32)   { _ = a.add(intField("", zapcore.Uint32Type, int64(v))) }
func (a appender) AppendUint16(v uint16)   { _ = a.add(intField("", zapcore.Uint16Type, int64(v))) }
func (a appender) AppendUint8(v uint8)     { _ = a.add(intField("", zapcore.Uint8Type, int64(v))) }
func (a appender) AppendUintptr(v uintptr) { _ = a.add(intField("", zapcore.UintptrType, int64(v))) }

// appendTo is Field.AddTo for an element of an array.
func appendTo(enc zapcore.ArrayEncoder, f *zapcore.Field) error {
	switch f.Type {
	case zapcore.ArrayMarshalerType:
		return enc.AppendArray(f.Interface.(zapcore.ArrayMarshaler))
	case zapcore.ObjectMarshalerType:
		return enc.AppendObject(f.Interface.(zapcore.ObjectMarshaler))
	case zapcore.ReflectType:
		return enc.AppendReflected(f.Interface)
	case zapcore.ByteStringType:
		enc.AppendByteString(f.Interface.([]byte))
	case zapcore.BoolType:
		enc.AppendBool(f.Integer == 1)
	case zapcore.Complex128Type:
		enc.AppendComplex128(f.Interface.(complex128))
	case zapcore.Complex64Type:
		enc.AppendComplex64(f.Interface.(complex64))
	case zapcore.DurationType:
		enc.AppendDuration(time.Duration(f.Integer))
	case zapcore.Float64Type:
		enc.AppendFloat64(math.Float64frombits(uint64(f.Integer)))
	case zapcore.Float32Type:
		enc.AppendFloat32(math.Float32frombits(uint32(f.Integer)))
	case zapcore.Int64Type:
		enc.AppendInt64(f.Integer)
	case zapcore.Int32Type:
		enc.AppendInt32(int32(f.Integer))
	case zapcore.Int16Type:
		enc.AppendInt16(int16(f.Integer))
	case zapcore.Int8Type:
		enc.AppendInt8(int8(f.Integer))
	case zapcore.TimeFullType:
		enc.AppendTime(f.Interface.(time.Time))
	case zapcore.Uint64Type:
		enc.AppendUint64(uint64(f.Integer))
	case zapcore.Uint32Type:
		enc.AppendUint32(uint32(f.Integer))
	case zapcore.Uint16Type:
		enc.AppendUint16(uint16(f.Integer))
	case zapcore.Uint8Type:
		enc.AppendUint8(uint8(f.Integer))
	case zapcore.UintptrType:
		enc.AppendUintptr(uintptr(f.Integer))
	default:
		enc.AppendString(f.String)
	}
	return nil
}
