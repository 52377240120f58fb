import { operations, resolve } from './walk.js';

/** Some generators lose the type of a response that is a reference. */
export default function inlineResponses(document) {
  for (const operation of operations(document)) {
    for (const [code, response] of Object.entries(operation.responses)) {
      operation.responses[code] = structuredClone(resolve(document, response));
    }
  }

  delete document.components.responses;
}
