using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IdentityServer.Tests.Notifications;

/// <summary>Somebody else's mail server on a free port, which behaves as the test says: well, badly, or not at all.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private readonly List<string> commands = [];

    public MailServer(string certificateName = "localhost")
    {
        Certificate = NewCertificate(certificateName);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public X509Certificate2 Certificate { get; }

    public bool EncryptedFromTheStart { get; set; }

    /// <summary>What EHLO lists, before TLS and after it.</summary>
    public List<string> Offers { get; } = ["STARTTLS"];

    public List<string> OffersInside { get; } = ["AUTH LOGIN PLAIN"];

    /// <summary>What is said to a command instead of yes; the content is answered under the name of a dot.</summary>
    public Dictionary<string, string> Replies { get; } = [];

    /// <summary>The command after which nothing more is said.</summary>
    public string? SilentAfter { get; set; }

    /// <summary>Sent along with the yes to STARTTLS, in clear: what somebody in between would add.</summary>
    public string Injected { get; set; } = "";

    public List<ReceivedSmtpMail> Mails { get; } = [];

    /// <summary>Every command, marked where it came encrypted.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (commands)
                return [.. commands];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Stop();
        Certificate.Dispose();
        stopping.Dispose();
    }

    private void Note(string command)
    {
        lock (commands)
            commands.Add(command);
    }

    private async Task AcceptAsync()
    {
        List<Task> conversations = [];
        try
        {
            while (true)
                conversations.Add(ConverseAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(conversations);
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (EncryptedFromTheStart)
                    stream = await EncryptAsync(stream);
                await new Conversation(this, stream, stopping.Token).RunAsync();
            }
            catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException)
            {
                // the other side has gone, or the test is over
            }
        }
    }

    private async Task<SslStream> EncryptAsync(Stream stream)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, stopping.Token);
        return encrypted;
    }

    private static X509Certificate2 NewCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        // The handshake wants a key that is not only in memory.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private sealed class Conversation(MailServer server, Stream stream, CancellationToken cancellation)
    {
        private Stream stream = stream;
        private string from = "";
        private string to = "";

        public async Task RunAsync()
        {
            await SayAsync(server.Replies.GetValueOrDefault("CONNECT", "220 mail.test ready"));
            while (await ReadLineAsync() is { } line)
            {
                server.Note((stream is SslStream ? "[tls] " : "") + line);
                if (!await AnswerAsync(line))
                    return;
            }
        }

        private async Task<bool> AnswerAsync(string line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == server.SilentAfter)
                await Task.Delay(Timeout.Infinite, cancellation);

            if (server.Replies.TryGetValue(verb, out var reply))
                return await SayAsync(reply);

            switch (verb)
            {
                case "EHLO":
                    string[] lines = ["mail.test", .. stream is SslStream ? server.OffersInside : server.Offers, "8BITMIME"];
                    return await SayAsync(string.Join("\r\n", lines.Select((it, at) => $"250{(at == lines.Length - 1 ? ' ' : '-')}{it}")));
                case "STARTTLS":
                    await SayAsync("220 go ahead" + (server.Injected is "" ? "" : "\r\n" + server.Injected));
                    stream = await server.EncryptAsync(stream);
                    return true;
                case "AUTH" when line.EndsWith("LOGIN", StringComparison.Ordinal):
                    await SayAsync("334 VXNlcm5hbWU6");
                    server.Note("[user] " + await ReadLineAsync());
                    await SayAsync("334 UGFzc3dvcmQ6");
                    server.Note("[password] " + await ReadLineAsync());
                    return await SayAsync("235 welcome");
                case "AUTH":
                    return await SayAsync("235 welcome");
                case "MAIL":
                    from = line;
                    return await SayAsync("250 ok");
                case "RCPT":
                    to = line;
                    return await SayAsync("250 ok");
                case "DATA":
                    await SayAsync("354 go ahead");
                    return await TakeContentAsync();
                case "QUIT":
                    await SayAsync("221 bye");
                    return false;
                default:
                    return await SayAsync("500 what?");
            }
        }

        private async Task<bool> TakeContentAsync()
        {
            var content = new StringBuilder();
            while (await ReadLineAsync() is { } line and not ".")
                content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");

            if (server.SilentAfter is ".")
                await Task.Delay(Timeout.Infinite, cancellation);
            if (server.Replies.TryGetValue(".", out var reply))
                return await SayAsync(reply);

            lock (server.Mails)
                server.Mails.Add(new(from, to, content.ToString(), Encrypted: stream is SslStream));
            return await SayAsync("250 2.0.0 queued");
        }

        private async Task<bool> SayAsync(string reply)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), cancellation);
            return true;
        }

        // Byte by byte: what belongs to the encrypted part must not be read in advance.
        private async Task<string?> ReadLineAsync()
        {
            List<byte> line = [];
            var next = new byte[1];
            while (await stream.ReadAsync(next, cancellation) == 1)
            {
                if (next[0] == '\n')
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                line.Add(next[0]);
            }

            return null;
        }
    }
}

internal sealed record ReceivedSmtpMail(string From, string To, string Content, bool Encrypted);
