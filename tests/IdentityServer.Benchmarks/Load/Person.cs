using System.Security.Cryptography;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Benchmarks.Load;

/// <summary>Somebody with an account and a passkey on every server of a run.</summary>
internal sealed record Person(Guid Id, string UserName, byte[] UserHandle, SoftPasskey Passkey)
{
    // Making a key costs more than anything else about a person; whose key it is makes no difference to a server.
    private const int Keys = 64;

    public string Email => $"{UserName}@example.com";

    public static IReadOnlyList<Person> Make(int count)
    {
        SoftKey[] keys = [.. Enumerable.Range(0, Math.Min(count, Keys)).Select(_ => SoftKey.Create(-7))];
        return [.. Enumerable.Range(0, count).Select(number => Make(number, keys[number % keys.Length]))];
    }

    private static Person Make(int number, SoftKey key)
    {
        var handle = RandomNumberGenerator.GetBytes(64);
        return new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), $"person{number}", handle, new("localhost", handle, key));
    }
}
