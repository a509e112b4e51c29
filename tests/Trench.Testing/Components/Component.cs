namespace Trench.Testing;

/// <summary>A real counterpart that some tests need; the script <c>./test</c> at the root provides all of them.</summary>
public enum Component
{
    /// <summary>A throw-away PostgreSQL server: <see cref="TestEnvironment.Postgres"/>.</summary>
    PostgreSql,

    /// <summary>The mail sink of tests/components: <see cref="SmtpSink"/>.</summary>
    SmtpSink,

    /// <summary>A Chromium that Playwright drives: <see cref="TestEnvironment.Chromium"/>.</summary>
    Chromium,

    /// <summary>The independent TOTP implementation behind <see cref="Trench.Testing.Oathtool"/>.</summary>
    Oathtool,

    /// <summary>The independent QR reader behind <see cref="Trench.Testing.Zbar"/>.</summary>
    Zbar,

    /// <summary>The SVG renderer that <see cref="Trench.Testing.Zbar"/> needs for vector images.</summary>
    Rsvg,
}
