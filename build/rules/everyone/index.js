import closedLists from './closed-lists.js';
import extensions from './extensions.js';
import inlineResponses from './inline-responses.js';
import links from './links.js';
import nullableFields from './nullable-fields.js';
import openEnumerations from './open-enumerations.js';
import unseenFormats from './unseen-formats.js';

/** Turns the bundle into the document for everyone: plain OpenAPI that common tools read, as strict and as open as the facts. */
export default function forEveryone() {
  return {
    Root: {
      leave(root) {
        // YAML anchors make parts of the document the same object; each place changes by itself.
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
