namespace Qboxmail.Emulator;

/// <summary>A mail that the service would have sent.</summary>
/// <param name="To">Who gets it.</param>
/// <param name="VerificationCode">The code in it.</param>
public sealed record EmulatorMail(string To, string VerificationCode);
