using System.Formats.Cbor;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>The members that the statements of WebAuthn L3 §8 share, and the bytes they sign.</summary>
internal static class StatementReader
{
    // A leaf, two or three intermediates, a root. More certificates are more work for us and nothing else.
    private const int MaximumPathLength = 8;

    extension(AttestationEvidence evidence)
    {
        /// <summary>authenticatorData ‖ clientDataHash.</summary>
        public byte[] SignedBytes => [.. evidence.AuthenticatorData.Encoded.Span, .. evidence.ClientDataHash.Span];
    }

    extension(CborReader reader)
    {
        public int ReadAlgorithm()
        {
            reader.ReadName("alg");
            return reader.ReadInt32();
        }

        public byte[] ReadBytes(string name)
        {
            reader.ReadName(name);
            return reader.ReadByteString();
        }

        /// <summary>x5c: the attestation certificate first.</summary>
        public IReadOnlyList<ReadOnlyMemory<byte>> ReadPath()
        {
            reader.ReadName("x5c");
            var count = reader.ReadStartArray();
            if (count is null or < 1 or > MaximumPathLength)
                throw new CborContentException("no certificates, or too many");

            var path = new List<ReadOnlyMemory<byte>>();
            for (var index = 0; index < count; index++)
                path.Add(reader.ReadByteString());
            reader.ReadEndArray();
            return path;
        }

        public void ReadEnd()
        {
            reader.ReadEndMap();
            reader.RequireEnd();
        }
    }

    extension(IReadOnlyList<ReadOnlyMemory<byte>> path)
    {
        public X509Certificate2 ReadLeaf() => AttestationCertificate.Read(path[0]);
    }
}
