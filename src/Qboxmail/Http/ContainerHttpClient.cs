using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Qboxmail.Http;

/// <summary>
/// Configures the handler pipeline that IHttpClientFactory builds. It sets the primary handler first, so that the application can replace it. It adds
/// TokenHandler last, after the handlers of all other filters.
/// </summary>
/// <remarks>Some applications remove all filters, because one of them adds logging. In that case, builder actions replace this filter.</remarks>
/// <param name="httpName">The name of the HttpClient.</param>
/// <param name="baseAddress">A delegate that gets the base address of the API.</param>
internal sealed class ContainerHttpClient(string httpName, Func<IServiceProvider, Uri> baseAddress)
    : IHttpMessageHandlerBuilderFilter, IPostConfigureOptions<HttpClientFactoryOptions>
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
            AddTokenHandler(builder);
        }
    };

    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        Action<HttpMessageHandlerBuilder> UnlessFiltered(Action<HttpMessageHandlerBuilder> act) => builder =>
        {
            if (!builder.Services.GetServices<IHttpMessageHandlerBuilderFilter>().Contains(this))
            {
                act(builder);
            }
        };

        if (name == httpName)
        {
            options.HttpMessageHandlerBuilderActions.Insert(0, UnlessFiltered(SetHandler));
            options.HttpMessageHandlerBuilderActions.Add(UnlessFiltered(AddTokenHandler));
        }
    }

    private void AddTokenHandler(HttpMessageHandlerBuilder builder) =>
        builder.PrimaryHandler = TokenHandler.AddTo(builder.PrimaryHandler, baseAddress(builder.Services), nameof(builder.PrimaryHandler));

    private static void SetHandler(HttpMessageHandlerBuilder builder)
    {
#if !NET
        // On .NET 8 and 9, the default primary handler may be a SocketsHttpHandler, a type that .NET Standard lacks. It is kept, because applications
        // may cast to it.
        if (builder.PrimaryHandler is not HttpClientHandler)
        {
            TransportHandler.EnableDecompression(builder.PrimaryHandler);
            return;
        }
#endif
        builder.PrimaryHandler = TransportHandler.Create();
    }
}
