using IdentityServer.Accounts.Authenticator;

namespace IdentityServer.TestKit;

/// <summary>The app on somebody's phone. Its clock is the host's.</summary>
internal sealed class AuthenticatorPhone(TestHost host, byte[] secret)
{
    /// <summary>As if its owner had set it up a while ago.</summary>
    public static async Task<AuthenticatorPhone> SetUpAsync(TestHost host, Guid account)
    {
        var session = Guid.NewGuid();
        var settingUp = host.Get<AuthenticatorSettingUp>();
        await settingUp.BeginAsync(account, session, CancellationToken.None);
        var pending = (await settingUp.OfAsync(account, session, CancellationToken.None)).Pending!;
        var phone = new AuthenticatorPhone(host, host.Get<AuthenticatorSeal>().Open(pending)!);
        if (!await settingUp.ConfirmAsync(pending, phone.Code(), CancellationToken.None))
            throw new InvalidOperationException("The app was not confirmed.");

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        return phone;
    }

    /// <summary>Reads the key as its owner would type it.</summary>
    public static AuthenticatorPhone Typed(TestHost host, string key)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.Where(sign => sign is not ' ').Select(sign => Convert.ToString(alphabet.IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return new(host, [.. bits.Chunk(8).Select(octet => Convert.ToByte(new string(octet), 2))]);
    }

    /// <param name="steps">How far its clock is ahead, in codes.</param>
    public string Code(int steps = 0) => Totp.CodeAt(secret, Totp.StepAt(host.Clock.GetUtcNow()) + steps);

    /// <summary>One that is none of those that may count now.</summary>
    public string WrongCode() => Enumerable.Range(0, 10).Select(number => new string((char)('0' + number), 6))
        .First(code => !Enumerable.Range(-2, 5).Any(steps => Code(steps) == code));
}
