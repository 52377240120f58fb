namespace Qboxmail.Emulator;

/// <summary>An email that the real service would send. The emulator only records it.</summary>
/// <param name="To">The email address of the recipient.</param>
/// <param name="VerificationCode">The verification code in the email.</param>
public sealed record EmulatorMail(string To, string VerificationCode);
