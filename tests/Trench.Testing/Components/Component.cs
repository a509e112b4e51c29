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

    /// <summary>The proxy that holds requests and answers against an OpenAPI document: <see cref="PrismProxy"/>.</summary>
    Prism,

    /// <summary>Twilio's own SDK, run by <see cref="VendorClient"/>.</summary>
    TwilioSdk,

    /// <summary>The AWS SDK for JavaScript, run by <see cref="VendorClient"/>.</summary>
    AwsSdk,

    /// <summary>The AWS SDK for Python, run by <see cref="VendorClient"/>.</summary>
    Boto3,

    /// <summary>Yubico's generator of passwords behind <see cref="Trench.Testing.Ykgenerate"/>.</summary>
    Ykgenerate,

    /// <summary>The proxy in front of two nodes, in samples/Cluster and where one is killed under load.</summary>
    Nginx,

    /// <summary>Yubico's client of its validation protocol behind <see cref="Trench.Testing.Ykclient"/>.</summary>
    Ykclient,
}
