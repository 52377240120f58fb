/** Checks named numbers: a property that refers to a definition must have the same values. */

export default function constants() {
  let definitions = {};

  return {
    Root(root, { report, location }) {
      definitions = root['x-qboxmail-constants'] ?? {};

      for (const [name, { description, format, values }] of Object.entries(definitions)) {
        const entries = Object.values(values ?? {});
        const described = [{ description }, ...entries].every((entry) => entry.description?.endsWith('.'));

        if (!described || !['int32', 'int64'].includes(format) || !entries.every(({ value }) => Number.isSafeInteger(value))) {
          report({
            message: `${name} needs a description, a format and integers with a description.`,
            location: location.child(['x-qboxmail-constants', name]),
          });
        }
      }
    },
    SchemaProperties(map, { report, location, resolve }) {
      for (const [name, property] of Object.entries(map).filter(([, property]) => 'x-qboxmail-constants' in property)) {
        const say = (message) => report({ message: `${name}: ${message}`, location: location.child([name, 'x-qboxmail-constants']) });
        const definition = definitions[property['x-qboxmail-constants']];
        const known = resolve(property.allOf?.[0] ?? property).node?.['x-extensible-enum'];

        if (!definition) {
          say('the constants are not defined in management.yaml.');
        } else if (known && known.join() !== Object.values(definition.values).map(({ value }) => value).join()) {
          say('x-extensible-enum and the constants must have the same values.');
        }
      }
    },
  };
}
