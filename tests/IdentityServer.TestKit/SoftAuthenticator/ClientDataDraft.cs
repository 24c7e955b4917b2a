using System.Buffers.Text;
using System.Text.Json;

namespace IdentityServer.TestKit.SoftAuthenticator;

/// <summary>What the browser would say; bend it with <c>with</c>.</summary>
internal sealed record ClientDataDraft(string Type, byte[] Challenge, string Origin)
{
    public bool? CrossOrigin { get; init; } = false;

    public string? TopOrigin { get; init; }

    public byte[] ToJson()
    {
        using var buffer = new MemoryStream(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, Type);
            writer.WriteString("challenge"u8, Base64Url.EncodeToString(Challenge));
            writer.WriteString("origin"u8, Origin);
            if (CrossOrigin is { } crossOrigin)
                writer.WriteBoolean("crossOrigin"u8, crossOrigin);
            if (TopOrigin is not null)
                writer.WriteString("topOrigin"u8, TopOrigin);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
