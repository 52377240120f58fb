using Microsoft.Extensions.Http;

namespace Qboxmail.Http;

/// <summary>
/// Changes the handler chain that HttpClientFactory builds for a client. It first sets the library's transport, which the application may change or
/// replace. It adds the token handler after everything else, including other filters.
/// </summary>
/// <param name="httpName">The name of the HTTP client.</param>
/// <param name="baseAddress">Gets the address of the API from the options.</param>
internal sealed class ContainerHttpClient(string httpName, Func<IServiceProvider, Uri> baseAddress) : IHttpMessageHandlerBuilderFilter
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
        // On .NET 8 and 9, the application may cast the factory's default handler to its type, which .NET Standard lacks. That handler is kept.
        if (builder.PrimaryHandler is not HttpClientHandler)
        {
            TransportHandler.EnableDecompression(builder.PrimaryHandler);
            return;
        }
#endif
        builder.PrimaryHandler = TransportHandler.Create();
    }
}
