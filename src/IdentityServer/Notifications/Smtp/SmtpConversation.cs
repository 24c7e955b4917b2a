using System.Net.Security;
using System.Security.Authentication;
using System.Text;

namespace IdentityServer.Notifications.Smtp;

/// <summary>RFC 5321 from greeting to goodbye, for one mail. Any other end than a return is an <see cref="SmtpFailedException"/>.</summary>
internal sealed class SmtpConversation(Stream connection, SmtpOptions options, RemoteCertificateValidationCallback? trust) : IAsyncDisposable
{
    private Stream stream = connection;
    private SmtpLines lines = new(connection);
    private SmtpReply greeting = new(0, []);

    public async Task SendAsync(string ourName, MailboxAddress from, MailboxAddress to, byte[] content, CancellationToken cancellation)
    {
        if (options.Security is SmtpSecurity.Implicit)
            await EncryptAsync(cancellation);

        Check(await lines.ReadReplyAsync(cancellation), "not_ready");
        await GreetAsync(ourName, cancellation);

        if (options.Security is SmtpSecurity.StartTls)
        {
            await StartTlsAsync(cancellation);
            await GreetAsync(ourName, cancellation); // RFC 3207 §4.2: what was said before counts for nothing
        }

        if (options.User is { Length: > 0 } user)
            await SignInAsync(user, options.Password!, cancellation); // the validator has seen both

        await HandOverAsync(from, to, content, cancellation);
        await SayGoodbyeAsync(cancellation);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task GreetAsync(string ourName, CancellationToken cancellation)
    {
        greeting = await AskAsync($"EHLO {ourName}", cancellation);
        Check(greeting, "greeting_refused");
    }

    private async Task StartTlsAsync(CancellationToken cancellation)
    {
        if (greeting.Extension("STARTTLS") is null)
            throw new SmtpFailedException("starttls_not_offered");

        Check(await AskAsync("STARTTLS", cancellation), "starttls_refused");

        // Answers that came before the encryption are not the server's.
        if (lines.HasUnread)
            throw new SmtpFailedException("starttls_tampered");

        await EncryptAsync(cancellation);
    }

    private async Task EncryptAsync(CancellationToken cancellation)
    {
        var encrypted = new SslStream(stream, leaveInnerStreamOpen: false, trust);
        stream = encrypted;
        try
        {
            await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = options.Host,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            }, cancellation);
        }
        catch (AuthenticationException fault)
        {
            throw new SmtpFailedException("certificate_refused", inner: fault);
        }

        lines = new(encrypted);
    }

    // RFC 4954; PLAIN and LOGIN are what mail servers have.
    private async Task SignInAsync(string user, string password, CancellationToken cancellation)
    {
        var ways = greeting.Extension("AUTH")?.ToUpperInvariant().Split(' ') ?? [];
        if (ways.Contains("PLAIN"))
        {
            Check(await AskAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancellation), "sign_in_refused");
        }
        else if (ways.Contains("LOGIN"))
        {
            Check(await AskAsync("AUTH LOGIN", cancellation), "sign_in_refused");
            Check(await AskAsync(Base64(user), cancellation), "sign_in_refused");
            Check(await AskAsync(Base64(password), cancellation), "sign_in_refused");
        }
        else
        {
            throw new SmtpFailedException("sign_in_not_offered");
        }
    }

    private async Task HandOverAsync(MailboxAddress from, MailboxAddress to, byte[] content, CancellationToken cancellation)
    {
        var needsUtf8 = to.NeedsUtf8 || from.NeedsUtf8;
        if (needsUtf8 && greeting.Extension("SMTPUTF8") is null)
            throw new SmtpFailedException("address_not_possible", isForGood: true);

        // What we are told about ourselves is a matter of settings, and may be put right; about the mail, it is for good.
        Check(await AskAsync($"MAIL FROM:<{from}>{(needsUtf8 ? " SMTPUTF8" : "")}", cancellation), "sender_refused");
        Check(await AskAsync($"RCPT TO:<{to}>", cancellation), "recipient_refused", mayBeForGood: true);
        Check(await AskAsync("DATA", cancellation), "content_refused", mayBeForGood: true);

        await lines.WriteAsync(Stuffed(content), cancellation);
        Check(await AskAsync(".", cancellation), "content_refused", mayBeForGood: true);
    }

    // The mail is theirs now, whatever happens here.
    private async Task SayGoodbyeAsync(CancellationToken cancellation)
    {
        try
        {
            await lines.WriteLineAsync("QUIT", cancellation);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // they have hung up already
        }
    }

    private async Task<SmtpReply> AskAsync(string command, CancellationToken cancellation)
    {
        await lines.WriteLineAsync(command, cancellation);
        return await lines.ReadReplyAsync(cancellation);
    }

    private static void Check(SmtpReply reply, string failure, bool mayBeForGood = false)
    {
        if (!reply.IsYes)
            throw new SmtpFailedException($"{failure} {reply.Status}", mayBeForGood && reply.IsForGood);
    }

    // RFC 5321 §4.5.2: a line that begins with a dot gets another one, so that none is taken for the end.
    private static byte[] Stuffed(byte[] content) =>
        Encoding.UTF8.GetBytes(string.Concat(Encoding.UTF8.GetString(content).Split("\r\n").SkipLast(1).Select(line => (line.StartsWith('.') ? "." : "") + line + "\r\n")));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
