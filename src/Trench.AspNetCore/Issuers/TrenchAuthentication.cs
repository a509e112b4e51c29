namespace Trench.AspNetCore;

/// <summary>Names of Trench in ASP.NET Core's authentication.</summary>
public static class TrenchAuthentication
{
    /// <summary>The scheme that reads access tokens. It is the default one where an application has no other.</summary>
    public const string Scheme = "Trench";
}
