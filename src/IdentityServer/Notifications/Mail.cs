using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentityServer.Notifications;

/// <summary>A mail ready to go. The row of the outbox keeps it sealed, address and all, so that neither can be exchanged.</summary>
internal sealed record Mail
{
    public required Guid Id { get; init; }

    public required string To { get; init; }

    public required string Language { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

[JsonSerializable(typeof(Mail))]
internal sealed partial class MailJson : JsonSerializerContext
{
    public static byte[] Write(Mail mail) => JsonSerializer.SerializeToUtf8Bytes(mail, Default.Mail);

    public static Mail Read(byte[] json) => JsonSerializer.Deserialize(json, Default.Mail)!; // we wrote it
}
