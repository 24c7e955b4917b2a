using System.Formats.Cbor;

namespace IdentityServer.Protocol.WebAuthn.Reading;

/// <summary>Readers over CTAP2 canonical CBOR: definite lengths, shortest integers, sorted and unique keys, no tags.</summary>
internal static class CanonicalCbor
{
    // The deepest honest value is a compound attestation: array, map, map, array of certificates.
    private const int MaximumDepth = 8;

    public static CborReader Reader(ReadOnlyMemory<byte> bytes) => new(bytes, CborConformanceMode.Ctap2Canonical);

    extension(CborReader reader)
    {
        /// <summary>Walks over one value, whatever it is, and returns its bytes.</summary>
        public ReadOnlyMemory<byte> ReadAny(ReadOnlyMemory<byte> source)
        {
            var start = source.Length - reader.BytesRemaining;
            var outside = reader.CurrentDepth;

            do
            {
                reader.Step();
                if (reader.CurrentDepth - outside > MaximumDepth)
                    throw new CborContentException("too deep");
            }
            while (reader.CurrentDepth > outside);

            return source[start..(source.Length - reader.BytesRemaining)];
        }

        public void ReadStartMap(int entries)
        {
            if (reader.ReadStartMap() != entries)
                throw new CborContentException("unexpected number of entries");
        }

        public void ReadName(string name)
        {
            if (reader.ReadTextString() != name)
                throw new CborContentException("unexpected name");
        }

        public void ReadLabel(int label)
        {
            if (reader.ReadInt32() != label)
                throw new CborContentException("unexpected label");
        }

        public void RequireEnd()
        {
            if (reader.BytesRemaining != 0)
                throw new CborContentException("trailing bytes");
        }

        private void Step()
        {
            switch (reader.PeekState())
            {
                case CborReaderState.StartArray: reader.ReadStartArray(); break;
                case CborReaderState.EndArray: reader.ReadEndArray(); break;
                case CborReaderState.StartMap: reader.ReadStartMap(); break;
                case CborReaderState.EndMap: reader.ReadEndMap(); break;
                default: reader.SkipValue(); break;
            }
        }
    }
}
