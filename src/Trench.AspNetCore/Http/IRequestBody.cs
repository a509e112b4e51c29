using FluentValidation;

namespace Trench.AspNetCore;

/// <summary>A body of a route: how its members are read and what they must be.</summary>
/// <typeparam name="TSelf">The body itself.</typeparam>
internal interface IRequestBody<TSelf>
    where TSelf : IRequestBody<TSelf>
{
    /// <summary>The declared members, for the OpenAPI document.</summary>
    static abstract IReadOnlyList<Member> Members { get; }

    /// <summary>Says of every faulty member what is wrong with it. Made once.</summary>
    static abstract IValidator<TSelf> Validator { get; }

    /// <summary>Takes the declared members; all others are ignored and never bound.</summary>
    static abstract TSelf Read(RequestFields fields);
}

/// <summary>A member of a body as the OpenAPI document tells it.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Text">What it is.</param>
/// <param name="IsRequired">Whether the request is refused without it.</param>
internal sealed record Member(string Name, string Text, bool IsRequired = false)
{
    /// <summary>What kind of value it is.</summary>
    public MemberKind Kind { get; init; }
}

/// <summary>The kinds of members.</summary>
internal enum MemberKind
{
    /// <summary>Text.</summary>
    Text = 0,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>An object whose members are texts; in a form, its JSON.</summary>
    Texts,
}

/// <summary>The body of a route that declares none.</summary>
internal sealed record NoBody : IRequestBody<NoBody>
{
    private static readonly NoBody Instance = new();

    public static IReadOnlyList<Member> Members { get; } = [];

    public static IValidator<NoBody> Validator { get; } = new InlineValidator<NoBody>();

    public static NoBody Read(RequestFields fields) => Instance;
}
