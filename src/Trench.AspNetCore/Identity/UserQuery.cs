using System.ComponentModel;
using System.Linq.Expressions;

namespace Trench.AspNetCore;

/// <summary>
/// Asks the user store's query for a few columns of one user. Such a projection is one short SELECT that nothing tracks, where
/// <c>FindByIdAsync</c> reads and tracks the whole row. It needs no reference to EF Core: its queries are <see
/// cref="IAsyncEnumerable{T}"/>.
/// </summary>
internal static class UserQuery
{
    /// <summary>Whether the store can be asked this way.</summary>
    public static bool CanAsk<TUser>(IQueryable<TUser> users) => users is IAsyncEnumerable<TUser> && IdOf(typeof(TUser)) is not null;

    /// <summary>The property with the id of a user class; null when there is none of Identity's name.</summary>
    public static PropertyPath? IdOf(Type user) => PropertyPath.Find(user, "Id");

    /// <summary>The property by which Identity looks a name up; null when there is none of Identity's name.</summary>
    public static PropertyPath? NameOf(Type user) => PropertyPath.Find(user, "NormalizedUserName");

    /// <summary>
    /// Whether Identity can look for such a name. It normalizes names, and .NET refuses to normalize what is no Unicode text: the noncharacter U+FFFE, half
    /// of a surrogate pair.
    /// </summary>
    public static bool CanBeName(string name)
    {
        try
        {
            _ = name.IsNormalized();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>One row of the user with this id; null when there is none.</summary>
    public static Task<TRow?> FindAsync<TUser, TRow>(
        IQueryable<TUser> users, string userId, Expression<Func<TUser, TRow>> select, CancellationToken cancellationToken)
        where TRow : class =>
        FirstAsync(users, IdOf(typeof(TUser)), userId, select, cancellationToken);

    /// <summary>One row of the user with this normalized name; null when there is none.</summary>
    public static Task<TRow?> FindByNameAsync<TUser, TRow>(
        IQueryable<TUser> users, string name, Expression<Func<TUser, TRow>> select, CancellationToken cancellationToken)
        where TRow : class =>
        FirstAsync(users, NameOf(typeof(TUser)), name, select, cancellationToken);

    private static async Task<TRow?> FirstAsync<TUser, TRow>(
        IQueryable<TUser> users, PropertyPath? key, string value, Expression<Func<TUser, TRow>> select, CancellationToken cancellationToken)
        where TRow : class
    {
        if (key is not null && Has<TUser>(key, value) is { } has && users.Where(has).Select(select) is IAsyncEnumerable<TRow> rows)
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                return row;
            }
        }

        return null;
    }

    // The value is a member of an object, so that it becomes a parameter and the statement's text stays the same for all users.
    private static Expression<Func<TUser, bool>>? Has<TUser>(PropertyPath key, string value)
    {
        if (BoxOf(key.Last.PropertyType, value) is not { } box)
        {
            return null;
        }

        var user = Expression.Parameter(typeof(TUser), "user");
        var given = Expression.Property(Expression.Constant(box), nameof(KeyBox<string>.Value));
        return Expression.Lambda<Func<TUser, bool>>(Expression.Equal(key.On(user), given), user);
    }

    private static object? BoxOf(Type type, string value)
    {
        if (type == typeof(string))
        {
            return new KeyBox<string>(value);
        }

        var converter = TypeDescriptor.GetConverter(type);
        return converter.IsValid(value)
            ? Activator.CreateInstance(typeof(KeyBox<>).MakeGenericType(type), converter.ConvertFromInvariantString(value))
            : null;
    }
}

/// <summary>Holds an id or a name for a query.</summary>
internal sealed class KeyBox<T>(T value)
{
    public T Value { get; } = value;
}
