import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';

const document = load(readFileSync(new URL('../../openapi/dist/qboxmail-management.yaml', import.meta.url), 'utf8'));

/** The fields that every response contains, for example the code of a resource. */
const required = new Set(
  Object.entries(document.components.schemas)
    .filter(([name]) => !/(Request|Input)$/.test(name))
    .flatMap(([, schema]) => schema.required ?? []),
);

/** Sets every other field of a response to null. */
export function withNulls(value) {
  return Array.isArray(value) ? value.map((item) => withNulls(item))
    : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, nullOf(key, field)]))
    : value;
}

function nullOf(key, value) {
  return key === 'resources' ? withNulls(value) : required.has(key) ? value : null;
}

/** Gives dates the observed format, or an unusual one where no format was observed. */
export function withForeignDates(value, name) {
  return Array.isArray(value) ? value.map((item) => withForeignDates(item))
    : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withForeignDates(field, key)]))
    : typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value) ? value
    : ['created_at', 'updated_at'].includes(name) ? '2025-09-03T11:32:26.000+02:00'
    : '16/04/2026 09:12';
}

/** Starts a server that forwards requests to an address, and alters the JSON of successful responses. */
export async function alter(address, change) {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { host, connection, ...headers } = request.headers;
    const url = new URL(request.url, address);
    const original = await fetch(url, { method: request.method, headers, body: body.length > 0 ? body : undefined });
    const text = await original.text();
    const isJson = original.ok && original.headers.get('content-type')?.includes('json');
    response.writeHead(original.status, { 'content-type': original.headers.get('content-type') ?? 'text/plain' });
    response.end(isJson ? JSON.stringify(change(JSON.parse(text))) : text);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));

  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
