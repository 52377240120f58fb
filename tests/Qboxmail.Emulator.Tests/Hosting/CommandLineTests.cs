using System.Net;
using System.Net.Sockets;

namespace Qboxmail.Emulator.Tests;

[NonParallelizable]
public class CommandLineTests
{
    [Test]
    public void Tells_its_arguments() =>
        Assert.That(Run("--help").Output, Does.Contain("unofficial").And.Contain("--seed FILE").And.Contain("--version"));

    [Test]
    public void Tells_its_version() => Assert.That(Run("--version").Output, Does.Match(@"^\d+\.\d+\.\d+\s*$"));

    [TestCase("'--wat' is not an argument; --help tells which there are.", "--wat")]
    [TestCase("--port takes a number from 0 to 65535.", "--port")]
    [TestCase("--port takes a number from 0 to 65535, not '65536'.", "--port", "65536")]
    [TestCase("--address takes an IP address, not 'nowhere'.", "--address", "nowhere")]
    [TestCase("--token takes a text, not ''.", "--token", "")]
    [TestCase("--delay takes seconds, 0 or more, not '-1'.", "--delay", "-1")]
    public void Tells_mistakes_in_one_sentence(string expected, params string[] arguments) =>
        Assert.That(Run(arguments), Is.EqualTo((1, "", expected + Environment.NewLine)));

    [Test]
    public void Tells_where_starting_data_is_wrong()
    {
        var file = Path.GetTempFileName();

        try
        {
            File.WriteAllText(file, """{"domains": [{"name": "a.example"}, {"name": "a"}]}""");

            Assert.That(
                Run("--port", "0", "--seed", file),
                Is.EqualTo((1, "", "The starting data cannot be used: domains[1].name is not valid." + Environment.NewLine)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void Tells_that_a_file_is_not_there() =>
        Assert.That(Run("--seed", "/no/such/file"), Is.EqualTo((1, "", "Could not find a part of the path '/no/such/file'." + Environment.NewLine)));

    [Test]
    public void Tells_that_a_port_is_taken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = $"{((IPEndPoint)listener.LocalEndpoint).Port}";

        var (code, _, errors) = Run("--port", port);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain(port).And.Contain("already in use"));
        Assert.That(errors.Trim().Split('\n'), Has.Length.EqualTo(1));
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        var (usualOutput, usualErrors) = (Console.Out, Console.Error);
        using var output = new StringWriter();
        using var errors = new StringWriter();

        try
        {
            Console.SetOut(output);
            Console.SetError(errors);
            var code = (int)typeof(QboxmailEmulator).Assembly.EntryPoint!.Invoke(null, [arguments])!;
            return (code, output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(usualOutput);
            Console.SetError(usualErrors);
        }
    }
}
