namespace Trench;

/// <summary>Finds the enrolment a request means.</summary>
internal static class EnrolmentChoosing
{
    /// <summary>The one with the id, or the only one of the method; a method with several needs the id.</summary>
    public static Outcome<Enrolment> Among(IEnumerable<Enrolment> enrolments, string? method, string? id)
    {
        var matching = enrolments
            .Where(enrolment => (method is null || enrolment.Method == method) && (id is null || enrolment.Id == id))
            .Take(2)
            .ToList();
        return matching.Count switch
        {
            0 => new Refusal(RefusalKind.MethodNotEnrolled),
            1 => matching[0],
            _ => new Refusal(RefusalKind.EnrolmentAmbiguous) { Field = "id" },
        };
    }

    /// <summary>The active one that the request means.</summary>
    public static Outcome<Enrolment> Active(UserFactors factors, MethodRegistry registry, EnrolmentChoice choice)
    {
        if (!registry.Contains(choice.Method))
        {
            return new Refusal(RefusalKind.MethodUnknown);
        }

        var chosen = Among(factors.Active, choice.Method, choice.Id);
        var isElsewhere = !chosen.Succeeded
            && chosen.Refusal.Kind == RefusalKind.MethodNotEnrolled
            && Among(factors.Enrolments, choice.Method, choice.Id).Refusal?.Kind != RefusalKind.MethodNotEnrolled;
        return isElsewhere ? new Refusal(RefusalKind.MethodNotActive) : chosen;
    }
}
