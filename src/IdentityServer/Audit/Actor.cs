namespace IdentityServer.Audit;

/// <summary>Who did it.</summary>
internal sealed record Actor
{
    public static readonly Actor System = new() { Type = ActorType.System };
    public static readonly Actor Anonymous = new() { Type = ActorType.Anonymous };

    private Actor()
    {
    }

    public ActorType Type { get; private init; }

    public Guid? Account { get; private init; }

    public string? ClientId { get; private init; }

    public static Actor User(Guid account) => new() { Type = ActorType.User, Account = account };

    public static Actor Admin(Guid account) => new() { Type = ActorType.Admin, Account = account };

    /// <summary>Somebody at the help desk.</summary>
    public static Actor Agent(Guid account) => new() { Type = ActorType.Agent, Account = account };

    public static Actor Client(string clientId) => new() { Type = ActorType.Client, ClientId = clientId };
}

internal enum ActorType
{
    User,
    Admin,
    Agent,
    System,
    Client,
    Anonymous,
}
