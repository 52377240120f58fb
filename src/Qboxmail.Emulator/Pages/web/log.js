// The live log: a line for each request, and one request with its response side by side.
import { breakable, call, element, find, onSubmit, read, run, say } from './page.js';

const shown = 200;
const requests = [];
let token = '';
let open = null;

export function start(info, changed) {
  token = info.token;
  const events = new EventSource('/_emulator/requests/events');

  events.onmessage = event => {
    requests.unshift(JSON.parse(event.data));
    requests.length = Math.min(requests.length, 1000);
    draw();
    changed();
  };
  // The browser connects again by itself, and then gets the whole log.
  events.onopen = () => {
    requests.length = 0;
    draw();
    document.body.classList.remove('gone');
  };
  events.onerror = () => document.body.classList.add('gone');

  find('filter').addEventListener('input', draw);
  find('filter').addEventListener('submit', event => event.preventDefault());
  find('clear-requests').addEventListener('click', () => run(clear, 'The log is empty.'));
  find('copy-curl').addEventListener('click', () => copy(open.curl, 'The curl command is copied.'));
  find('copy-csharp').addEventListener('click', () => copy(open.csharp, 'The C# call is copied.'));
  find('send-again').addEventListener('click', () => send(open.method, open.path, open.request.body));
  find('close').addEventListener('click', close);
  onSubmit('send', fields => send(fields.method.value, fields.path.value, fields.body.value || null));
}

export function empty() {
  requests.length = 0;
  close();
  draw();
}

async function clear() {
  await call('requests/clear');
  empty();
}

async function send(method, path, body) {
  if (body?.includes('"***"')) {
    say('The log masks secrets. Enter them in the JSON body, and send the request from there.', true);
    const fields = find('send').elements;
    [fields.method.value, fields.path.value, fields.body.value] = [method, path, body];
    fields.body.focus();
    return;
  }

  try {
    const headers = { 'X-Api-Token': token, ...(body && { 'Content-Type': 'application/json' }) };
    const response = await fetch(path, { method, headers, body });
    say(`The response is ${response.status}.`, !response.ok);
  } catch {
    say('The connection closed without a response.', true);
  }
}

function matches(request) {
  const fields = find('filter').elements;
  const status = fields.status.value;
  const text = fields.text.value.toLowerCase();

  return `${request.path} ${request.operation ?? ''}`.toLowerCase().includes(text)
    && (status === '' || (status === 'dropped' ? request.status === null : `${request.status}`.startsWith(status)));
}

function draw() {
  const found = requests.filter(matches);
  const focused = document.activeElement?.dataset?.number;
  find('log').replaceChildren(...found.slice(0, shown).map(line));
  find('log-state').textContent = requests.length === 0
    ? 'No requests yet. Send one above, or use the base address and the token in a program.'
    : `${found.length} of ${requests.length} requests${found.length > shown ? `, the latest ${shown} are shown` : ''}.`;

  if (focused) {
    find('log').querySelector(`[data-number="${focused}"]`)?.focus();
  }
}

function line(request) {
  const status = request.status ?? 'dropped';
  const kind = request.status === null || request.status >= 500 ? 'bad' : request.status >= 400 ? 'busy' : 'good';

  return element('li', {}, element(
    'button',
    {
      type: 'button', 'data-number': request.number, 'aria-expanded': `${open?.number === request.number}`,
      onclick: () => select(request.number),
    },
    element('span', { class: 'time' }, new Date(request.time).toISOString().slice(11, 23)),
    element('span', { class: `state ${kind}` }, `${status}`),
    element('span', { class: 'target' }, element('b', {}, request.method), ' ', ...breakable(request.path)),
    element('span', { class: 'soft' }, ...breakable(request.operation ?? 'no operation')),
    element('span', { class: 'soft' }, `${request.duration_ms} ms`),
    request.faults.length > 0 ? element('span', { class: 'fault' }, `fault: ${request.faults.join(', ')}`) : null));
}

async function select(number) {
  try {
    open = await read(`requests/${number}`);
  } catch {
    say('The log does not contain this request any more.', true);
    return;
  }

  find('exchange').hidden = false;
  find('exchange-title').replaceChildren(`Request ${open.number}: ${open.method} `, ...breakable(open.path));
  find('why').textContent = why(open);
  find('request-text').textContent = text(open.request);
  find('response-text').textContent = open.status === null ? 'The connection closed without a response.' : `${open.status}\n${text(open.response)}`;
  find('copy-csharp').disabled = open.csharp === null;
  draw();
  find('exchange-title').focus();
}

function close() {
  open = null;
  find('exchange').hidden = true;
}

function why(request) {
  if (request.faults.length > 0) {
    return `The emulator injected ${request.faults.join(' and ')}. Remove the fault under Faults, and send the request again.`;
  }

  const error = request.status >= 400 ? JSON.parse(request.response.body ?? 'null') : null;
  return error ? [error.message, ...error.errors.map(item => `${item.field} ${item.description}`)].join(': ') : '';
}

function text(part) {
  let body = part.body ?? '';

  try {
    body = JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Not JSON: shown as it is.
  }

  return `${part.headers}\n\n${body}`.trim();
}

async function copy(content, done) {
  await run(() => navigator.clipboard.writeText(content), done);
}
