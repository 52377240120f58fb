import { readFileSync } from 'node:fs';

const { devDependencies: versions } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const document = '../../openapi/dist/qboxmail-management.yaml';

/** Describes a generator from npm that generates TypeScript. */
function typescript(name, title, ...generate) {
  return {
    name,
    title,
    language: 'TypeScript',
    generate,
    compile: [['npx', 'tsc', '--project', `clients/${name}.tsconfig.json`]],
    scenario: ['npx', 'tsx', 'scenario.ts', name],
  };
}

const nswag = ['dotnet', 'msbuild', 'csharp/nswag', '-restore', '-target:RunNSwag', '-nologo', '-verbosity:quiet'];

/** Describes a generator that generates C#. */
function csharp(name, project, title, ...generate) {
  return {
    name,
    title,
    language: 'C#',
    generate,
    compile: [['dotnet', 'build', project, '-nodeReuse:false', '-nologo', '-verbosity:quiet']],
    scenario: ['dotnet', 'run', '--no-build', '--project', project, '--'],
  };
}

export const tools = [
  typescript(
    'openapi-fetch',
    `openapi-typescript ${versions['openapi-typescript']} with openapi-fetch ${versions['openapi-fetch']}`,
    ['npx', 'openapi-typescript', document, '--default-non-nullable=false', '--output', 'generated/openapi-typescript.ts'],
  ),
  typescript(
    'hey-api',
    `@hey-api/openapi-ts ${versions['@hey-api/openapi-ts']}`,
    ['npx', 'openapi-ts', '--input', document, '--output', 'generated/hey-api', '--client', '@hey-api/client-fetch'],
  ),
  typescript('orval', `orval ${versions.orval}, fetch`, ['npx', 'orval', '--config', 'orval.config.mjs']),
  typescript(
    'swagger-typescript-api',
    `swagger-typescript-api ${versions['swagger-typescript-api']}`,
    [
      'npx', 'swagger-typescript-api', 'generate', '--path', document, '--output', 'generated/swagger-typescript-api', '--name', 'client.ts',
    ],
  ),
  typescript(
    'kubb',
    `kubb ${versions['@kubb/core']}, validating with zod ${versions.zod}`,
    ['npx', 'kubb', 'generate', '--config', 'kubb.config.ts'],
  ),
  typescript('nswag', 'NSwag 14.7.1, its own templates', [...nswag, '-property:Settings=nswag.typescript.json']),
  csharp('nswag-csharp', 'csharp/nswag', 'NSwag 14.7.1, its own templates, Newtonsoft.Json', [...nswag, '-property:Settings=nswag.csharp.json']),
  {
    ...csharp('kiota', 'csharp/kiota', 'Kiota 1.38.0', ['dotnet', 'tool', 'restore'], [
      'dotnet', 'kiota', 'generate', '--language', 'CSharp', '--openapi', document,
      '--class-name', 'QboxmailApi', '--namespace-name', 'Foreign.Kiota', '--output', 'generated/kiota', '--clean-output', '--log-level', 'Error',
    ]),
    gaps: { webhook: 'no: Kiota generates no types for callbacks' },
  },
];
