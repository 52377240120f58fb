import { defineConfig } from '@kubb/core';
import { pluginClient } from '@kubb/plugin-client';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';
import { pluginZod } from '@kubb/plugin-zod';

/** Generates a client that validates each response with the zod schema of its operation. */
export default defineConfig({
  root: '.',
  input: { path: '../../openapi/dist/qboxmail-management.yaml' },
  output: { path: 'generated/kubb', clean: true, extension: { '.ts': '.ts' } },
  plugins: [
    pluginOas({ generators: [] }),
    pluginTs({ output: { path: 'types' } }),
    pluginZod({ output: { path: 'zod' }, dateType: 'stringOffset', unknownType: 'unknown' }),
    pluginClient({ output: { path: 'clients' }, client: 'fetch', parser: 'zod' }),
  ],
});
