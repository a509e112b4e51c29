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

    /// <summary>One row of the user with this id; null when there is none.</summary>
    public static async Task<TRow?> FindAsync<TUser, TRow>(
        IQueryable<TUser> users, string userId, Expression<Func<TUser, TRow>> select, CancellationToken cancellationToken)
        where TRow : class
    {
        if (HasId<TUser>(userId) is { } hasId && users.Where(hasId).Select(select) is IAsyncEnumerable<TRow> rows)
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                return row;
            }
        }

        return null;
    }

    // The id is a member of an object, so that it becomes a parameter and the statement's text stays the same for all users.
    private static Expression<Func<TUser, bool>>? HasId<TUser>(string userId)
    {
        if (IdOf(typeof(TUser)) is not { } id || BoxOf(id.Last.PropertyType, userId) is not { } box)
        {
            return null;
        }

        var user = Expression.Parameter(typeof(TUser), "user");
        var given = Expression.Property(Expression.Constant(box), nameof(IdBox<string>.Value));
        return Expression.Lambda<Func<TUser, bool>>(Expression.Equal(id.On(user), given), user);
    }

    private static object? BoxOf(Type type, string userId)
    {
        if (type == typeof(string))
        {
            return new IdBox<string>(userId);
        }

        var converter = TypeDescriptor.GetConverter(type);
        return converter.IsValid(userId)
            ? Activator.CreateInstance(typeof(IdBox<>).MakeGenericType(type), converter.ConvertFromInvariantString(userId))
            : null;
    }
}

/// <summary>Holds an id for a query.</summary>
internal sealed class IdBox<T>(T value)
{
    public T Value { get; } = value;
}
