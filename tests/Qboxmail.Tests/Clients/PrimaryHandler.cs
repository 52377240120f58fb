using Microsoft.Extensions.DependencyInjection;

namespace Qboxmail.Tests;

/// <summary>The handler at the end of the chain of a registered client.</summary>
internal static class PrimaryHandler
{
    public static HttpMessageHandler Of(IServiceProvider provider, string name)
    {
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name);

        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        return handler;
    }
}
