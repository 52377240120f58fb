// Lists of all resources, or those of one domain. The ARIA roles keep the table accessible when narrow screens show rows without columns.
import { badge, breakable, element, find, number, read, say } from './page.js';

const size = 25;
const selection = { kind: 'domains', query: '', page: 1, domain: '' };
let drawn = '';

export function start(domain = '') {
  selection.domain = domain;
  selection.kind = domain ? 'email_accounts' : 'domains';
  const search = element('input', { type: 'search', id: 'search', autocomplete: 'off', spellcheck: 'false' });
  search.addEventListener('input', () => change({ query: search.value, page: 1 }));

  find('list').append(
    element('div', { class: 'row' }, element('h3', { id: 'list-title' }), element('label', { class: 'grow' }, 'Search ', search)),
    element('div', { class: 'table', tabindex: '0', role: 'region', 'aria-labelledby': 'list-title' }, element('table', { role: 'table' },
      element('thead', {}, element('tr', {}, ...['Code', 'Name', 'State'].map(title => element('th', { scope: 'col' }, title)))),
      element('tbody', { id: 'rows' }))),
    element('nav', { class: 'row', 'aria-label': 'Pages of the list' },
      element('button', { type: 'button', id: 'previous', onclick: () => change({ page: selection.page - 1 }) }, 'Previous'),
      element('span', { id: 'page-state' }),
      element('button', { type: 'button', id: 'following', onclick: () => change({ page: selection.page + 1 }) }, 'Next')));
}

export async function refresh() {
  const domain = selection.domain ? `?domain=${encodeURIComponent(selection.domain)}` : '';
  const parameters = new URLSearchParams({ ...selection, per: size });
  const [state, list] = await Promise.all([read(`state${domain}`), read(`resources?${parameters}`)]);
  const now = JSON.stringify([selection, state, list]);

  // Unchanged parts are not drawn again, to keep focus and selected text.
  if (now !== drawn) {
    drawn = now;
    draw(state, list);
  }
}

async function change(values) {
  Object.assign(selection, values);

  try {
    await refresh();
  } catch (error) {
    say(error.message, true);
  }
}

function draw(state, list) {
  const focused = document.activeElement?.dataset?.kind;
  find('counts').replaceChildren(...Object.entries(state).map(([kind, { title, count }]) => element('li', {}, element(
    'button', { type: 'button', 'data-kind': kind, 'aria-pressed': `${kind === selection.kind}`, class: count === 0 ? 'none' : null,
      onclick: () => change({ kind, page: 1 }) },
    element('b', {}, number(count)), ` ${title}`))));

  if (focused) {
    find('counts').querySelector(`[data-kind="${focused}"]`)?.focus();
  }

  find('list-title').textContent = state[selection.kind]?.title ?? 'Resources';
  find('rows').replaceChildren(...list.rows.map(row => element('tr', { role: 'row' },
    element('td', { role: 'cell' }, element('code', {}, row.code)),
    element('td', { role: 'cell' }, row.domain && !selection.domain
      ? element('a', { href: `/domain?code=${encodeURIComponent(row.domain)}` }, ...breakable(row.name))
      : element('span', {}, ...breakable(row.name))),
    element('td', { role: 'cell' }, badge(row.state)))));

  const pages = Math.max(1, Math.ceil(list.count / size));
  find('page-state').textContent = `Page ${list.page} of ${number(pages)}, ${number(list.count)} in total`;
  find('previous').disabled = list.page <= 1;
  find('following').disabled = list.page >= pages;
}
