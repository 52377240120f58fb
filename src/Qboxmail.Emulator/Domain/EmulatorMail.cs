namespace Qboxmail.Emulator;

/// <summary>An email that the service would send. The emulator only records it.</summary>
/// <param name="To">The recipient.</param>
/// <param name="VerificationCode">The code that the email contains.</param>
public sealed record EmulatorMail(string To, string VerificationCode);
