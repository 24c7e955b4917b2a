using System.Buffers.Text;
using System.Text;

namespace IdentityServer.Benchmarks.Load.Targets;

/// <summary>A server that people sign in to with passkeys, by the ceremonies its pages drive.</summary>
internal abstract class PasskeyTarget(string name, Uri address, string origin) : Target(name, address)
{
    public override Task SignInAsync(Caller caller) => ProveAsync(caller, interaction: null);

    /// <summary>Where the browser goes next.</summary>
    protected async Task<string> ProveAsync(Caller caller, string? interaction)
    {
        var question = await caller.PostJsonAsync("/passkeys/sign-in/options", interaction is null ? "{}" : $$"""{"interaction":"{{interaction}}"}""");
        var challenge = Base64Url.DecodeFromChars(question.GetProperty("publicKey").GetProperty("challenge").GetString());
        var credential = caller.Person.Passkey.Assert(challenge, origin).ToJson();

        var answer = await caller.PostJsonAsync("/passkeys/sign-in",
            $$"""{"ceremony":"{{question.GetProperty("ceremony").GetString()}}","credential":{{Encoding.UTF8.GetString(credential)}}}""");
        return answer.GetProperty("next").GetString()!;
    }

}
