using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Authenticator;
using IdentityServer.Accounts.Codes;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Passkeys.Setup;
using IdentityServer.Sessions;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Passkeys;

/// <summary>Whoever steals the database of people with passkeys has nothing to sign in with, in whatever form it is looked for.</summary>
[Property("Case", "S2-07")]
internal sealed class StolenDatabaseTests
{
    private readonly CookieContainer jar = new();
    private TestHost host;
    private Visitor ada;
    private Uri link;
    private Guid account;

    [SetUp]
    public async Task SignUpAsync()
    {
        host = new TestHost();
        ada = new Visitor(host, cookies: jar);
        link = (await host.Get<SetupLinks>().MakeAsync(CancellationToken.None))!;
        await ada.Http.GetAsync(link.PathAndQuery);
        (await ada.EnrolAsync("Setup", new { userName = "ada.of.the.dump" })).EnsureSuccessStatusCode();
        (await ada.SignInAsync()).EnsureSuccessStatusCode();
        account = (await host.Get<AccountStore>().FindByNameAsync("ada.of.the.dump", CancellationToken.None))!.Id;
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public void What_is_public_is_found()
    {
        var dump = new Dump(host.DataDirectory);

        Assert.That(dump.Holds("ada.of.the.dump"u8));
        Assert.That(dump.Holds(ada.Device.Passkeys[0].CredentialId));
    }

    [Test]
    public void No_cookie_of_the_browser_is()
    {
        var dump = new Dump(host.DataDirectory);
        var cookies = jar.GetAllCookies().ToDictionary(cookie => cookie.Name, cookie => cookie.Value);
        Assert.That(cookies.Keys, Does.Contain("__Host-session").And.Contains("__Host-browser"));
        Assert.That(SessionSecret.TryParse(cookies["__Host-session"], out var session));

        Assert.That(cookies.Where(cookie => dump.HoldsText(cookie.Value)).Select(cookie => cookie.Key), Is.Empty);
        Assert.That(dump.HoldsInAnyForm(session.Secret), Is.False);
    }

    [Test]
    public async Task No_ceremony_journey_or_link_that_is_under_way_is()
    {
        var (ceremony, _) = await ada.AskAsync("sign-in", new { });
        using var stranger = new Visitor(host);
        var door = await stranger.Http.GetAsync("/account/security/codes");
        var dump = new Dump(host.DataDirectory);

        Assert.That(dump.HoldsText(ceremony), Is.False);
        Assert.That(dump.HoldsText(link.Query.Split("link=")[1]), Is.False);
        if (door.Headers.Location is { } address)
            Assert.That(dump.HoldsText(address.OriginalString.Split("interaction=")[1]), Is.False);
    }

    [Test]
    public async Task No_recovery_code_and_no_secret_of_an_authenticator_app_is()
    {
        var codes = await host.Get<RecoveryCodes>().DrawAsync(account, CancellationToken.None);
        var session = (await host.Get<SessionStore>().OfAccountAsync(account, CancellationToken.None))[0].Id;
        var apps = host.Get<AuthenticatorSettingUp>();
        await apps.BeginAsync(account, session, CancellationToken.None);
        var pending = (await apps.OfAsync(account, session, CancellationToken.None)).Pending!;
        var secret = host.Get<AuthenticatorSeal>().Open(pending)!;
        var dump = new Dump(host.DataDirectory);

        Assert.That(codes.SelectMany(code => new[] { code, code.Split(' ')[^1], code.Split(' ')[^1].Replace("-", "", StringComparison.Ordinal) }).Where(dump.HoldsText), Is.Empty);
        Assert.That(dump.HoldsText(AuthenticatorKey.Of(secret).Text), Is.False);
        Assert.That(dump.HoldsInAnyForm(secret), Is.False);
    }

    [Test]
    public async Task There_is_no_password_and_no_private_key()
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(ada.Device.Passkeys[0].Key.Export(), out _);
        var (secret, open) = (key.ExportParameters(includePrivateParameters: true).D!, key.ExportParameters(includePrivateParameters: false).Q.X!);
        var dump = new Dump(host.DataDirectory);

        Assert.That(await host.Get<LegacyPasswordStore>().FindAsync(account, CancellationToken.None), Is.Null);
        Assert.That(dump.Holds(open));
        Assert.That(dump.HoldsInAnyForm(secret), Is.False);
    }

    /// <summary>Everything that is on disk of the database, the log of its last changes included.</summary>
    private sealed class Dump(string folder)
    {
        private readonly byte[] bytes = [.. Directory.EnumerateFiles(folder, "*.db*").Order().SelectMany(Read)];

        public bool Holds(ReadOnlySpan<byte> wanted) => bytes.AsSpan().IndexOf(wanted) >= 0;

        /// <summary>As it stands there, or as the bytes that it stands for.</summary>
        public bool HoldsText(string text) =>
            Holds(Encoding.UTF8.GetBytes(text)) || (Base64Url.IsValid(text) && Holds(Base64Url.DecodeFromChars(text)));

        public bool HoldsInAnyForm(byte[] secret) => Holds(secret)
            || Holds(Encoding.UTF8.GetBytes(Convert.ToHexString(secret))) || Holds(Encoding.UTF8.GetBytes(Convert.ToHexStringLower(secret)))
            || Holds(Encoding.UTF8.GetBytes(Base64Url.EncodeToString(secret))) || Holds(Encoding.UTF8.GetBytes(Convert.ToBase64String(secret)));

        private static byte[] Read(string path)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            file.CopyTo(copy);
            return copy.ToArray();
        }
    }
}
