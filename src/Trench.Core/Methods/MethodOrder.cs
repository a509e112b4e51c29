namespace Trench;

/// <summary>
/// The order in which methods are listed: django-trench's six, passkeys, then the application's in the order in which they came.
/// </summary>
internal static class MethodOrder
{
    private static readonly string[] First = ["sms_twilio", "sms_api", "sms_aws", "email", "app", "yubi", "passkey"];

    public static IReadOnlyList<MethodSettings> Sort(IEnumerable<MethodSettings> methods) =>
        [.. methods.OrderBy(method => Place(method.Name))];

    private static int Place(string name)
    {
        var place = Array.IndexOf(First, name);
        return place < 0 ? First.Length : place;
    }
}
