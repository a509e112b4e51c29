namespace Trench;

/// <summary>Shows enrolments as user configs.</summary>
internal sealed class UserConfigBook(MethodConfigBook configs, MethodRegistry registry, MethodSet methods, TimeProvider clock)
{
    /// <summary>The user's own of offered methods, in order of creation, whatever their status.</summary>
    public async Task<IReadOnlyList<UserConfig>> ListAsync(UserFactors factors, CancellationToken cancellationToken)
    {
        var rows = await configs.ListAsync(cancellationToken);
        var shown = factors.Enrolments.Select(enrolment => View(enrolment, rows)).OfType<UserConfig>();
        return [.. shown.Where(config => config.MethodConfig.IsActive)];
    }

    /// <summary>One enrolment; null when its method is not configured.</summary>
    public UserConfig? View(Enrolment enrolment, IReadOnlyList<MethodConfig> rows)
    {
        if (!registry.Contains(enrolment.Method) || MethodConfigBook.Of(enrolment, rows) is not { } config)
        {
            return null;
        }

        var isPending = enrolment.Status == EnrolmentStatus.Pending;
        return new UserConfig
        {
            Id = enrolment.Id,
            Title = enrolment.Label,
            Status = StatusOf(enrolment),
            MethodConfig = config,
            Members = Shown(enrolment),
            IsActive = isPending ? !enrolment.StartsPaused : enrolment.Status == EnrolmentStatus.Active,
            IsDefault = isPending ? enrolment.StartsPrimary : enrolment.IsPrimary,
            IsAvailable = enrolment.Status == EnrolmentStatus.Active && config.IsActive,
        };
    }

    /// <summary>What may be shown of the members: the masked address, under the name the method gives it.</summary>
    public IReadOnlyDictionary<string, string> Shown(Enrolment enrolment) =>
        enrolment.TargetHint is { } hint && methods.Find(enrolment.Method)?.UserFields is [var field, ..]
            ? new Dictionary<string, string> { [field.Name] = hint }
            : ConfigJson.None;

    private UserConfigStatus StatusOf(Enrolment enrolment)
    {
        var isAwaited = enrolment.PendingUntil > clock.GetUtcNow();
        return enrolment.Status switch
        {
            EnrolmentStatus.Pending => isAwaited ? UserConfigStatus.InProcess : UserConfigStatus.New,
            _ => isAwaited && enrolment.PendingFactor is not null ? UserConfigStatus.InProcess : UserConfigStatus.Confirmed,
        };
    }
}
