using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Profile;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>What somebody who makes an account calls themselves, as the page posts it.</summary>
internal sealed record NewcomerDetails(string UserName, string? DisplayName)
{
    public static bool TryRead(
        JsonElement details, [NotNullWhen(true)] out NewcomerDetails? newcomer, [NotNullWhen(false)] out Admission.Refused? refused)
    {
        (newcomer, refused) = (null, null);
        if (Text(details, "userName")?.Trim() is not { } userName || !AccountName.IsUserName(userName))
            refused = new("user_name_invalid", "userName");
        else if (!ProfileRules.TryReadName(Text(details, "displayName"), out var shown))
            refused = new("display_name_invalid", "displayName");
        else
            newcomer = new(userName, shown);

        return newcomer is not null;
    }

    private static string? Text(JsonElement details, string name) =>
        details.ValueKind is JsonValueKind.Object && details.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String
            ? member.GetString()
            : null;
}
