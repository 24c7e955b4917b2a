using System.Collections.Frozen;

namespace IdentityServer.SqlServer;

/// <summary>The error numbers that mean "not now": transport, start-up, failover, throttling, memory.</summary>
internal static class SqlServerOutage
{
    private static readonly FrozenSet<int> Numbers = FrozenSet.Create(
        -2, -1, 2, 20, 53, 64, 121, 233, 258, 997, 10053, 10054, 10060, 10061, 10928, 10929, 11001, // transport and time-outs
        921, 4060, 4221, 18401, 40143, 40197, 40501, 40540, 40613, 42108, 42109, 49918, 49919, 49920, // starting, failing over, throttled
        615, 617, 669, 701, 802, 8645, 8651); // memory and buffers

    public static bool Contains(int number) => Numbers.Contains(number);
}
