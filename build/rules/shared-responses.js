import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const common = fileURLToPath(new URL('../../openapi/common.yaml', import.meta.url));
const failures = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound', 422: 'ValidationFailed', default: 'UnexpectedError' };

/** The API reference does not document which of the two codes the API sends. */
const empty = { 200: 'Done', 204: 'Done' };

/** Adds the responses that all operations share, and those that all operations without a response body share. */
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

      // All operations have the same order of keys: callbacks come last.
      if (callbacks) {
        delete operation.callbacks;
        operation.callbacks = callbacks;
      }
    },
  };
}
