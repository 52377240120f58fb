// The controls for faults, time and actions on the home page.
import { breakable, call, element, find, onSubmit, read, run } from './page.js';

let paused = false;
let changed = () => {};

export function start(info, refreshAll, emptyLog) {
  changed = refreshAll;
  find('add-fault').elements.kind.append(...info.fault_kinds.map(kind => element('option', {}, kind)));
  find('add-fault').elements.kind.value = 'server_error';
  find('operations').append(...info.operations.map(({ id }) => element('option', { value: id })));

  onSubmit('add-fault', (fields, form) => act(() => addFault(fields, form), 'The fault is added.'));
  onSubmit('prove', fields => act(() => call('prove_domain', { name: fields.name.value.trim() }), 'The domain is proven. It becomes active soon.'));
  onSubmit('fill', fields => act(
    () => call('fill_mailbox', { address: fields.address.value, used_bytes: Number(fields.used_bytes.value) }), 'The usage is set.'));
  onSubmit('finish', fields => act(() => finish(fields.code.value.trim()), 'The import or migration is finished.'));
  onSubmit('seed', fields => act(() => load(fields.file.files[0]), 'The seed data is loaded.'));
  onClick('save', save, 'The state is saved.');
  onClick('reset', async () => {
    await call('reset');
    emptyLog();
  }, 'The emulator is reset to its seed data.');
  onClick('pause', () => call(paused ? 'clock/resume' : 'clock/pause'), 'Done.');
  onClick('next-event', async () => {
    if (!(await call('clock/advance_to_next_event')).result) {
      throw new Error('No background work is pending.');
    }
  }, 'The clock has advanced to the next event.');

  for (const button of document.querySelectorAll('[data-advance]')) {
    button.addEventListener('click', () => act(() => call('clock/advance', { by: Number(button.dataset.advance) }), 'The clock has advanced.'));
  }
}

export async function refresh() {
  const [clock, { faults }, { mails }, { webhooks }, { tokens }] =
    await Promise.all(['clock', 'faults', 'mails', 'webhooks', 'tokens'].map(read));
  drawClock(clock);
  drawLines('fault-list', faults, 'No faults.', fault => [
    ...breakable(describe(fault)), ' ',
    button(`Remove the fault ${fault.number}`, 'Remove', () => call('faults/remove', { number: fault.number }), 'The fault is removed.'),
  ]);
  drawLines('mails', mails.slice(-10).reverse(), 'None.', mail => [element('code', {}, mail.verification_code), ' to ', ...breakable(mail.to)]);
  drawLines('webhooks', webhooks.slice(-10).reverse(), 'None.', webhook => [
    `${webhook.number}: ${webhook.body.action_type} `, webhook.failure ?? `${webhook.status}`, ' ',
    button(`Send the webhook ${webhook.number} again`, 'Send again', () => call('resend_webhook', { number: webhook.number }),
      'The webhook is queued again.'),
  ]);
  drawLines('tokens', tokens, 'None.', token => [
    element('code', {}, token.value), ` ${token.role} of ${token.customer_code}${token.has_billing_profile ? '' : ', without a billing profile'}`,
  ]);
}

function act(action, done) {
  return run(async () => {
    await action();
    await changed();
  }, done);
}

function onClick(id, action, done) {
  find(id).addEventListener('click', () => act(action, done));
}

function button(label, text, action, done) {
  return element('button', { type: 'button', 'aria-label': label, onclick: () => act(action, done) }, text);
}

async function addFault(fields, form) {
  const fault = { kind: fields.kind.value };

  for (const name of ['operation', 'times', 'rate', 'status', 'delay']) {
    if (fields[name].value.trim() !== '') {
      fault[name] = name === 'operation' ? fields[name].value.trim() : Number(fields[name].value);
    }
  }

  if (fields.after_work.checked) {
    fault.after_work = true;
  }

  await call('faults/add', fault);
  const kind = fields.kind.value;
  form.reset();
  fields.kind.value = kind;
}

function finish(code) {
  return call(code.toUpperCase().startsWith('MG') ? 'finish_migration' : 'finish_import', { code });
}

async function load(file) {
  let seed;

  try {
    seed = JSON.parse(await file.text());
  } catch {
    throw new Error('The file is not valid JSON. Remove comments, which only the --seed option allows.');
  }

  await call('load_seed', { seed });
}

async function save() {
  const seed = JSON.stringify(await call('save_seed'), null, 2);
  const address = URL.createObjectURL(new Blob([seed], { type: 'application/json' }));
  element('a', { href: address, download: 'seed.json' }).click();
  URL.revokeObjectURL(address);
}

function drawClock(clock) {
  paused = clock.is_paused;
  find('now').textContent = clock.now.slice(0, 19).replace('T', ' ') + ' UTC';
  find('paused').hidden = !paused;
  find('pause').textContent = paused ? 'Resume' : 'Pause';
  find('next').textContent = clock.next_event
    ? `Next event: ${clock.next_event.slice(0, 19).replace('T', ' ')} UTC` : 'No background work is pending.';
}

function drawLines(id, items, none, write) {
  const now = JSON.stringify(items);

  if (find(id).dataset.drawn !== now) {
    find(id).dataset.drawn = now;
    find(id).replaceChildren(...(items.length > 0 ? items.map(item => element('li', {}, ...write(item))) : [element('li', { class: 'soft' }, none)]));
  }
}

function describe(fault) {
  const parts = [`${fault.kind} for ${fault.operation ?? 'all operations'}`];
  fault.left && parts.push(`${fault.left} times`);
  fault.rate < 1 && parts.push(`${Math.round(fault.rate * 100)}% of the requests`);
  fault.status && parts.push(`status ${fault.status}`);
  fault.after_work && parts.push('after processing');
  return parts.join(', ');
}
