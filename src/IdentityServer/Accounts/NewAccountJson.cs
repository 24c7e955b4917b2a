using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentityServer.Accounts;

/// <summary>How an account that does not exist yet waits in the row of the ceremony that will make it.</summary>
[JsonSerializable(typeof(NewAccount))]
internal sealed partial class NewAccountJson : JsonSerializerContext
{
    public static string Write(NewAccount account) => JsonSerializer.Serialize(account, Default.NewAccount);

    public static NewAccount? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, Default.NewAccount);
}
