using System.Text;
using QRCoder;

namespace Trench.Backends.AuthenticatorApp;

/// <summary>Draws a QR symbol as a data URI that a page can show in an <c>img</c> element.</summary>
internal static class QrImage
{
    // A page shows the image in its own size; this one is large enough for a camera and keeps the answer of a dense symbol small.
    private const int UsualWidth = 480;
    private const int FewestPixels = 4;
    private const int MostPixels = 8;
    private const string Dark = "#000000";
    private const string Light = "#ffffff";

    /// <summary>Black on white, with the quiet zone that readers want around it.</summary>
    public static string Write(string text, QrFormat format)
    {
        // Percent-encoded text is ASCII, so no reader has to guess an encoding.
        using var symbol = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return format == QrFormat.Png ? Png(symbol) : Svg(symbol);
    }

    private static string Png(QRCodeData symbol)
    {
        using var drawing = new PngByteQRCode(symbol);
        return "data:image/png;base64," + Convert.ToBase64String(drawing.GetGraphic(PixelsPerModule(symbol)));
    }

    private static string Svg(QRCodeData symbol)
    {
        using var drawing = new SvgQRCode(symbol);
        var markup = drawing.GetGraphic(PixelsPerModule(symbol), Dark, Light, drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(markup));
    }

    private static int PixelsPerModule(QRCodeData symbol) => Math.Clamp(UsualWidth / symbol.ModuleMatrix.Count, FewestPixels, MostPixels);
}

/// <summary>The kind of image.</summary>
internal enum QrFormat
{
    /// <summary>A bitmap, shown everywhere.</summary>
    Png,

    /// <summary>A vector image, sharp at any size; refused by pages whose policy forbids SVG data.</summary>
    Svg,
}
