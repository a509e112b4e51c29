namespace Trench;

/// <summary>
/// What one facade does between the right password and the question: it may take over what the application keeps of the user's methods. Registered as a scoped
/// service.
/// </summary>
public interface ILoginPreparation
{
    /// <summary>The facade, as <see cref="Caller.Facade"/> names it.</summary>
    string Facade { get; }

    /// <summary>Prepares the login of a user whose password was right, and says how it goes on.</summary>
    Task<Outcome<LoginAdvice>> PrepareAsync(MfaUser user, Caller caller, CancellationToken cancellationToken);
}

/// <summary>How a login goes on after the password.</summary>
public enum LoginAdvice
{
    /// <summary>The user is asked as the methods and the facade's terms say.</summary>
    Ask,

    /// <summary>The password was enough.</summary>
    SignIn,
}
