using System.Text.Json.Nodes;

namespace IdentityServer.Accounts.Profile;

/// <summary>OpenID Connect Core §5.1, as far as people fill it in themselves. Empty means: not to be told.</summary>
internal sealed class ProfileForm
{
    public string? Name { get; set; }

    public string? GivenName { get; set; }

    public string? MiddleName { get; set; }

    public string? FamilyName { get; set; }

    public string? Nickname { get; set; }

    public string? Gender { get; set; }

    public string? Birthdate { get; set; }

    public string? Profile { get; set; }

    public string? Website { get; set; }

    public string? Locale { get; set; }

    public string? ZoneInfo { get; set; }

    public string? Street { get; set; }

    public string? PostalCode { get; set; }

    public string? Locality { get; set; }

    public string? Region { get; set; }

    public string? Country { get; set; }

    public static ProfileForm Of(JsonObject claims)
    {
        var address = claims["address"] as JsonObject ?? [];
        return new()
        {
            Name = Text(claims, "name"),
            GivenName = Text(claims, "given_name"),
            MiddleName = Text(claims, "middle_name"),
            FamilyName = Text(claims, "family_name"),
            Nickname = Text(claims, "nickname"),
            Gender = Text(claims, "gender"),
            Birthdate = Text(claims, "birthdate"),
            Profile = Text(claims, "profile"),
            Website = Text(claims, "website"),
            Locale = Text(claims, "locale"),
            ZoneInfo = Text(claims, "zoneinfo"),
            Street = Text(address, "street_address"),
            PostalCode = Text(address, "postal_code"),
            Locality = Text(address, "locality"),
            Region = Text(address, "region"),
            Country = Text(address, "country"),
        };
    }

    /// <summary>Claims that have no field here stay as they are.</summary>
    public void WriteTo(JsonObject claims)
    {
        Set(claims, "name", Name);
        Set(claims, "given_name", GivenName);
        Set(claims, "middle_name", MiddleName);
        Set(claims, "family_name", FamilyName);
        Set(claims, "nickname", Nickname);
        Set(claims, "gender", Gender);
        Set(claims, "birthdate", Birthdate);
        Set(claims, "profile", Profile);
        Set(claims, "website", Website);
        Set(claims, "locale", Locale);
        Set(claims, "zoneinfo", ZoneInfo);
        WriteAddress(claims);
    }

    // §5.1.1: some apps read only the whole, as it stands on a letter; lines are split by a line feed.
    private void WriteAddress(JsonObject claims)
    {
        var address = new JsonObject();
        Set(address, "street_address", Street);
        Set(address, "postal_code", PostalCode);
        Set(address, "locality", Locality);
        Set(address, "region", Region);
        Set(address, "country", Country);
        claims.Remove("address");
        if (address.Count == 0)
            return;

        var town = string.Join(' ', new[] { PostalCode, Locality }.OfType<string>());
        address["formatted"] = string.Join('\n', new[] { Street, town, Region, Country }.Where(line => line is { Length: > 0 }));
        claims["address"] = address;
    }

    private static string? Text(JsonObject claims, string name) => claims[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static void Set(JsonObject claims, string name, string? text)
    {
        if (text is null)
            claims.Remove(name);
        else
            claims[name] = text;
    }
}
