namespace Trench.AspNetCore;

/// <summary>A method as deux' clients know it.</summary>
/// <param name="Name">Its name in paths and answers: <c>sms</c> for the method that is that here.</param>
/// <param name="Method">Its name in the engine.</param>
/// <param name="Field">The member that brings its address; null where it takes none.</param>
internal sealed record DeuxMethod(string Name, string Method, string? Field)
{
    /// <summary>Whether its address is a phone number.</summary>
    public bool IsPhone => Name == DeuxMethods.Sms || Field == DeuxPhone.Member;

    /// <summary>The member under which its address is told.</summary>
    public string? Member => IsPhone ? DeuxPhone.Member : Field;
}

/// <summary>Which methods deux' clients see, and under which names.</summary>
internal sealed class DeuxMethods(MethodRegistry registry, SettingSection<DeuxOptions> settings)
{
    public const string Sms = "sms";

    private readonly string? _sms = settings.Value switch
    {
        { SmsMethod: { } named } => named,
        { Texts: not null } => Sms,
        _ => registry.Names.FirstOrDefault(name => registry.IsDelivered(name) && registry.Find(name)?.Field == DeuxPhone.Member),
    };

    /// <summary>The method that <c>sms</c> means; null when no method sends to phones.</summary>
    public DeuxMethod? Phone => Find(Sms);

    /// <summary>The method of a path; null when there is none that sends codes.</summary>
    public DeuxMethod? Find(string name)
    {
        var method = name == Sms ? _sms : name;
        return method is not null && registry.IsDelivered(method) ? new DeuxMethod(NameOf(method), method, registry.Find(method)?.Field) : null;
    }

    /// <summary>The name of one of the engine's methods in answers.</summary>
    public string NameOf(string method) => method == _sms ? Sms : method;
}
