namespace Trench.EntityFrameworkCore;

/// <summary>
/// A column of sealed text, and what its texts are bound to. Who adds such a column adds it here: what is not here is not re-sealed.
/// </summary>
/// <param name="Row">The row class; its table has <c>id</c> and <c>user_id</c>.</param>
/// <param name="Name">The column.</param>
/// <param name="Kind">The kind in <see cref="SealBinding"/>; owner and row are those of the row.</param>
internal sealed record SealedColumn(Type Row, string Name, string Kind)
{
    public static readonly IReadOnlyList<SealedColumn> All =
    [
        new(typeof(Enrolment), "sealed_factor", "factor"),
        new(typeof(Enrolment), "pending_factor", "factor"),
        new(typeof(Challenge), "sealed_data", "data"),
        new(typeof(OutboxMessage), "sealed_body", "message"),
    ];

    public override string ToString() => $"{Row.Name}.{Name}";
}
