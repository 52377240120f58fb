/** Checks the sentences of descriptions. The first sentence becomes the summary in C#. */

const mostWords = 25;

export default function descriptions() {
  return {
    any(node, { report, location }) {
      // The description of the whole document has headings, tables and examples.
      if (typeof node?.description !== 'string' || location.pointer === '#/info') {
        return;
      }

      for (const sentence of sentencesOf(node.description).filter((one) => one.split(/\s+/).length > mostWords)) {
        report({ message: `A sentence must have at most ${mostWords} words: ${sentence}`, location: location.child(['description']) });
      }
    },
    SchemaProperties(map, { report, location }) {
      for (const [name, { type, description = '' }] of Object.entries(map)) {
        if ((type === 'boolean') !== description.startsWith('Whether ')) {
          report({ message: `${name}: only the description of a boolean begins with "Whether".`, location: location.child([name]) });
        }
      }
    },
  };
}

function sentencesOf(text) {
  return text.replace(/^\* `[^`]*`: /gm, '').split(/(?<=\.)\s+/);
}
