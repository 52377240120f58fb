// Elements, calls and messages for all pages. Text is never parsed as HTML, because it can come from requests.
export const find = id => document.getElementById(id);

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);

  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }

  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

// Lines may break after these characters, but not within words.
export function breakable(text) {
  const pieces = String(text).split(/(?<=[/?&@._=-])/);
  return pieces.flatMap((piece, index) => index === 0 ? [piece] : [element('wbr'), piece]);
}

const good = new Set(['enabled', 'valid', 'completed', 'verified']);
const bad = new Set(['invalid', 'failed', 'failure', 'blocked', 'misconfigured', 'completed_with_errors', 'valid_with_skipped']);

export function badge(state) {
  const kind = good.has(state) ? 'good' : bad.has(state.split(' ')[0]) ? 'bad' : state === 'disabled' ? 'off' : 'busy';
  return element('span', { class: `state ${kind}` }, state || 'none');
}

export const number = value => value.toLocaleString('en');

export async function read(name) {
  const response = await fetch(`/_emulator/${name}`, { cache: 'no-store' });
  return check(response);
}

export async function call(name, body = {}) {
  const response = await fetch(`/_emulator/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return check(response);
}

async function check(response) {
  const body = response.status === 204 ? null : await response.json();

  if (!response.ok) {
    throw new Error([body.message, ...body.errors.map(error => `${error.field} ${error.description}`)].join(': '));
  }

  return body;
}

let fading = null;

export function say(text, isError = false) {
  const said = find('said');
  said.textContent = text;
  said.className = isError ? 'error' : 'done';
  clearTimeout(fading);
  fading = setTimeout(() => said.replaceChildren(), 10_000);
}

// Runs the action of a button or form, and shows its outcome.
export async function run(action, done) {
  try {
    await action();
    say(done);
  } catch (error) {
    say(error.message, true);
  }
}

export function onSubmit(id, action) {
  find(id).addEventListener('submit', event => {
    event.preventDefault();
    action(event.target.elements, event.target);
  });
}
