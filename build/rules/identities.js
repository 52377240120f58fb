/**
 * The schema of list items must name the property by which the library recognizes repeated items, and x-qboxmail-find one by which it finds them.
 */

const lists = ['page', 'list'];
const comparisons = ['domain', 'mailbox'];

export default function identities() {
  return {
    Operation(operation, { report, resolve, location }) {
      if (!lists.includes(operation['x-qboxmail-returns'])) {
        return;
      }

      const follow = ({ node, location: at } = {}, select) => {
        const next = node && select(node);
        return next && resolve(next, at.source.absoluteRef);
      };
      const success = Object.keys(operation.responses ?? {}).find((code) => code.startsWith('2'));
      const response = resolve(operation.responses?.[success] ?? {}, location.source.absoluteRef);
      const at = response.location ?? location;
      const envelope = follow({ node: response.node, location: at }, (node) => node.content?.['application/json']?.schema);
      const item = follow(envelope, (node) => node.properties?.resources?.items)?.node;
      const identity = item?.['x-qboxmail-identity'];
      const find = operation['x-qboxmail-find'];

      if (!item) {
        report({ message: `The items of ${operation.operationId} have no schema.`, location });
      } else if (identity === undefined) {
        report({ message: `The items of ${operation.operationId} need x-qboxmail-identity: the property that identifies one, or none.`, location });
      } else if (identity !== 'none' && !['string', 'integer'].includes(item.properties?.[identity]?.type)) {
        report({
          message: `x-qboxmail-identity of the items of ${operation.operationId} must name a string or integer property, not ${identity}.`,
          location,
        });
      }

      const hasNoun = typeof find?.noun === 'string' && comparisons.includes(find.compare);

      if (find && !(hasNoun && item?.properties?.[find.property]?.type === 'string')) {
        report({
          message: `x-qboxmail-find of ${operation.operationId} needs a noun, a string property, and compare: ${comparisons.join(' or ')}.`,
          location,
        });
      }
    },
  };
}
