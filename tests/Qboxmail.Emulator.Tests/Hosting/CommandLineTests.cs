using System.Net;
using System.Net.Sockets;

namespace Qboxmail.Emulator.Tests;

[NonParallelizable]
public class CommandLineTests
{
    [Test]
    public void The_emulator_help_lists_the_options_and_fault_kinds() =>
        Assert.That(
            Run("--help").Output,
            Does.Contain("unofficial").And.Contain("--seed <file>").And.Contain("--version").And.Contain("rows_vanish"));

    [Test]
    public void The_emulator_version_is_printed_without_a_revision() => Assert.That(Run("--version").Output, Does.Match(@"^\d+\.\d+\.\d+\s*$"));

    [TestCase("Unrecognized command or argument '--wat'.", "--wat")]
    [TestCase("Required argument missing for option: '--port'.", "--port")]
    [TestCase("--port requires a number from 0 to 65535, not '65536'.", "--port", "65536")]
    [TestCase("--address requires an IP address, not 'nowhere'.", "--address", "nowhere")]
    [TestCase("--certificate-file requires --https. Add --https, or remove --certificate-file.", "--port", "0", "--certificate-file", "emulator.pem")]
    [TestCase("--token requires visible ASCII characters without enclosing quotes, not ''.", "--token", "")]
    [TestCase("--token requires visible ASCII characters without enclosing quotes, not 'a b'.", "--token", "a b")]
    [TestCase("--token requires visible ASCII characters without enclosing quotes, not 't\u00F6ken'.", "--token", "t\u00F6ken")]
    [TestCase("--token requires visible ASCII characters without enclosing quotes, not ''token''.", "--token", "'token'")]
    [TestCase("--port requires a number from 0 to 65535, not ' 5080'.", "--port", " 5080")]
    [TestCase("--port requires a number from 0 to 65535, not '+5080'.", "--port", "+5080")]
    [TestCase("--seed requires a file path, not ''.", "--seed", "")]
    [TestCase("--certificate-file requires a file path, not ''.", "--certificate-file", "")]
    [TestCase("--delay requires a number of seconds from 0 to 86400, not '1,5'.", "--delay", "1,5")]
    [TestCase("--delay requires a number of seconds from 0 to 86400, not '-1'.", "--delay", "-1")]
    [TestCase("--delay requires a number of seconds from 0 to 86400, not 'NaN'.", "--delay", "NaN")]
    [TestCase("--log-format requires text or json, not 'xml'.", "--log-format", "xml")]
    [TestCase("--fault: 'drop::x' is not a valid fault. Use KIND, KIND:OPERATION or KIND:OPERATION:TIMES.", "--fault", "drop::x")]
    [TestCase("--fault: 'drop:' is not a valid fault. Use KIND, KIND:OPERATION or KIND:OPERATION:TIMES.", "--fault", "drop:")]
    [TestCase("--fault: 'drop::+3' is not a valid fault. Use KIND, KIND:OPERATION or KIND:OPERATION:TIMES.", "--fault", "drop::+3")]
    [TestCase(
        "The API has no operation 'Domains_Lst'. Use an operation ID from the OpenAPI document, such as Domains_List.",
        "--port", "0", "--fault", "drop:Domains_Lst")]
    [TestCase("RowsAppear applies only to lists, and Domains_Get does not return a list.", "--port", "0", "--fault", "rows_appear:Domains_Get")]
    [TestCase("Times must be from 1 to 1000000.", "--port", "0", "--fault", "drop::0")]
    public void Command_line_mistakes_are_reported_in_one_sentence_with_exit_code_1(string expected, params string[] arguments) =>
        Assert.That(Run(arguments), Is.EqualTo((1, "", expected + Environment.NewLine)));

    [Test]
    public void Invalid_seed_data_is_reported_with_its_location()
    {
        var file = Path.GetTempFileName();

        try
        {
            File.WriteAllText(file, """{"domains": [{"name": "a.example"}, {"name": "a"}]}""");

            Assert.That(
                Run("--port", "0", "--seed", file),
                Is.EqualTo((1, "", "The seed data is invalid: domains[1].name is not valid." + Environment.NewLine)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void A_missing_seed_file_is_reported() =>
        Assert.That(Run("--seed", "/no/such/file"), Is.EqualTo((1, "", "Could not find a part of the path '/no/such/file'." + Environment.NewLine)));

    [Test]
    public void A_port_in_use_is_reported()
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
