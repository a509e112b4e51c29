namespace Trench.Core.Tests.Challenges;

public sealed class TicketTests
{
    private const string Random = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn0_-";

    [Fact]
    public void A_new_ticket_is_well_formed_and_like_no_other()
    {
        var tickets = Enumerable.Range(0, 1_000).Select(_ => Ticket.New()).ToList();

        Assert.Equal(1_000, tickets.Distinct().Count());
        Assert.All(tickets, ticket => Assert.True(Ticket.IsWellFormed(ticket)));
    }

    [Fact]
    public void A_ticket_is_its_prefix_and_forty_three_characters() => Assert.True(Ticket.IsWellFormed("trm_" + Random));

    [Theory]
    [InlineData("")]
    [InlineData("trm_")]
    [InlineData("trm_" + Random + "A")]
    [InlineData("trm_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn0_")]
    [InlineData("TRM_" + Random)]
    [InlineData("trx_" + Random)]
    [InlineData("trm_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn0+/")]
    [InlineData("trm_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn0_\0")]
    public void Anything_else_is_none(string text) => Assert.False(Ticket.IsWellFormed(text));

    // By Python's hashlib.
    [Fact]
    public void The_store_knows_its_SHA256_only() => Assert.Equal("vDjrRzX0QRJPBPtS8cv4UOXChK8TYgWd-ESHVJ2930g", Ticket.Hash("trm_" + Random));
}
