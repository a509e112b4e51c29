using System.Reflection;
using System.Text.Json;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace Trench;

/// <summary>
/// What the application demands of the body of an activation: the class its <c>SERIALIZER</c> validates, filled from members named as the
/// class's text properties in snake case, <c>HomeLoft</c> from <c>home_loft</c>.
/// </summary>
internal sealed class ActivationBody
{
    private readonly Type _body;
    private readonly Type _validator;
    private readonly PropertyInfo[] _properties;

    private ActivationBody(Type validator, Type body)
    {
        _validator = validator;
        _body = body;
        _properties =
            [.. body.GetProperties().Where(property => property is { CanWrite: true } && property.PropertyType == typeof(string))];
    }

    /// <summary>The names of the members.</summary>
    public IEnumerable<string> Members => _properties.Select(MemberOf);

    /// <summary>The demands of a validator; null when the class is none, or one for a class that cannot be filled.</summary>
    public static ActivationBody? Of(Type validator)
    {
        if (validator.IsAbstract
            || validator.ContainsGenericParameters
            || ValidatedBy(validator) is not { IsClass: true, IsAbstract: false } body)
        {
            return null;
        }

        var made = new ActivationBody(validator, body);
        return body.GetConstructor(Type.EmptyTypes) is not null && made._properties.Length > 0 ? made : null;
    }

    /// <summary>The validator with what its constructor asks for.</summary>
    public IValidator MakeValidator(IServiceProvider scope) => (IValidator)ActivatorUtilities.CreateInstance(scope, _validator);

    /// <summary>What is wrong with which member; empty when nothing is.</summary>
    public async Task<IReadOnlyList<(string Member, string Text)>> FaultsAsync(
        IReadOnlyDictionary<string, string> members, IServiceProvider scope, CancellationToken cancellationToken)
    {
        var body = Activator.CreateInstance(_body) ?? throw new InvalidOperationException($"{_body.Name} cannot be made.");
        foreach (var property in _properties)
        {
            if (members.TryGetValue(MemberOf(property), out var text))
            {
                property.SetValue(body, text);
            }
        }

        var result = await MakeValidator(scope).ValidateAsync(new ValidationContext<object>(body), cancellationToken);
        return [.. result.Errors.Select(error => (JsonNamingPolicy.SnakeCaseLower.ConvertName(error.PropertyName), error.ErrorMessage))];
    }

    private static string MemberOf(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    private static Type? ValidatedBy(Type validator)
    {
        for (var type = validator; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(AbstractValidator<>))
            {
                return type.GetGenericArguments()[0];
            }
        }

        return null;
    }
}
