using System.Data.Common;
using System.Text;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.OpenId.Consents;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Claims;
using IdentityServer.Protocol.OpenId.Interactions;

namespace IdentityServer.OpenId.Grants;

/// <summary>
/// How things stand with a person and their session now, read beside the grant whenever something that hangs on it is
/// used. A session only fallen idle still counts: the person may be busy in the app.
/// </summary>
internal sealed record Standing
{
    public const string Columns = """
        a."State", a."UserName", a."DisplayName", a."Email", a."EmailConfirmed", a."PhoneNumber", a."PhoneNumberConfirmed", a."UpdatedAt", a."Claims",
        s."EndedAt", s."ExpiresAt", c."Access", c."RevokedAt"
        """;

    public const int ColumnCount = 13;

    public required AccountState Account { get; init; }

    /// <summary>The absolute limit; null where the session has ended or is gone.</summary>
    public required DateTimeOffset? SessionExpiresAt { get; init; }

    /// <summary>What they last answered this app; null where they never did, or took it back.</summary>
    public required Lazy<Consent>? Consent { get; init; }

    /// <summary>When they last took back what they had allowed this app.</summary>
    public required DateTimeOffset? ShutOutAt { get; init; }

    /// <summary>What may be told about them; <see cref="PersonClaims.Groups"/> are read apart, where somebody asks.</summary>
    public required Lazy<PersonClaims> Person { get; init; }

    public bool HasSession(DateTimeOffset now) => now < SessionExpiresAt;

    public static Standing Read(DbDataReader row, Guid accountId)
    {
        var (userName, name, email, emailConfirmed) = (row.GetString(1), row.GetStringOrNull(2), row.GetStringOrNull(3), row.GetBoolean(4));
        var (phone, phoneConfirmed, updatedAt, attributes) = (row.GetStringOrNull(5), row.GetBoolean(6), row.GetInt64(7), row.GetString(8));
        var sessionIsOpen = row.IsDBNull(9) && !row.IsDBNull(10);

        return new()
        {
            Account = row.GetEnum<AccountState>(0),
            SessionExpiresAt = sessionIsOpen ? row.GetInstant(10) : null,
            Consent = row.IsDBNull(11) ? null : OpenConsent(accountId, row.GetFieldValue<byte[]>(11)),
            ShutOutAt = row.GetInstantOrNull(12),
            Person = new(() => new PersonClaims
            {
                UserName = userName,
                Name = name,
                Email = email,
                EmailVerified = emailConfirmed,
                PhoneNumber = phone,
                PhoneNumberVerified = phoneConfirmed,
                UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(updatedAt),
                Attributes = StrictJson.TryReadObject(Encoding.UTF8.GetBytes(attributes), out var json) ? json : default,
            }),
        };
    }

    private static Lazy<Consent> OpenConsent(Guid accountId, byte[] json) => new(() => ConsentJson.Read(accountId, json));
}
