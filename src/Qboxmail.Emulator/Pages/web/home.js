// The home page: the log, faults, time, actions and resources of the emulator.
import { find, read } from './page.js';
import * as act from './act.js';
import * as log from './log.js';
import * as resources from './resources.js';

const info = await read('info');
let refreshing = null;

find('address').textContent = `${location.origin}/`;
find('token').textContent = info.token;
find('inferred').textContent = info.allow_inferred ? 'are emulated' : 'return 501';
find('sample').textContent = `curl -H 'X-Api-Token: ${info.token}' ${location.origin}/api/domains`;

resources.start();
act.start(info, refresh, log.empty);
log.start(info, () => {
  refreshing ??= setTimeout(() => {
    refreshing = null;
    refresh();
  }, 250);
});

await refresh();
setInterval(() => document.hidden || refresh(), 3000);

async function refresh() {
  try {
    await Promise.all([act.refresh(), resources.refresh()]);
  } catch {
    // The emulator has stopped. The page keeps the last state and marks it as outdated.
    document.body.classList.add('gone');
  }
}
