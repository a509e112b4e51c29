namespace Trench.AspNetCore;

/// <summary>Words of the facade that are part of its contract.</summary>
internal static class ConfirmationWords
{
    /// <summary>The action whose confirmation is a login's second step.</summary>
    public const string Login = "login";

    /// <summary>wcd's spelling of a status; the number sorts them.</summary>
    public static string Text(UserConfigStatus status) => status switch
    {
        UserConfigStatus.New => "015-new",
        UserConfigStatus.InProcess => "025-in_process",
        UserConfigStatus.Confirmed => "085-confirmed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a name on the wire: give it one here."),
    };

    /// <summary>The same of a confirmation.</summary>
    public static string Text(ConfirmationStatus status) =>
        Text(status == ConfirmationStatus.Confirmed ? UserConfigStatus.Confirmed : UserConfigStatus.InProcess);
}
