namespace IdentityServer.Sessions.Devices;

/// <summary>In which countries a browser was signed in on, as the proxy named them: two letters each, the latest last.</summary>
internal static class VisitedCountries
{
    public const int Length = 64;

    private const int Most = 20;

    /// <summary>The first one that is ever named is nobody's news: until then the server could not know.</summary>
    public static bool IsNew(string? visited, string? country) => country is not null && visited is not null && !visited.Split(' ').Contains(country);

    public static string? With(string? visited, string? country) => country is null
        ? visited
        : string.Join(' ', (visited?.Split(' ') ?? []).Where(it => it != country).Append(country).TakeLast(Most));
}
