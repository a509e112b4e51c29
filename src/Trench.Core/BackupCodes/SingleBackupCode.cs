namespace Trench;

/// <summary>What a facade wants of a backup code that is shown by itself.</summary>
/// <param name="Origin">The facade's name: codes of one origin are counted together.</param>
/// <param name="Length">Its characters, of the alphabet of all backup codes.</param>
/// <param name="Newest">How many unspent codes of this origin a user keeps, this one included; older ones are gone.</param>
public sealed record SingleBackupCode(string Origin, int Length, int Newest);
