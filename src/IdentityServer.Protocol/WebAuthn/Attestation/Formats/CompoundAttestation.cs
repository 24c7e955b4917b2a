using System.Formats.Cbor;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>WebAuthn L3 §8.9. Policy for its step 2: every part must be correct; whose word counts is decided later.</summary>
internal static class CompoundAttestation
{
    public const string Format = "compound";

    private const int FewestParts = 2;
    private const int MostParts = 4;

    public static AttestationStatement? Verify(AttestationEvidence evidence)
    {
        // Step 1: the syntax, [ 2* { fmt, attStmt } ], each part by its own procedure
        var reader = CanonicalCbor.Reader(evidence.Statement);
        if (reader.ReadStartArray() is not (>= FewestParts and <= MostParts))
            return null;

        var parts = new List<AttestationStatement>();
        while (reader.PeekState() is not CborReaderState.EndArray)
        {
            if (VerifyPart(reader, evidence) is not { } part)
                return null;
            parts.Add(part);
        }

        reader.ReadEndArray();
        reader.RequireEnd();

        // Step 2
        var type = parts.Exists(part => part.Type is AttestationType.Certified) ? AttestationType.Certified : AttestationType.Self;
        return new(Format, type, []) { Parts = parts };
    }

    private static AttestationStatement? VerifyPart(CborReader reader, AttestationEvidence evidence)
    {
        reader.ReadStartMap(2);
        reader.ReadName("fmt");
        var format = reader.ReadTextString();
        reader.ReadName("attStmt");
        var statement = reader.ReadAny(evidence.Statement);
        reader.ReadEndMap();

        return AttestationFormats.Simple.TryGetValue(format, out var verify)
            ? verify(evidence with { Format = format, Statement = statement })
            : null;
    }
}
