package grpcredact

import (
	"google.golang.org/grpc/binarylog"
	pb "google.golang.org/grpc/binarylog/grpc_binarylog_v1"
	"google.golang.org/protobuf/proto"

	"github.com/tacit-go/tacit/redact"
)

// NewSink returns a sink for binarylog.SetSink that gives next redacted copies of
// entries: metadata, authority, peer, the text of a status. Payloads and the details of a
// status are left out, since their types are not known: of a payload the length
// stays, and the entry is marked as truncated.
func NewSink(next binarylog.Sink, r *redact.Redactor) binarylog.Sink { return &binSink{next, r} }

type binSink struct {
	next binarylog.Sink
	r    *redact.Redactor
}

// Write implements binarylog.Sink.
func (s *binSink) Write(e *pb.GrpcLogEntry) error {
	e, ok := proto.Clone(e).(*pb.GrpcLogEntry)
	if !ok || e == nil {
		return nil
	}
	sc := s.r.Scope("grpc-binarylog")
	if e.Peer != nil {
		e.Peer.Address = sc.Text(e.Peer.Address)
	}
	switch p := e.Payload.(type) {
	case *pb.GrpcLogEntry_ClientHeader:
		s.metadata(sc, p.ClientHeader.GetMetadata())
		if h := p.ClientHeader; h != nil {
			h.MethodName, h.Authority = sc.Text(h.MethodName), sc.Text(authority(h.Authority))
		}
	case *pb.GrpcLogEntry_ServerHeader:
		s.metadata(sc, p.ServerHeader.GetMetadata())
	case *pb.GrpcLogEntry_Message:
		if m := p.Message; m != nil && len(m.Data) > 0 {
			m.Data, e.PayloadTruncated = nil, true
		}
	case *pb.GrpcLogEntry_Trailer:
		s.metadata(sc, p.Trailer.GetMetadata())
		if t := p.Trailer; t != nil {
			t.StatusMessage = sc.Text(t.StatusMessage)
			if len(t.StatusDetails) > 0 {
				t.StatusDetails, e.PayloadTruncated = nil, true
			}
		}
	}
	return s.next.Write(e)
}

func (s *binSink) metadata(sc redact.Scope, md *pb.Metadata) {
	sc = sc.Enter("metadata")
	for _, e := range md.GetEntry() {
		text, binary := fieldText(e.Key, string(e.Value))
		if binary {
			e.Value = nil
			continue
		}
		e.Value = []byte(sc.Field(e.Key).String(text))
		e.Key = sc.GroupName(e.Key)
	}
}

// Close implements binarylog.Sink.
func (s *binSink) Close() error { return s.next.Close() }
