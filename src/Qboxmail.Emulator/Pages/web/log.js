// The live log: a line for each request, and one request with its response side by side.
import { breakable, call, element, find, onSubmit, read, run, say } from './page.js';

const shown = 200;
const requests = [];
let token = '';
let operations = [];
let open = null;
// The request that the page has sent. The log opens it when its event arrives.
let sent = null;

export function start(info, changed) {
  token = info.token;
  operations = info.operations;
  const events = new EventSource('/_emulator/requests/events');

  events.onmessage = event => {
    const request = JSON.parse(event.data);
    requests.unshift(request);
    requests.length = Math.min(requests.length, 1000);
    draw();

    if (sent !== null && request.method === sent.method && request.path === sent.path) {
      sent = null;
      select(request.number);
    }

    changed();
  };
  // The browser reconnects automatically and then receives the whole log.
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
  find('copy-csharp').addEventListener('click', () => copy(open.csharp, 'The C# code is copied.'));
  find('send-again').addEventListener('click', () => send(open.method, open.path, open.request.body));
  find('edit').addEventListener('click', () => edit(open.method, open.path, open.request.body));
  find('close').addEventListener('click', close);
  find('send').elements.operation.addEventListener('change', event => fillIn(event.target.value));
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
    edit(method, path, body);
    say('The log masks secrets. Enter them in the JSON body, and send the request from there.', true);
    return;
  }

  const parameter = /\{\w+\}/.exec(path);

  if (parameter) {
    say(`Replace ${parameter[0]} in the path. The resources at the end of this page show codes.`, true);
    find('send').elements.path.focus();
    return;
  }

  try {
    const { pathname, search } = new URL(path, location);
    sent = { method, path: pathname + search };
    const headers = { 'X-Api-Token': token, ...(body && { 'Content-Type': 'application/json' }) };
    const response = await fetch(path, { method, headers, body });
    say(`The response is ${response.status}.`, !response.ok);
  } catch {
    say('The connection was closed without a response.', true);
  }
}

function edit(method, path, body) {
  const fields = find('send').elements;
  [fields.operation.value, fields.method.value, fields.path.value, fields.body.value] = ['', method, path, indented(body ?? '')];
  (body ? fields.body : fields.path).focus();
}

function fillIn(id) {
  const operation = operations.find(known => known.id === id);

  if (operation) {
    const fields = find('send').elements;
    fields.method.value = operation.method;
    fields.path.value = operation.path;
    fields.body.value = operation.body ? JSON.stringify(operation.body, null, 2) : '';
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
    say('The log no longer contains this request.', true);
    return;
  }

  find('exchange').hidden = false;
  find('exchange-title').replaceChildren(`Request ${open.number}: ${open.method} `, ...breakable(open.path));
  find('why').textContent = why(open);
  find('request-text').textContent = text(open.request);
  find('response-text').textContent =
    open.status === null ? 'The connection was closed without a response.' : `${open.status}\n${text(open.response)}`;
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

  if (request.status === 401) {
    return 'The X-Api-Token header is missing or contains an unknown token. Send one of the tokens under Actions.';
  }

  if (request.status === 404 && request.operation === null) {
    return 'No operation has this path. The reference lists all paths.';
  }

  const error = request.status >= 400 ? JSON.parse(request.response.body ?? 'null') : null;
  const reasons = error?.errors.map(item => `${item.field} ${item.description}`) ?? [];
  return error ? `${[error.message, ...reasons.length > 0 ? [reasons.join(', ')] : []].join(': ')}.` : '';
}

function text(part) {
  return `${part.headers}\n\n${indented(part.body ?? '')}`.trim();
}

function indented(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Text that is not JSON is shown unchanged.
    return body;
  }
}

async function copy(content, done) {
  await run(() => navigator.clipboard.writeText(content), done);
}
