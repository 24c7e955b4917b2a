using IdentityServer.Audit;
using IdentityServer.Shared.Requests;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Activity;

/// <summary>One event of the trail, as its owner reads it.</summary>
internal sealed record ActivityLine(string Sentence, DateTimeOffset At)
{
    /// <summary>Something was refused or failed: worth a look.</summary>
    public bool IsRefusal { get; private init; }

    public string? ClientId { get; private init; }

    /// <summary>From where, as far as it is known.</summary>
    public string Origin { get; private init; } = "";

    public static ActivityLine Of(AuditEvent row, IStringLocalizer text, IStringLocalizer common)
    {
        string?[] origin = [row.Device is { } device ? DeviceFamily.InWords(device, common) : null, row.Country is { } country ? Place.NameOf(country) : null];
        return new(SentenceFor(row.Type, text), row.OccurredAt)
        {
            IsRefusal = row.Outcome is not AuditOutcome.Success,
            ClientId = row.ClientId,
            Origin = string.Join(" · ", origin.OfType<string>()),
        };
    }

    // A newer version may have written what this one has no words for.
    private static string SentenceFor(string type, IStringLocalizer text)
    {
        var known = text["Activity.Event." + type];
        return known.ResourceNotFound ? text["Activity.Unknown"] : known;
    }
}
