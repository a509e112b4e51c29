namespace Trench.Backends.Email;

/// <summary>The settings of <c>Email:Smtp</c>; docs/methods/email.md explains them.</summary>
internal sealed record SmtpOptions
{
    /// <summary>The server; null where none is set.</summary>
    public string? Host { get; init; }

    /// <summary>Its port. Default 587, and 465 with <see cref="SmtpSecurity.Tls"/>.</summary>
    public int Port { get; init; } = 587;

    /// <summary>The account; null for a server that asks for none.</summary>
    public string? User { get; init; }

    /// <summary>The account's password.</summary>
    public string? Password { get; init; }

    /// <summary>How the connection is protected. Default <see cref="SmtpSecurity.StartTls"/>.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>A PEM file with roots trusted beside the system's, for a server with a private authority.</summary>
    public string? CaFile { get; init; }

    /// <summary>The sender when neither the method nor <c>TRENCH_AUTH</c> has one.</summary>
    public string? From { get; init; }

    /// <summary>How long one mail may take, from connecting to the server's last answer. Default 10 seconds; 1 to 60.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Hides the password.</summary>
    public override string ToString() => $"{Host}:{Port} ({Security})";
}

/// <summary>How the connection to the mail server is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>Not at all. Only without an account: a password is never sent in clear.</summary>
    None,

    /// <summary>TLS is demanded after the greeting; a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,
}
