namespace Trench.Testing;

/// <summary>An independent QR reader: the program zbarimg, with rsvg-convert in front of it for vector images.</summary>
public static class Zbar
{
    // Wide enough that the densest symbol an otpauth URI needs still has several pixels for each module.
    private const string RenderWidth = "800";

    /// <summary>The text in a PNG image that holds exactly one QR symbol.</summary>
    public static async Task<string> DecodePngAsync(ReadOnlyMemory<byte> png)
    {
        var result = await ExternalProgram.RunAsync(
            "zbarimg", ["--raw", "-q", "--oneshot", "-Sdisable", "-Sqrcode.enable", "PNG:-"], png);
        return result.ExitCode == 0
            ? result.Text
            : throw new InvalidOperationException($"zbarimg found no QR symbol (exit code {result.ExitCode}).");
    }

    /// <summary>The texts of many PNG images with one QR symbol each, in order; texts of one line. One process reads them all.</summary>
    public static async Task<IReadOnlyList<string>> DecodePngsAsync(IReadOnlyList<byte[]> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var folder = Directory.CreateTempSubdirectory("trench-qr-");
        try
        {
            var files = images.Select((_, index) => Path.Combine(folder.FullName, FormattableString.Invariant($"{index:D6}.png"))).ToArray();
            await Task.WhenAll(images.Zip(files, (image, file) => File.WriteAllBytesAsync(file, image)));
            var result = await ExternalProgram.RunAsync(
                "zbarimg", ["--raw", "-q", "-Sdisable", "-Sqrcode.enable", .. files], ReadOnlyMemory<byte>.Empty);
            return result.Text.Split('\n') is var texts && result.ExitCode == 0 && texts.Length == images.Count
                ? texts
                : throw new InvalidOperationException($"zbarimg read fewer or more than {images.Count} symbols (exit code {result.ExitCode}).");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The text in an SVG image that holds exactly one QR symbol, rendered on white as a page would show it.</summary>
    public static async Task<string> DecodeSvgAsync(ReadOnlyMemory<byte> svg)
    {
        var rendered = await ExternalProgram.RunAsync("rsvg-convert", ["-w", RenderWidth, "-b", "white"], svg);
        return rendered.ExitCode == 0
            ? await DecodePngAsync(rendered.Output)
            : throw new InvalidOperationException($"rsvg-convert refused with {rendered.ExitCode}: {rendered.Complaints}");
    }
}
