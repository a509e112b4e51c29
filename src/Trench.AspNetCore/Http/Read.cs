using System.Diagnostics.CodeAnalysis;

namespace Trench.AspNetCore;

/// <summary>What was read from a request, or the fault to answer with.</summary>
/// <typeparam name="T">What was read.</typeparam>
internal readonly struct Read<T>
    where T : class
{
    public Read(T value) => Value = value;

    private Read(Fault fault) => Fault = fault;

    public T? Value { get; }

    public Fault? Fault { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool Succeeded => Fault is null;

    public static implicit operator Read<T>(Fault fault) => new(fault);
}
