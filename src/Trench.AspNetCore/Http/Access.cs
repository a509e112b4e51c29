namespace Trench.AspNetCore;

/// <summary>Who may use a route.</summary>
internal enum Access
{
    /// <summary>
    /// Everybody; the Authorization header is not looked at. For the token routes, whose caller's access token has just run out.
    /// </summary>
    Open,

    /// <summary>Everybody, but a header of ours that is no good is refused first, as Django REST framework does.</summary>
    Anonymous,

    /// <summary>A user.</summary>
    SignedIn,
}
