using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdentityServer.Data;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Passkeys;

/// <summary>A stranger's answer with an invented id costs the server what one with somebody's id costs, so that the time says nothing either.</summary>
internal sealed class DecoyWorkTests
{
    private const string Taken = "ada";
    private const string Free = "nobody";

    private TestHost host;
    private RecordedTables tables;
    private Visitor ada;
    private Visitor stranger;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new()
        {
            Fakes = services => services.AddSingleton<IHotTables>(all => tables = new(all.GetRequiredService<DatabaseProvider>().HotTables)),
        };
        ada = await Visitor.SetUpAsync(host);
        stranger = new(host);
    }

    [TearDown]
    public async Task StopAsync()
    {
        ada.Dispose();
        stranger.Dispose();
        await host.DisposeAsync();
    }

    [TestCase("a forged signature", 1)]
    [TestCase("somebody else's bytes", 0)]
    public async Task A_refused_answer_runs_the_same_statements_and_verifications(string fault, int verifications)
    {
        var free = await WorkAsync(Free, Free, fault);
        var taken = await WorkAsync(Taken, Taken, fault);

        Assert.That(free.Statements, Is.EqualTo(taken.Statements));
        Assert.That(free.Statements, Has.One.Contains("FROM \"Passkeys\"").And.One.Contains("JOIN \"Accounts\""));
        Assert.That((free.Verifications, taken.Verifications), Is.EqualTo((verifications, verifications)));
    }

    [TestCase("grace")]
    [TestCase(null)]
    public async Task So_does_an_id_that_the_question_did_not_ask_for(string? asked)
    {
        var free = await WorkAsync(asked, Free, "a forged signature");
        var taken = await WorkAsync(asked, Taken, "a forged signature");

        Assert.That(free.Statements, Is.EqualTo(taken.Statements));
        Assert.That((free.Verifications, taken.Verifications), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Nor_can_an_invented_id_be_registered_any_more_than_somebody_s()
    {
        await ada.SignInAsync();

        var free = await RegisterAsync((await FirstOfAsync(Free)).Id);
        var taken = await RegisterAsync((await FirstOfAsync(Taken)).Id);

        Assert.That((free.Status, free.Code), Is.EqualTo((HttpStatusCode.Conflict, "cred_already_registered")));
        Assert.That(taken, Is.EqualTo(free));
    }

    private async Task<(HttpStatusCode Status, string? Code, bool Signal, string Statements)> RegisterAsync(byte[] id)
    {
        using var key = ada.WithAnotherDevice();
        tables.Take();
        using var refused = await key.EnrolAsync(bend: draft => draft with { CredentialId = id });
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        return (refused.StatusCode, problem.GetProperty("code").GetString(), problem.TryGetProperty("signal", out _), string.Join(";", tables.Take().Distinct()));
    }

    private async Task<(List<string> Statements, int Verifications)> WorkAsync(string? asked, string listed, string fault)
    {
        var (ceremony, options) = await stranger.AskAsync("sign-in", new { identifier = asked });
        var credential = Answer(options, await FirstOfAsync(listed), fault);
        var keys = host.Get<CoseKeyCache>();
        var kept = keys.Count;
        tables.Take();

        using var refused = await stranger.AnswerAsync("sign-in", ceremony, credential);

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        return ([.. tables.Take().Where(IsOfTheAnswer)], keys.Count - kept);
    }

    // What the host looks for by itself may come in between.
    private static bool IsOfTheAnswer(string sql) => !sql.Contains("\"LogoutDeliveries\"", StringComparison.Ordinal);

    private static byte[] Answer(string options, (byte[] Id, bool Synced) listed, string fault)
    {
        using var question = JsonDocument.Parse(options);
        using var passkey = new SoftPasskey("localhost", new byte[64])
        {
            CredentialId = listed.Id,
            Resident = false,
            BackupEligible = listed.Synced,
            BackedUp = listed.Synced,
        };
        var draft = passkey.Assert(Base64Url.DecodeFromChars(question.RootElement.GetProperty("challenge").GetString()), Visitor.Origin);
        return (fault is "a forged signature" ? draft with { Signature = [.. new byte[70]] } : draft with { UserHandle = new byte[64] }).ToJson();
    }

    private async Task<(byte[] Id, bool Synced)> FirstOfAsync(string name)
    {
        using var question = JsonDocument.Parse((await stranger.AskAsync("sign-in", new { identifier = name })).Options);
        var first = question.RootElement.GetProperty("allowCredentials")[0];
        return (Base64Url.DecodeFromChars(first.GetProperty("id").GetString()), first.GetRawText().Contains("hybrid", StringComparison.Ordinal));
    }
}
