export default {
  qboxmail: {
    input: '../../openapi/dist/qboxmail-management.yaml',
    output: {
      target: 'generated/orval/client.ts',
      client: 'fetch',
      override: { mutator: { path: 'orval-fetch.ts', name: 'send', extension: '.ts' } },
    },
  },
};
