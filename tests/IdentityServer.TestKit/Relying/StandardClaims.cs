using System.Text.Json;
using System.Text.RegularExpressions;

namespace IdentityServer.TestKit.Relying;

/// <summary>The types of OpenID Connect Core §5.1, as strictly as the conformance suite takes them.</summary>
internal static partial class StandardClaims
{
    private static readonly string[] Flags = ["email_verified", "phone_number_verified"];

    private static readonly string[] Texts =
    [
        "sub", "name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile", "picture", "website",
        "email", "gender", "zoneinfo", "locale", "phone_number",
    ];

    public static void Check(JsonElement claims)
    {
        foreach (var claim in claims.EnumerateObject())
        {
            var value = claim.Value;
            var right = claim.Name switch
            {
                "updated_at" => value.ValueKind is JsonValueKind.Number,
                "address" => value.ValueKind is JsonValueKind.Object,
                "birthdate" => value.ValueKind is JsonValueKind.String && Birthdate().IsMatch(value.GetString()!),
                var name when Flags.Contains(name) => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                var name when Texts.Contains(name) => value.ValueKind is JsonValueKind.String && IsSaid(value.GetString()!),
                _ => value.ValueKind is not JsonValueKind.Null,
            };
            DistrustException.Unless(right, $"the claim {claim.Name} is {value.GetRawText()}");
        }
    }

    private static bool IsSaid(string text) => !string.IsNullOrWhiteSpace(text) && text != "null";

    [GeneratedRegex(@"^(\d{4}|\d{4}-\d\d-\d\d)$")]
    private static partial Regex Birthdate();
}
