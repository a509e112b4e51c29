using Microsoft.Extensions.DependencyInjection;

namespace Trench.Testing;

/// <summary>The method that a contract is about, and how a person comes by its codes.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Register">Adds it to the engine, with all it needs.</param>
/// <param name="ReadCode">The code as the person has it now: out of the newest message, or off the device.</param>
public sealed record MethodUnderTest(string Name, Action<TrenchBuilder> Register, Func<Reader, Task<string>> ReadCode)
{
    /// <summary>Keys of the method's own section, for instance <c>SOURCE_FIELD</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Makes the channel fail, and work again; null for a channel that cannot fail.</summary>
    public Action<bool>? SetBroken { get; init; }
}

/// <summary>A person in front of a message or a device.</summary>
/// <param name="User">The user; <c>Email</c> and <c>PhoneNumber</c> are among the fields.</param>
/// <param name="Members">What the activation showed once.</param>
/// <param name="Now">What the device's clock shows.</param>
public sealed record Reader(TestUser User, IReadOnlyDictionary<string, string> Members, DateTimeOffset Now);
