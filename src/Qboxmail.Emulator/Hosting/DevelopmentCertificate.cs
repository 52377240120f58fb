using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Qboxmail.Emulator.Hosting;

internal static class DevelopmentCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>
    /// Creates a self-signed server certificate for localhost and the specified address, valid for one year. Clients must be configured to trust it.
    /// </summary>
    public static X509Certificate2 Create(IPAddress listening)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Qboxmail emulator", key, HashAlgorithmName.SHA256);
        var subjectKey = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(Names(listening));
        request.CertificateExtensions.Add(subjectKey);
        // Clients with strict validation, such as Python 3.13, require the Authority Key Identifier extension.
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(subjectKey));

        // Clients check the validity period against the system clock, so the clock of the emulator is not used.
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));

        // TLS servers on Windows cannot use ephemeral keys, so the certificate is exported and loaded again.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private static X509Extension Names(IPAddress listening)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");

        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback, listening }.Distinct())
        {
            names.AddIpAddress(address);
        }

        return names.Build();
    }
}
