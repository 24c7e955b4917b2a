using System.Text;

namespace IdentityServer.Accounts.Authenticator;

/// <summary>The secret as an app takes it: scanned, or typed in groups of four.</summary>
internal sealed record AuthenticatorKey(string Text)
{
    // RFC 4648 §6
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static AuthenticatorKey Of(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var octet in secret)
        {
            (bits, held) = (bits << 8 | octet, held + 8);
            for (; held >= 5; held -= 5)
                text.Append(Alphabet[bits >> (held - 5) & 31]);
        }

        // Nothing is left over: a secret is a multiple of five bytes.
        return new(text.ToString());
    }

    public string Grouped => string.Join(' ', Text.Chunk(4).Select(group => new string(group)));

    /// <summary>The key URI that authenticator apps agreed on; account and issuer are what the app lists it under.</summary>
    public string UriFor(string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Text}&issuer={Uri.EscapeDataString(issuer)}"
        + $"&algorithm=SHA1&digits={Totp.Digits}&period={Totp.StepSeconds}";
}
