using IdentityServer.Data;
using IdentityServer.Data.Protection;

namespace IdentityServer.Tests.Data.Protection;

internal sealed class RowMacTests
{
    private static readonly KeyedHash Key = new(() => new byte[32]);
    private static readonly KeyedHash OtherKey = new(() => [.. new byte[31], 1]);
    private static readonly Guid Id = Guid.Parse("0198f2c4-7a00-7000-8000-000000000001");

    private static readonly Value[] Row = ["ES256", 7, 8L, true, new byte[] { 1, 2 }, Id, (string?)null, DateTimeOffset.UnixEpoch];

    private static readonly Value[][] OtherRows =
    [
        ["ES25", 7, 8L, true, new byte[] { 1, 2 }, Id, (string?)null, DateTimeOffset.UnixEpoch],
        ["ES256", 6, 8L, true, new byte[] { 1, 2 }, Id, (string?)null, DateTimeOffset.UnixEpoch],
        ["ES256", 7, 9L, true, new byte[] { 1, 2 }, Id, (string?)null, DateTimeOffset.UnixEpoch],
        ["ES256", 7, 8L, false, new byte[] { 1, 2 }, Id, (string?)null, DateTimeOffset.UnixEpoch],
        ["ES256", 7, 8L, true, new byte[] { 1, 3 }, Id, (string?)null, DateTimeOffset.UnixEpoch],
        ["ES256", 7, 8L, true, new byte[] { 1, 2 }, Guid.Empty, (string?)null, DateTimeOffset.UnixEpoch],
        ["ES256", 7, 8L, true, new byte[] { 1, 2 }, Id, "", DateTimeOffset.UnixEpoch],
        ["ES256", 7, 8L, true, new byte[] { 1, 2 }, Id, (string?)null, (DateTimeOffset?)null],
        ["ES256", 7, 8L, true, new byte[] { 1, 2 }, Id, (string?)null],
        ["ES256", 8, 7L, true, new byte[] { 1, 2 }, Id, (string?)null, DateTimeOffset.UnixEpoch],
    ];

    [Test]
    public void The_same_row_matches() =>
        Assert.That(RowMac.Matches(RowMac.Compute(Key, Row), Key, Row), Is.True);

    [TestCaseSource(nameof(OtherRows))]
    public void A_row_that_differs_in_one_field_does_not_match(params Value[] other) =>
        Assert.That(RowMac.Matches(RowMac.Compute(Key, Row), Key, other), Is.False);

    [Test]
    public void Text_cannot_move_from_one_field_to_the_next() =>
        Assert.That(RowMac.Matches(RowMac.Compute(Key, "ab", "c"), Key, "a", "bc"), Is.False);

    [Test]
    public void Another_key_does_not_match() =>
        Assert.That(RowMac.Matches(RowMac.Compute(Key, Row), OtherKey, Row), Is.False);

    [Test]
    public void A_mac_of_the_wrong_length_does_not_match() =>
        Assert.That(RowMac.Matches([], Key, Row), Is.False);
}
