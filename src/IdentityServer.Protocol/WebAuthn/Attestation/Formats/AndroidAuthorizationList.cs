using System.Formats.Asn1;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats;

/// <summary>Three of the many things an Android key may or may not do.</summary>
internal sealed record AndroidAuthorizationList(bool AllApplications, bool IsGenerated, bool IsForSigningOnly)
{
    private const int PurposeTag = 1;
    private const int AllApplicationsTag = 600;
    private const int OriginTag = 702;

    // KeyMint's own numbers
    private const int PurposeSign = 2;
    private const int OriginGenerated = 0;

    public static AndroidAuthorizationList Read(AsnReader description)
    {
        var list = description.ReadSequence();
        var entries = new Dictionary<int, AsnReader>();
        while (list.HasData)
        {
            var tag = list.PeekTag();
            if (tag.TagClass is not TagClass.ContextSpecific || !entries.TryAdd(tag.TagValue, list.ReadSequence(tag)))
                throw new AsnContentException("an authorization in disguise, or twice");
        }

        return new(
            entries.ContainsKey(AllApplicationsTag),
            entries.TryGetValue(OriginTag, out var origin) && ReadNumber(origin) is OriginGenerated,
            entries.TryGetValue(PurposeTag, out var purpose) && ReadNumbers(purpose) is [PurposeSign]);
    }

    private static List<int> ReadNumbers(AsnReader entry)
    {
        var set = entry.ReadSetOf(skipSortOrderValidation: true);
        entry.ThrowIfNotEmpty();

        var numbers = new List<int>();
        while (set.HasData)
            numbers.Add(set.TryReadInt32(out var number) ? number : throw new AsnContentException("not a purpose"));
        return numbers;
    }

    private static int ReadNumber(AsnReader entry)
    {
        var number = entry.TryReadInt32(out var value) ? value : throw new AsnContentException("not a number");
        entry.ThrowIfNotEmpty();
        return number;
    }
}
