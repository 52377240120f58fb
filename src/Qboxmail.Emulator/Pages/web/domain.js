// The page of a domain: its fields and the resources that it contains.
import { badge, breakable, call, element, find, read, run, say } from './page.js';
import * as resources from './resources.js';

const code = new URLSearchParams(location.search).get('code') ?? '';

try {
  resources.start(code);
  await refresh();
  find('prove').addEventListener('click', () => run(async () => {
    await call('prove_domain', { name: find('name').textContent });
    await refresh();
  }, 'The domain is proven. It becomes active soon.'));
  setInterval(() => document.hidden || refresh(), 3000);
} catch (error) {
  say(error.message, true);
}

async function refresh() {
  const domain = await read(`domains/${encodeURIComponent(code)}`);
  find('name').textContent = domain.name;
  document.title = `${domain.name} - Qboxmail emulator`;
  find('proof').hidden = domain.fields.status !== 'ownership_check';
  find('state').replaceChildren(badge(domain.state));
  find('values').replaceChildren(...Object.entries(domain.fields).map(([name, value]) => element('div', {},
    element('dt', {}, name), element('dd', {}, ...breakable(typeof value === 'object' ? JSON.stringify(value) : value)))));
  await resources.refresh();
}
