using Microsoft.Extensions.Http;

namespace Qboxmail.Http;

/// <summary>Changes the handler chain that HttpClientFactory builds for a client.</summary>
/// <param name="baseAddress">Gets the address of the API from the options.</param>
internal sealed class ContainerHttpClient(Func<IServiceProvider, Uri?> baseAddress)
{
    /// <summary>
    /// Adds the steps around those of the application: the first sets the library's handler, which the application may change or replace; the last
    /// completes the chain.
    /// </summary>
    public void Configure(HttpClientFactoryOptions options)
    {
        options.HttpMessageHandlerBuilderActions.Insert(0, SetHandler);
        options.HttpMessageHandlerBuilderActions.Add(AddTokenHandler);
    }

    private void SetHandler(HttpMessageHandlerBuilder builder)
    {
#if !NET
        // On .NET the application may cast the factory's own default, whose type .NET Standard does not know.
        if (builder.PrimaryHandler is not HttpClientHandler)
        {
            TransportHandler.EnableDecompression(builder.PrimaryHandler);
            return;
        }
#endif
        builder.PrimaryHandler = TransportHandler.Create(baseAddress(builder.Services));
    }

    private void AddTokenHandler(HttpMessageHandlerBuilder builder)
    {
        TransportHandler.Secure(builder.PrimaryHandler, baseAddress(builder.Services), nameof(builder.PrimaryHandler));
        builder.PrimaryHandler = TokenHandler.AddTo(builder.PrimaryHandler, nameof(builder.PrimaryHandler));
    }
}
