import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const token = 'emulator-token';

const seed = {
  domains: [
    ...Array.from({ length: 57 }, (_, index) => ({ name: `d${index}.example.com` })),
    {
      name: 'example.net',
      email_accounts: [{ name: 'mario', firstname: 'Mario' }, { name: 'anna', firstname: 'Anna' }],
      email_aliases: [{ name: 'info', destinations: ['mario@example.net'] }],
      domain_aliases: [{ name: 'example.info' }],
    },
    { name: 'example.org' },
    { name: 'example.com' },
  ],
  delivery_domains: [{ name: 'shop.example.com' }],
  delivery_accounts: [{ description: 'Shop', type: 'transactional', domains: ['shop.example.com'] }],
  suppression_list: [{ email: 'gone@example.net', reason: 'bounce' }],
  managers: [{ email_address: 'luca@example.com', firstname: 'Luca', lastname: 'Verdi', domains: ['example.com'] }],
};

/** Starts the emulator with seeded resources. */
export async function startEmulator() {
  const seedFile = fileURLToPath(new URL('generated/seed.json', import.meta.url));
  writeFileSync(seedFile, JSON.stringify(seed));

  const program = fileURLToPath(new URL('../../src/Qboxmail.Emulator/bin/Debug/net10.0/Qboxmail.Emulator.dll', import.meta.url));
  const options = ['--port', '0', '--allow-inferred', '--delay', '0.1', '--seed', seedFile];
  const emulator = spawn('dotnet', [program, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const text = await new Promise((resolve, reject) => {
    emulator.stdout.once('data', resolve);
    emulator.once('exit', (code) => reject(new Error(`The emulator exited with ${code}. Build src/Qboxmail.Emulator.`)));
  });
  emulator.stdout.resume();

  return { address: String(text).match(/http:\/\/\S+/)[0], stop: () => emulator.kill() };
}
