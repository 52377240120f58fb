/** Enumerations have names, meanings, and one list of values. */

export default function enumerations() {
  return {
    Schema(schema, { report, location, rawNode }) {
      const say = (message) => report({ message, location });
      const open = schema.anyOf !== undefined;
      const values = open ? schema.anyOf.find((part) => part.enum)?.enum : schema.enum;

      if (location.pointer.includes('/anyOf/')) {
        return;
      }

      if (open && !isOpen(schema)) {
        say('anyOf stands only for an open enumeration: [{type: string, enum: [...]}, {type: string}] with x-extensible-enum.');
        return;
      }

      if (!values) {
        return;
      }

      if (!/\/schemas\/[A-Za-z]+$/.test(location.pointer)) {
        say('An enumeration has a name: put it under schemas.');
        return;
      }

      const meanings = schema['x-qboxmail-values'] ?? {};

      if (schema.type !== 'string' && !open) {
        say('Only strings are enumerated; numbers get x-extensible-enum.');
      }

      if (Object.keys(meanings).join('|') !== values.join('|')) {
        say('x-qboxmail-values tells the meaning of each value, in the order of the values.');
      }

      if (open && schema['x-extensible-enum']?.join('|') !== values.join('|')) {
        say('x-extensible-enum holds the values of enum.');
      }

      for (const [value, meaning] of Object.entries(meanings)) {
        if (!/^[a-z]/i.test(value) && !meaning.name) {
          say(`${value} needs a name that a language can take.`);
        }

        if (!(meaning.description ?? meaning).endsWith?.('.')) {
          say(`The meaning of ${value} is a sentence.`);
        }
      }
    },
  };
}

function isOpen(schema) {
  const [known, any] = schema.anyOf;
  return schema.anyOf.length === 2 && known.enum && any.type === 'string' && !any.enum && Array.isArray(schema['x-extensible-enum']);
}
