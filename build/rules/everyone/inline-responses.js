import { operations, resolve } from './bundle.js';

/** Replaces references to responses with the responses, because some generators lose the type of a referenced response. */
export default function inlineResponses(document) {
  for (const operation of operations(document)) {
    for (const [code, response] of Object.entries(operation.responses)) {
      operation.responses[code] = structuredClone(resolve(document, response));
    }
  }

  delete document.components.responses;
}
