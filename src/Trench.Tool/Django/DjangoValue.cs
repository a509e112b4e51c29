using System.Globalization;

namespace Trench.Tool;

/// <summary>Values as the two databases give them.</summary>
internal static class DjangoValue
{
    /// <summary>
    /// As text; null for no value. A UUID has its usual form on PostgreSQL and 32 digits on SQLite, as Django keeps it there.
    /// </summary>
    public static string? Text(object value) => value is DBNull ? null : Convert.ToString(value, CultureInfo.InvariantCulture);

    /// <summary>As true or false; null when it is neither.</summary>
    public static bool? Truth(object value) => value switch
    {
        bool truth => truth,
        1L => true,
        0L => false,
        _ => null,
    };
}
