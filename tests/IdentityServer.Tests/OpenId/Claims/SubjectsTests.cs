using IdentityServer.Data.Protection;
using IdentityServer.OpenId.Claims;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Tests.OpenId.Claims;

[Property("Case", "K12")]
internal sealed class SubjectsTests
{
    private static readonly Client Pairwise = A.Client() with { SubjectType = SubjectType.Pairwise };
    private static readonly Client Elsewhere = Pairwise with { ClientId = "other", RedirectUris = ["https://other.test/callback"] };

    private readonly Subjects subjects = new(new MasterKey(() => [.. Enumerable.Repeat((byte)1, 32)]));

    [Test]
    public void Apps_of_different_sectors_know_a_person_by_different_names() =>
        Assert.That(subjects.Of(A.AccountId, Pairwise), Is.Not.EqualTo(subjects.Of(A.AccountId, Elsewhere)));

    [Test]
    public void Apps_of_one_sector_know_a_person_by_the_same_name()
    {
        var sibling = Elsewhere with { SectorIdentifierUri = "https://APP.test/sector.json" };

        Assert.That(subjects.Of(A.AccountId, sibling), Is.EqualTo(subjects.Of(A.AccountId, Pairwise)));
    }

    [Test]
    public void Two_people_have_two_names_in_one_sector() =>
        Assert.That(subjects.Of(Guid.NewGuid(), Pairwise), Is.Not.EqualTo(subjects.Of(A.AccountId, Pairwise)));

    [Test]
    public void Pairwise_name_cannot_be_computed_without_the_key()
    {
        var stranger = new Subjects(new MasterKey(() => [.. Enumerable.Repeat((byte)2, 32)]));

        Assert.That(stranger.Of(A.AccountId, Pairwise), Is.Not.EqualTo(subjects.Of(A.AccountId, Pairwise)));
    }

    [Test]
    public void Public_name_is_the_same_for_all_apps() =>
        Assert.That(subjects.Of(A.AccountId, A.Client()), Is.EqualTo(subjects.Of(A.AccountId, Elsewhere with { SubjectType = SubjectType.Public })));

    [Test, Property("Case", "K13")]
    public void Nobody_is_ever_known_by_the_name_of_somebody_before_them()
    {
        var (before, after) = (Guid.CreateVersion7(A.Now), Guid.CreateVersion7(A.Now));

        foreach (var client in new[] { A.Client(), Pairwise })
            Assert.That(subjects.Of(after, client), Is.Not.EqualTo(subjects.Of(before, client)), "it comes from the account, not from what the person calls themselves");
    }

    [Test]
    public void Every_name_is_plain_and_short_enough() =>
        Assert.That(new[] { subjects.Of(A.AccountId, Pairwise), subjects.Of(A.AccountId, A.Client()) }, Is.All.Match("^[A-Za-z0-9_-]{1,255}$"));
}
