import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { type CreateClient, ApiError, type ForeignClient } from './foreign-client.ts';

// The arguments: the name of an adapter, the addresses of the emulator and of its two altered forms, and the token.
const [name, address, nulls, dates, token] = process.argv.slice(2);
const { create } = (await import(`./clients/${name}.ts`)) as { create: CreateClient };
const client = create(address, token);
let code = '';

const steps: Record<string, () => Promise<void>> = {
  async pages() {
    const names = new Set<unknown>();
    let pages = 1;

    for (let page = 1; page <= pages; page++) {
      const { domains, totalPages } = await client.listDomains(page, 25);
      domains.forEach((domain) => names.add(domain.name));
      pages = totalPages ?? 1;
    }

    assert.equal(names.size, 60);
  },
  async create() {
    code = await client.createDomain('foreign.example');
    assert.match(code, /^D\d+$/);
  },
  async validation() {
    await assert.rejects(client.createDomain('foreign.example'), (error: ApiError) => {
      assert.ok(error instanceof ApiError, `not an ApiError: ${error}`);
      assert.deepEqual([error.status, ...error.fields], [422, 'name']);
      return true;
    });
  },
  async wait() {
    await client.verifyOwnership(code);
    await until(async () => {
      const { status, status_detail } = await client.getDomain(code);
      return status === 'enabled' && status_detail === 'ok';
    });
  },
  async update() {
    await client.setAntispamLevel(code, 1);
    await until(async () => (await client.getDomain(code)).antispam_level === 1);
  },
  async CSV() {
    assert.match(await client.exportSuppressionList(), /gone@example\.net/);
  },
  async webhook() {
    assert.equal(client.webhookKind(await nextWebhook(client)), 'domain_create');
  },
  async nulls() {
    const altered = create(nulls, token);
    const { domains } = await altered.listDomains(1, 25);
    assert.deepEqual([domains.length, domains[0].name ?? null], [25, null]);
    assert.equal((await altered.getDomain(code)).status ?? null, null);
  },
  async dates() {
    const domain = await create(dates, token).getDomain(code);
    assert.equal(domain.activated_at, '16/04/2026 09:12');
    assert.equal(new Date(domain.created_at!).toISOString(), '2025-09-03T09:32:26.000Z');
  },
  async delete() {
    await client.deleteDomain(code);
    await until(async () => client.getDomain(code).then(() => false, (error: ApiError) => {
      assert.equal(error.status, 404, `not an ApiError: ${error}`);
      return true;
    }));
  },
};

const results: Record<string, string> = {};

for (const [step, run] of Object.entries(steps)) {
  results[step] = await run().then(() => 'yes', (error: Error) => String(error.message || error).split('\n')[0].slice(0, 160));
}

console.log(JSON.stringify(results));
process.exit(0);

async function until(isDone: () => Promise<boolean>) {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await isDone()) {
      return;
    }

    await setTimeout(50);
  }

  throw new Error('The state was not reached.');
}

/** Receives a webhook from the emulator. Sets the URL with fetch, because the document allows only https and a validating client rejects this one. */
async function nextWebhook(client: ForeignClient) {
  const { promise, resolve } = deferred<unknown>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = await request.toArray();
    response.end();
    resolve(JSON.parse(Buffer.concat(parts).toString()));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));

  const settings = await fetch(new URL('api/users/me/notifications', address), {
    method: 'PUT',
    headers: { 'X-Api-Token': token, 'Content-Type': 'application/json' },
    body: JSON.stringify({ notification_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, domain_create_callback: true }),
  });
  assert.ok(settings.ok, await settings.text());
  await client.verifyOwnership(await client.createDomain('webhook.example'));
  const body = await promise;
  server.close();
  return body;
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}
