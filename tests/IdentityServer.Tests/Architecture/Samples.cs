using IdentityServer.Tests.Architecture.Samples.Accounts;

// Rooms that break the rules on purpose, so that the tests of the arrows can be seen to work.
#pragma warning disable CA1812, CA1822, CA1852, IDE0051, IDE0052, IDE0044, CS0169, CS0649, CA1823

namespace IdentityServer.Tests.Architecture.Samples.Accounts
{
    internal class High
    {
        public static object Find() => new();
    }

    [AttributeUsage(AttributeTargets.All)]
    internal sealed class HighAttribute : Attribute;
}

namespace IdentityServer.Tests.Architecture.Samples.Data
{
    internal sealed class Low;

    internal sealed class Base : High;

    internal sealed class Field
    {
        private High? high;
    }

    internal sealed class Parameter
    {
        public void Take(High high) => _ = high;
    }

    internal sealed class Returned
    {
        public High? Give() => null;
    }

    internal sealed class Constraint<T> where T : High;

    [High]
    internal sealed class Decorated;

    internal sealed class DecoratedMember
    {
        [High]
        public int Count { get; init; }
    }

    internal sealed class Listed
    {
        public Dictionary<string, List<High[]>> All { get; } = [];
    }

    internal sealed class Created
    {
        public object Make() => new High();
    }

    internal sealed class Called
    {
        public object Call() => High.Find();
    }

    internal sealed class NamedAsTypeArgument
    {
        public object Make() => Activator.CreateInstance<High>();
    }

    internal sealed class Lambda
    {
        public Func<object> Make() => () => new High();
    }

    internal sealed class Awaiting
    {
        public async Task<object> MakeAsync()
        {
            await Task.Yield();
            return new High();
        }
    }
}

namespace IdentityServer.Tests.Architecture.Samples.OpenId
{
    internal sealed class Neighbour;
}

namespace IdentityServer.Tests.Architecture.Samples.Passkeys
{
    internal sealed class Downwards
    {
        public object Make() => new Accounts.High();
    }

    internal sealed class UsesShared
    {
        public object Make() => new Shared.Common();
    }

    internal sealed class Sideways
    {
        public object Make() => new OpenId.Neighbour();
    }
}

namespace IdentityServer.Tests.Architecture.Samples.Shared
{
    internal sealed class Common;

    internal sealed class Curious
    {
        public object Make() => new Data.Low();
    }
}
