/** Enumerations must have a name, one list of values and a meaning for each value. */

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
        say('anyOf must be an open enumeration: [{type: string, enum: [...]}, {type: string}] with x-extensible-enum.');
        return;
      }

      if (!values) {
        return;
      }

      if (!/\/schemas\/[A-Za-z]+$/.test(location.pointer)) {
        say('An enumeration must have a name: move it to schemas.');
        return;
      }

      const meanings = schema['x-qboxmail-values'] ?? {};

      if (schema.type !== 'string' && !open) {
        say('Only strings may have enum; use x-extensible-enum for numbers.');
      }

      if (Object.keys(meanings).join('|') !== values.join('|')) {
        say('x-qboxmail-values must contain the meaning of each value, in the order of the values.');
      }

      if (open && schema['x-extensible-enum']?.join('|') !== values.join('|')) {
        say('x-extensible-enum must contain the values of enum, in the same order.');
      }

      for (const [value, meaning] of Object.entries(meanings)) {
        if (!/^[a-z]/i.test(value) && !meaning.name) {
          say(`${value} must have a name that is a valid identifier.`);
        }

        if (!(meaning.description ?? meaning).endsWith?.('.')) {
          say(`The meaning of ${value} must end with a full stop.`);
        }
      }
    },
  };
}

function isOpen(schema) {
  const [known, any] = schema.anyOf;
  return schema.anyOf.length === 2 && known.enum && any.type === 'string' && !any.enum && Array.isArray(schema['x-extensible-enum']);
}
