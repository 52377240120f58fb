import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const common = fileURLToPath(new URL('../../openapi/common.yaml', import.meta.url));
const failures = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound', 422: 'ValidationFailed', default: 'UnexpectedError' };

/** Which of the two codes is sent is not documented. */
const empty = { 200: 'Done', 204: 'Done' };

/** Adds the responses that all operations, or all without a response body, have in common, so that the files need not repeat them. */
export default function sharedResponses() {
  return {
    Operation(operation, { location }) {
      if (location.pointer.includes('/callbacks/')) {
        return;
      }

      const file = relative(dirname(location.source.absoluteRef), common).split(sep).join('/');
      const shared = operation['x-qboxmail-returns'] === 'empty' ? { ...empty, ...failures } : failures;
      const { callbacks } = operation;
      operation.responses ??= {};

      for (const [code, name] of Object.entries(shared)) {
        operation.responses[code] ??= { $ref: `${file}#/responses/${name}` };
      }

      // The order of the keys is the same everywhere: callbacks come last.
      if (callbacks) {
        delete operation.callbacks;
        operation.callbacks = callbacks;
      }
    },
  };
}
