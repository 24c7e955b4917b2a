using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IdentityServer.Accounts.Importing;

/// <summary>OpenID Connect Core §5.1: what may be brought along about a person. What is kept elsewhere (name, address) is not repeated here.</summary>
internal static partial class ImportedClaims
{
    private const int Longest = 4000;

    private static readonly string[] Texts = ["given_name", "family_name", "middle_name", "nickname", "gender"];
    private static readonly string[] Addresses = ["profile", "picture", "website"];
    private static readonly string[] AddressParts = ["street_address", "locality", "region", "postal_code", "country"];

    public static string Read(EntryReader entry)
    {
        if (entry.Object("claims") is not { } claims)
            return "{}";

        claims.Skip("name");
        var json = new JsonObject();
        foreach (var name in Texts)
            Add(claims.Text(name, 256), name);
        foreach (var name in Addresses)
            Add(Checked(claims, name, 1024, text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http", "must be an http or https address"), name);

        Add(Checked(claims, "birthdate", 10, text => Birthdate().IsMatch(text), "must look like 1984-03-28, 1984 or 0000-03-28"), "birthdate");
        Add(Checked(claims, "zoneinfo", 64, text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _), "must be a time zone such as Europe/Berlin"), "zoneinfo");
        Add(Checked(claims, "locale", 35, text => Language().IsMatch(text), "must be a language such as de or de-AT"), "locale");
        Add(claims.Text("phone_number", 32), "phone_number");
        if (claims.Flag("phone_number_verified") is { } verified)
            json["phone_number_verified"] = verified;
        if (claims.Object("address") is { } address)
        {
            json["address"] = AddressOf(address);
            entry.Include(address);
        }

        var text = json.ToJsonString();
        if (text.Length > Longest)
            entry.Fault("claims", $"are longer than {Longest} characters together");
        entry.Include(claims);
        return text;

        void Add(string? value, string name)
        {
            if (value is not null)
                json[name] = value;
        }
    }

    private static JsonObject AddressOf(EntryReader address)
    {
        var json = new JsonObject();
        foreach (var part in AddressParts)
            if (address.Text(part, 256) is { } text)
                json[part] = text;

        return json;
    }

    private static string? Checked(EntryReader claims, string name, int longest, Func<string, bool> isRight, string sentence)
    {
        var text = claims.Text(name, longest);
        if (text is null || isRight(text))
            return text;

        claims.Fault(name, sentence);
        return null;
    }

    [GeneratedRegex(@"^[0-9]{4}(-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$")]
    private static partial Regex Birthdate();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex Language();
}
