using System.Linq.Expressions;
using Microsoft.Extensions.Options;

namespace Trench.AspNetCore;

/// <summary>What the adapter knows of the application's user class, worked out once.</summary>
internal sealed class UserShape<TUser>
    where TUser : class
{
    public UserShape(IOptions<IdentityUserOptions> options)
    {
        Active = FindActive(options.Value.ActiveField);
        Language = FindLanguage(options.Value.LanguageField);
        Row = FindRow();
        RowWithPassword = FindRow(nameof(UserRow.PasswordHash));
    }

    /// <summary>The property that says whether the user may sign in; null when every user may.</summary>
    public PropertyPath? Active { get; }

    /// <summary>The property with the user's language; null when users have none.</summary>
    public PropertyPath? Language { get; }

    /// <summary>The columns a request needs; null when the class does not name them as Identity does.</summary>
    public Expression<Func<TUser, UserRow>>? Row { get; }

    /// <summary>The same and the hash of the password.</summary>
    public Expression<Func<TUser, UserRow>>? RowWithPassword { get; }

    /// <summary>A field of the user that holds text; null when there is none.</summary>
    public static PropertyPath? Field(string path) =>
        PropertyPath.Find(typeof(TUser), path) is { Last: { CanRead: true, CanWrite: true } last } found
        && last.PropertyType == typeof(string)
            ? found
            : null;

    /// <summary>The property that says whether a user may sign in; null when there is none of this name that is true or false.</summary>
    public static PropertyPath? FindActive(string? name) =>
        PropertyPath.Find(typeof(TUser), name ?? "IsActive") is { } found && found.Last.PropertyType == typeof(bool) ? found : null;

    /// <summary>The property of the user itself with its language; null when there is none of this name that holds text.</summary>
    public static PropertyPath? FindLanguage(string? name) => Field(name ?? "Language") is { IsDirect: true } found ? found : null;

    private Expression<Func<TUser, UserRow>>? FindRow(params string[] more)
    {
        if (UserQuery.IdOf(typeof(TUser)) is not { } id)
        {
            return null;
        }

        var user = Expression.Parameter(typeof(TUser), "user");
        List<MemberAssignment> members =
        [
            Bind(nameof(UserRow.Id), Expression.Convert(id.On(user), typeof(object))),
            Bind(nameof(UserRow.IsActive), Active is null ? Expression.Constant(true) : OrFalse(Active.On(user))),
            Bind(nameof(UserRow.Language), Language?.On(user) ?? Expression.Constant(null, typeof(string))),
        ];
        foreach (var name in (string[])[nameof(UserRow.UserName), nameof(UserRow.SecurityStamp), .. more])
        {
            if (Field(name) is not { } field)
            {
                return null;
            }

            members.Add(Bind(name, field.On(user)));
        }

        return Expression.Lambda<Func<TUser, UserRow>>(Expression.MemberInit(Expression.New(typeof(UserRow)), members), user);
    }

    // Of a related row that is not there the database says null.
    private static BinaryExpression OrFalse(Expression value) =>
        Expression.Coalesce(Expression.Convert(value, typeof(bool?)), Expression.Constant(false));

    private static MemberAssignment Bind(string name, Expression value) =>
        Expression.Bind(typeof(UserRow).GetProperty(name) ?? throw new MissingMemberException(nameof(UserRow), name), value);
}

/// <summary>What a request needs to know of a user.</summary>
internal sealed class UserRow
{
    /// <summary>As the database has it: a request may spell the same id otherwise.</summary>
    public object? Id { get; set; }

    public string? UserName { get; set; }

    public string? SecurityStamp { get; set; }

    /// <summary>Only where a password is checked.</summary>
    public string? PasswordHash { get; set; }

    public bool IsActive { get; set; }

    public string? Language { get; set; }
}
