using Trench;
using Trench.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the adapter of ASP.NET Core Identity.</summary>
public static class IdentityUsersExtensions
{
    /// <summary>
    /// Takes users and passwords from the <c>UserManager</c> that <c>AddIdentityCore</c> or <c>AddIdentity</c> registered. A proven
    /// e-mail address or phone number is stored as confirmed.
    /// </summary>
    /// <typeparam name="TUser">The application's user class.</typeparam>
    /// <param name="builder">What <c>AddTrench</c> returned.</param>
    /// <param name="configure">Changes the settings. <c>USER_ACTIVE_FIELD</c> of the configuration is taken first.</param>
    public static TrenchBuilder AddIdentityUsers<TUser>(this TrenchBuilder builder, Action<IdentityUserOptions>? configure = null)
        where TUser : class, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<IdentityUserOptions>()
            .Configure(Configure)
            .Validate(
                options => options.ActiveField is null || UserShape<TUser>.FindActive(options.ActiveField) is not null,
                $"USER_ACTIVE_FIELD must name a property of {typeof(TUser).Name} that is true or false, or be left out.")
            .Validate(
                options => options.LanguageField is null || UserShape<TUser>.FindLanguage(options.LanguageField) is not null,
                $"IdentityUserOptions.LanguageField must name a property of {typeof(TUser).Name} that holds text, or be left out.")
            .ValidateOnStart();
        builder.Services.AddSingleton<UserShape<TUser>>();
        builder.Services.AddSingleton<DummyPassword<TUser>>();
        builder.Services.AddScoped<ProvenFields<TUser>>();
        var chosen = new IdentityUserOptions();
        Configure(chosen);
        if (UserShape<TUser>.FindActive(chosen.ActiveField) is not null)
        {
            builder.Services.AddScoped<IUserActivation, IdentityUserActivation<TUser>>();
        }

        return builder.AddUsers<IdentityUserDirectory<TUser>>();

        void Configure(IdentityUserOptions options)
        {
            options.ActiveField = builder.Configuration["USER_ACTIVE_FIELD"] ?? builder.Configuration["UserActiveField"];
            configure?.Invoke(options);
        }
    }
}
