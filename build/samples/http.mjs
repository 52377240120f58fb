import { snippetz } from '@scalar/snippetz';

const languages = [
  { lang: 'shell', label: 'curl', target: 'shell', client: 'curl' },
  { lang: 'typescript', label: 'TypeScript', target: 'js', client: 'fetch' },
  { lang: 'python', label: 'Python', target: 'python', client: 'requests' },
];

/** Returns the request in the languages for which this repository has no client. */
export function httpSamples(server, { method, path, pathParameters, queryParameters, body }) {
  const filled = pathParameters.reduce((text, { name, value }) => text.replace(`{${name}}`, encodeURIComponent(value)), path);
  const request = {
    method: method.toUpperCase(),
    url: server + filled,
    headers: [{ name: 'X-Api-Token', value: 'YOUR_TOKEN' }],
    queryString: queryParameters.map(({ name, value }) => ({ name, value: String(value) })),
  };

  if (body !== undefined) {
    request.headers.push({ name: 'Content-Type', value: 'application/json' });
    request.postData = { mimeType: 'application/json', text: JSON.stringify(body) };
  }

  return languages.map(({ lang, label, target, client }) => ({ lang, label, source: source(label, snippetz().print(target, client, request)) }));
}

function source(label, text) {
  return label === 'TypeScript' ? `const response = await ${text};`
    : label === 'Python' ? `import requests\n\nresponse = ${text}`
    : text;
}
