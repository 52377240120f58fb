import closedLists from './closed-lists.js';
import extensions from './extensions.js';
import inlineResponses from './inline-responses.js';
import links from './links.js';
import nullableFields from './nullable-fields.js';
import openEnumerations from './open-enumerations.js';
import unseenFormats from './unseen-formats.js';

/** Turns the bundle into the public document: plain OpenAPI that common tools read, and no stricter than the known facts. */
export default function forEveryone() {
  return {
    Root: {
      leave(root) {
        // YAML anchors make parts of the document share an object. The copy lets each part change independently.
        const document = JSON.parse(JSON.stringify(root));

        for (const step of [closedLists, openEnumerations, unseenFormats, nullableFields, inlineResponses, links, extensions]) {
          step(document);
        }

        for (const key of Object.keys(root)) {
          delete root[key];
        }

        Object.assign(root, document);
      },
    },
  };
}
