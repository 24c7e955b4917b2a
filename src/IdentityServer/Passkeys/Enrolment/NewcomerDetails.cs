using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using IdentityServer.Accounts;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>What somebody who makes an account calls themselves, as the page posts it.</summary>
internal sealed record NewcomerDetails(string UserName, string? DisplayName)
{
    private const int LongestDisplayName = 128;

    public static bool TryRead(JsonElement details, [NotNullWhen(true)] out NewcomerDetails? newcomer)
    {
        newcomer = Text(details, "userName") is { } name && AccountName.IsUserName(name)
            ? new(name, Text(details, "displayName") is { Length: > 0 and <= LongestDisplayName } shown ? shown : null)
            : null;
        return newcomer is not null;
    }

    private static string? Text(JsonElement details, string name) =>
        details.ValueKind is JsonValueKind.Object && details.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String
            ? member.GetString()!.Trim()
            : null;
}
