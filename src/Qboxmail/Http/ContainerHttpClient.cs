using Microsoft.Extensions.Http;

namespace Qboxmail.Http;

/// <summary>
/// Changes the handler chain that HttpClientFactory builds for a client: sets the library's handler, which the application may change or replace, and
/// completes the chain after everything else, other filters included.
/// </summary>
/// <param name="httpName">The name of the HTTP client.</param>
/// <param name="baseAddress">Gets the address of the API from the options.</param>
internal sealed class ContainerHttpClient(string httpName, Func<IServiceProvider, Uri?> baseAddress) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        var isOwn = builder.Name == httpName;

        if (isOwn)
        {
            SetHandler(builder);
        }

        next(builder);

        if (isOwn)
        {
            builder.PrimaryHandler = TokenHandler.AddTo(builder.PrimaryHandler, baseAddress(builder.Services), nameof(builder.PrimaryHandler));
        }
    };

    private static void SetHandler(HttpMessageHandlerBuilder builder)
    {
#if !NET
        // On .NET the application may cast the factory's own default, whose type .NET Standard does not know.
        if (builder.PrimaryHandler is not HttpClientHandler)
        {
            TransportHandler.EnableDecompression(builder.PrimaryHandler);
            return;
        }
#endif
        builder.PrimaryHandler = TransportHandler.Create();
    }
}
