using Trench;

/// <summary>An enrolment with a column of the application's own, in Trench's table. Trench makes it and never reads the column.</summary>
// begin-snippet: enrolment
public sealed record PigeonEnrolment : Enrolment
{
    public string Ring { get; init; } = Codes.Text("0123456789ABCDEF", 6);
}
// end-snippet
