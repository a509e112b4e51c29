namespace Trench.AspNetCore.Tests;

public sealed class ProvenFieldTests : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private AppUser _anna = null!;

    public async Task InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(options => options.User.RequireUniqueEmail = true);
        _anna = await _app.AddAsync("anna", configure: user => user.Profile = new Profile { WorkPhone = "+48123" });
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("Email", true)]
    [InlineData("email", true)]
    [InlineData("phone_number", true)]
    [InlineData("Profile.WorkPhone", true)]
    [InlineData("profile.work_phone", true)]
    [InlineData("Fax", false)]
    [InlineData("Profile", false)]
    [InlineData("Profile.Fax", false)]
    [InlineData("AccessFailedCount", false)]
    [InlineData("", false)]
    public async Task A_field_is_text_at_the_end_of_a_path(string path, bool exists) =>
        Assert.Equal(exists, await _app.AskAsync(directory => Task.FromResult(directory.HasField(path))));

    [Theory]
    [InlineData("email", "anna@example.test")]
    [InlineData("profile.work_phone", "+48123")]
    [InlineData("Pager", null)]
    public async Task A_field_is_read(string path, string? value) => Assert.Equal(value, await ReadAsync(_anna.Id.ToString(), path));

    [Fact]
    public async Task A_path_through_nothing_reads_nothing()
    {
        var ben = await _app.AddAsync("ben");

        Assert.Null(await ReadAsync(ben.Id.ToString(), "Profile.WorkPhone"));
        Assert.Null(await ReadAsync(Guid.Empty.ToString(), "Email"));
    }

    [Fact]
    public async Task A_proven_address_is_saved_as_confirmed_and_can_be_searched_for()
    {
        Assert.True(await SaveAsync(_anna.Id.ToString(), "email", "New@example.test"));

        var saved = await _app.ReadAsync(_anna.Id);
        Assert.Equal(("New@example.test", "NEW@EXAMPLE.TEST", true), (saved.Email, saved.NormalizedEmail, saved.EmailConfirmed));
    }

    [Fact]
    public async Task A_proven_number_is_saved_as_confirmed()
    {
        Assert.True(await SaveAsync(_anna.Id.ToString(), "PhoneNumber", "+48500600700"));

        var saved = await _app.ReadAsync(_anna.Id);
        Assert.Equal(("+48500600700", true), (saved.PhoneNumber, saved.PhoneNumberConfirmed));
    }

    [Theory]
    [InlineData("email", "new@example.test")]
    [InlineData("phone_number", "+48500600700")]
    [InlineData("Pager", "42")]
    [InlineData("Profile.WorkPhone", "+48999")]
    public async Task Saving_keeps_the_security_stamp_so_that_the_session_lives(string path, string value)
    {
        Assert.True(await SaveAsync(_anna.Id.ToString(), path, value));

        Assert.Equal(_anna.SecurityStamp, (await _app.ReadAsync(_anna.Id)).SecurityStamp);
        Assert.Equal(value, await ReadAsync(_anna.Id.ToString(), path));
    }

    [Fact]
    public async Task Another_users_address_is_not_taken_over_where_addresses_are_unique()
    {
        await _app.AddAsync("ben");

        Assert.False(await SaveAsync(_anna.Id.ToString(), "Email", "BEN@example.test"));
        Assert.Equal("anna@example.test", (await _app.ReadAsync(_anna.Id)).Email);
    }

    [Fact]
    public async Task Nothing_is_saved_for_nobody_or_where_there_is_nothing_to_save_it_on()
    {
        var ben = await _app.AddAsync("ben");

        Assert.False(await SaveAsync(Guid.NewGuid().ToString(), "Email", "x@example.test"));
        Assert.False(await SaveAsync(ben.Id.ToString(), "Profile.WorkPhone", "+48999"));
        Assert.False(await SaveAsync(ben.Id.ToString(), "Fax", "+48999"));
    }

    private Task<string?> ReadAsync(string id, string path) => _app.AskAsync(directory => directory.ReadFieldAsync(id, path, default));

    private Task<bool> SaveAsync(string id, string path, string value) =>
        _app.AskAsync(directory => directory.SaveFieldAsync(id, path, value, default));
}
