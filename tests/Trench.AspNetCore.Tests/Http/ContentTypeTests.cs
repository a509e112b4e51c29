using System.Net;
using System.Text;

namespace Trench.AspNetCore.Tests;

public sealed class ContentTypeTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly HttpPerson _anna = HttpPerson.New(fixture.App);

    private byte[] Json => Encoding.UTF8.GetBytes($$"""{"username":"{{_anna.Name}}","password":"{{HttpPerson.Password}}"}""");

    private Dictionary<string, string> Members => new() { ["username"] = _anna.Name, ["password"] = HttpPerson.Password };

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json;charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    public async Task Json_in_utf8_is_taken(string contentType) =>
        (await _anna.SendAsync(HttpMethod.Post, "login", HttpPerson.Octets(Json, contentType))).MustBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_urlencoded_form_is_taken()
    {
        using var form = new FormUrlEncodedContent(Members);

        (await _anna.SendAsync(HttpMethod.Post, "login", form)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_multipart_form_is_taken()
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Members)
        {
            form.Add(new StringContent(value), name);
        }

        (await _anna.SendAsync(HttpMethod.Post, "login", form)).MustBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json;charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded;charset=utf-7")]
    public async Task Another_content_type_or_charset_is_refused(string? contentType)
    {
        var answer = await _anna.SendAsync(HttpMethod.Post, "login", HttpPerson.Octets(Json, contentType));

        answer.MustBe(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal("unsupported_media_type", answer["error_code"]);
    }

    [Theory]
    [InlineData("text/plain; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain; charset=\"UTF-7\"", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("no type", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("text/plain", HttpStatusCode.OK)]
    public async Task A_part_of_a_form_is_in_utf8_like_the_whole(string contentType, HttpStatusCode status)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Members)
        {
            var part = HttpPerson.Octets(Encoding.UTF8.GetBytes(value), null);
            part.Headers.TryAddWithoutValidation("Content-Type", contentType);
            form.Add(part, name);
        }

        (await _anna.SendAsync(HttpMethod.Post, "login", form)).MustBe(status);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task Any_content_encoding_is_refused(string encoding)
    {
        // Attack: a few compressed octets that unpack to gigabytes.
        var body = HttpPerson.Octets(Json, "application/json");
        body.Headers.ContentEncoding.Add(encoding);

        (await _anna.SendAsync(HttpMethod.Post, "login", body)).MustBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("username=a&username=b&password=c")]
    [InlineData("username=a&Username=b&password=c")]
    public async Task A_form_member_that_comes_twice_is_refused(string form)
    {
        var body = HttpPerson.Octets(Encoding.ASCII.GetBytes(form), "application/x-www-form-urlencoded");

        var answer = await _anna.SendAsync(HttpMethod.Post, "login", body);

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("Form parse error", answer["detail"]);
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=other")]
    public async Task A_multipart_body_without_its_boundary_is_refused(string contentType)
    {
        var answer = await _anna.SendAsync(HttpMethod.Post, "login", HttpPerson.Octets(Json, contentType));

        answer.MustBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(16 * 1024, HttpStatusCode.BadRequest)]
    [InlineData((16 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(5 * 1024 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_over_16_KiB_is_refused(int length, HttpStatusCode status)
    {
        var body = HttpPerson.Octets(Encoding.ASCII.GetBytes(new string('1', length)), "application/json");

        (await _anna.SendAsync(HttpMethod.Post, "login", body)).MustBe(status);
    }

    [Fact]
    public async Task A_body_without_a_length_is_measured_while_it_is_read()
    {
        using var stream = new MemoryStream(new byte[64 * 1024]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/login") { Content = new StreamContent(stream) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;

        var answer = await HttpAnswer.OfAsync(await fixture.App.Client.SendAsync(request));

        answer.MustBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_body_that_nothing_is_needed_from_may_be_absent_or_empty_JSON()
    {
        var ben = await HttpPerson.SignedInAsync(fixture.App);

        (await ben.PostAsync("pigeon/activate")).MustBe(HttpStatusCode.OK);
        (await ben.PostJsonAsync("pigeon/activate", "")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_body_that_something_is_needed_from_may_not_be_absent()
    {
        var answer = await _anna.PostAsync("login");

        answer.MustBe(HttpStatusCode.BadRequest);
        Assert.Equal("This field is required.", answer.FaultOf("password"));
    }
}
