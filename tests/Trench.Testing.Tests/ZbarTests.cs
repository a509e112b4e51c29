using System.Text;
using QRCoder;

namespace Trench.Testing.Tests;

public sealed class ZbarTests
{
    private const string Text = "otpauth://totp/Trench%20Demo:alice%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Trench%20Demo";

    [ComponentFact(Component.Zbar)]
    public async Task It_reads_a_QR_symbol_in_a_PNG_image()
    {
        var png = PngByteQRCodeHelper.GetQRCode(Text, QRCodeGenerator.ECCLevel.M, size: 4);

        Assert.Equal(Text, await Zbar.DecodePngAsync(png));
    }

    [ComponentFact(Component.Zbar, Component.Rsvg)]
    public async Task It_reads_a_QR_symbol_in_an_SVG_image()
    {
        using var symbol = QRCodeGenerator.GenerateQrCode(Text, QRCodeGenerator.ECCLevel.M);
        using var image = new SvgQRCode(symbol);

        Assert.Equal(Text, await Zbar.DecodeSvgAsync(Encoding.UTF8.GetBytes(image.GetGraphic(pixelsPerModule: 4))));
    }

    [ComponentFact(Component.Zbar)]
    public async Task An_image_that_is_none_is_an_error() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Zbar.DecodePngAsync("no image"u8.ToArray()));
}
