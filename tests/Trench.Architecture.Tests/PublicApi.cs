using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Trench.Architecture.Tests;

/// <summary>Prints what a user of an assembly can see, one line for each type and member, in an order that does not depend on the sources.</summary>
internal static class PublicApi
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints
            | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeAccessibility
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    // A member's own types are named without the word class or interface before them.
    private static readonly SymbolDisplayFormat NameFormat = TypeFormat.WithKindOptions(SymbolDisplayKindOptions.None);

    internal static string Print(string assembly)
    {
        var compilation = CSharpCompilation.Create("reader", references: Platform.References);
        var reference = Platform.References.SingleOrDefault(reference => Path.GetFileNameWithoutExtension(reference.Display) == assembly)
            ?? throw new InvalidOperationException($"Trench.Architecture.Tests does not reference {assembly}.");
        var symbol = (IAssemblySymbol?)compilation.GetAssemblyOrModuleSymbol(reference)
            ?? throw new InvalidOperationException($"{assembly} cannot be read.");

        var lines = Types(symbol.GlobalNamespace).Where(IsVisible).OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal)
            .SelectMany(type => Members(type).Prepend(Head(type)));
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .SelectMany(member => member is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(member));

    private static IEnumerable<string> Members(INamedTypeSymbol type) =>
        type.GetMembers()
            .Where(member => member is not INamedTypeSymbol && IsVisible(member) && !IsGenerated(member))
            .Select(member => "    " + member.ToDisplayString(NameFormat))
            .Order(StringComparer.Ordinal);

    private static string Head(INamedTypeSymbol type)
    {
        string[] modifiers =
        [
            type.IsStatic ? "static " : string.Empty,
            type is { IsAbstract: true, IsStatic: false, TypeKind: TypeKind.Class } ? "abstract " : string.Empty,
            type is { IsSealed: true, IsStatic: false, TypeKind: TypeKind.Class } ? "sealed " : string.Empty,
        ];
        var bases = type.Interfaces.Where(IsVisible).Select(port => port.ToDisplayString(NameFormat))
            .Where(name => !name.StartsWith("System.IEquatable<", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var list = string.Join(", ", type.BaseType is { SpecialType: SpecialType.None } parent ? bases.Prepend(parent.ToDisplayString(NameFormat)) : bases);
        return $"{string.Concat(modifiers)}{type.ToDisplayString(TypeFormat)}{(list.Length == 0 ? string.Empty : $" : {list}")}";
    }

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is null || IsVisible(symbol.ContainingType));

    /// <summary>Accessors, which their property shows, and what the compiler adds to a record or an enumeration.</summary>
    private static bool IsGenerated(ISymbol member) =>
        member is IMethodSymbol { AssociatedSymbol: not null } || member.Name.Contains('<', StringComparison.Ordinal)
        || member is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.TypeKind: TypeKind.Enum or TypeKind.Struct, Parameters.IsEmpty: true }
        || member is { Name: "value__" }
        || (member is IMethodSymbol or IPropertySymbol { Name: "EqualityContract" }
            && member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute"));
}
