// Validates responses of the emulator with the zod schemas that kubb generates:
// unchanged, with null in every optional field, and with unusual dates.
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { ZodType } from 'zod/v4';
import { alter, withForeignDates, withNulls } from './altered-responses.mjs';
import { startEmulator, token } from './emulator.mjs';
import * as generated from './generated/kubb/index.ts';

const minimum = Number(process.argv[2] ?? 10_000);
const document = load(readFileSync(new URL('../../openapi/dist/qboxmail-management.yaml', import.meta.url), 'utf8')) as {
  paths: Record<string, { get?: { operationId: string; responses: Record<string, { content?: Record<string, unknown> }> } }>;
};
const schemas = generated as unknown as Record<string, ZodType>;
const emulator = await startEmulator();
const altered = await Promise.all([withNulls, withForeignDates].map((change) => alter(emulator.address, change)));
const requests = [];
await populate();

for (const [path, { get }] of Object.entries(document.paths)) {
  if (get?.responses['200'].content?.['application/json']) {
    requests.push({ id: get.operationId, path: await fill(path) });

    // Error responses must be valid too.
    if (path.includes('{')) {
      requests.push({ id: get.operationId, path: path.replaceAll(/\{\w+\}/g, 'none') });
    }
  }
}

const counts: Record<number, number> = {};
const invalid = new Map<string, string>();
let read = 0;

while ((counts[200] ?? 0) < minimum) {
  for (const address of [emulator.address, ...altered.map((server) => server.address)]) {
    for (const { id, path } of requests) {
      const { status, body } = await send(address, path);
      const result = schemaOf(id, status).safeParse(body);
      counts[status] = (counts[status] ?? 0) + 1;
      read++;

      if (!result.success) {
        const [issue] = result.error.issues;
        invalid.set(`${id} ${status} ${issue.path.join('.')}`, issue.message);
      }
    }
  }
}

altered.forEach((server) => server.close());
emulator.stop();
invalid.forEach((message, place) => console.log(`${place}: ${message}`));
const statuses = Object.entries(counts).map(([status, count]) => `${count} with ${status}`).join(', ');
console.log(`${new Set(requests.map(({ id }) => id)).size} operations, ${read} responses: ${statuses}`);
console.log(`${read - invalid.size} passed, ${invalid.size} failed`);
process.exit(invalid.size > 0 ? 1 : 0);

/** Creates the resources that the seed cannot define. */
async function populate() {
  const mailbox = await identity(await fill('/api/domains/{domain_code}/email_accounts'), '');
  await post(`/api/addressbooks/${mailbox}`, { name: 'Customers' });
  await post(await fill(`/api/addressbooks/${mailbox}/{addressbook_id}/contacts`), { given_name: 'Anna', emails: [{ value: 'anna@example.net' }] });
  await post(`/api/signatures/${mailbox}`, { body: 'Regards', identity: 'mario@example.net' });
  await post('/api/imports', { type: 'domains', csv_file_name: 'a.csv', csv_file_content: 'example.eu;Correct-horse-7\n' });
  await post('/api/migrations', {
    csv_file_name: 'a.csv',
    csv_file_content: 'mario@example.net;imap.example.net;mario@example.com;Correct-horse-7\n',
    preset: 'standard',
    execute_now: true,
  });
  await post('/api/reports', { type: 'domains' });
  await post('/api/team_members', {
    email_address: 'anna@example.com', firstname: 'Anna', lastname: 'Bianchi', password: 'Correct-horse-7', password_confirmation: 'Correct-horse-7',
  });
}

async function post(path: string, body: object) {
  const response = await fetch(new URL(path, emulator.address), {
    method: 'POST',
    headers: { 'X-Api-Token': token, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

  if (!response.ok) {
    throw new Error(`${path}: ${await response.text()}`);
  }
}

function schemaOf(id: string, status: number) {
  const [client, method] = id.split('_');
  const name = `${client[0].toLowerCase()}${client.slice(1)}${method}`;
  return status === 200 ? schemas[`${name}QueryResponseSchema`] : (schemas[`${name}${status}Schema`] ?? schemas[`${name}ErrorSchema`]);
}

/** Replaces each parameter of a path with the identity of the last item of the list above it. */
async function fill(path: string) {
  let filled = '';

  for (const segment of path.split('/').slice(1)) {
    filled += `/${/^\{/.test(segment) ? await identity(filled, segment) : segment}`;
  }

  return filled;
}

async function identity(list: string, parameter: string): Promise<string> {
  const { body } = await send(emulator.address, `${list}?per=200`);
  const item = body?.resources?.find((resource: { name?: string }) => resource.name === 'example.net') ?? body?.resources?.[0];
  const found = item?.code ?? item?.id ?? item?.uid ?? item?.identity;

  if (found !== undefined) {
    return found;
  }

  // The archive is initially empty. Signatures and address books belong to mailboxes, which have another list.
  return parameter === '{domain_code}' ? identity('/api/domains', '')
    : parameter === '{code}' ? identity(await fill('/api/domains/{domain_code}/email_accounts'), '')
    : 'none';
}

async function send(address: string, path: string) {
  const response = await fetch(new URL(path, address), { headers: { 'X-Api-Token': token } });
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: isJson ? await response.json() : undefined };
}
