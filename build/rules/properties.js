/** Shape of properties and parameters: described, typed, and generated well. */

const secret = /password|token|secret/;
const notSecret = /^(password_change_disabled|force_new_password|token_preview)$/;
const formats = { integer: ['int32', 'int64'], string: [undefined, 'date', 'date-time', 'email', 'password', 'binary'] };

export default function properties() {
  return {
    SchemaProperties(map, { report, location, resolve }) {
      for (const [name, property] of Object.entries(map)) {
        const say = (message) => report({ message: `${name}: ${message}`, location: location.child([name]) });

        if ('$ref' in property) {
          say('a bare $ref loses its description; write allOf with the $ref, and a description beside it.');
          continue;
        }

        const type = property.type ?? (property.allOf ? 'reference' : undefined);

        if (!property.description?.endsWith('.') && !property.description?.endsWith(').')) {
          say('needs a description, in sentences.');
        }

        if (!type && !property['x-documented-type']) {
          say('needs a type, or x-documented-type when no type is likely.');
        }

        if (property.allOf && (property.allOf.length !== 1 || !property.allOf[0].$ref)) {
          say('allOf holds one $ref.');
        }

        if (['string', 'integer', 'number', 'boolean'].includes(type) && !('example' in property)) {
          say('needs an example.');
        }

        if (property['x-provenance'] === 'inferred' && !/analogy|name|sent by/i.test(property.description)) {
          say('the description of an inferred property says where the name comes from.');
        }

        if (property['x-provenance'] && property['x-provenance'] !== 'inferred') {
          say('x-provenance of a property is inferred or absent.');
        }

        if (secret.test(name) && !notSecret.test(name) && type === 'string' && property.format !== 'password') {
          say('looks like a secret, so that it needs the format password.');
        }

        if (type === 'object' && !property.additionalProperties) {
          say('an inline object cannot be generated; give it a name.');
        }

        if (type === 'array' && !('items' in property)) {
          say('an array needs items.');
        }

        const items = resolve(property.items ?? {}).node;

        if (items?.type === 'array' || (items?.type === 'object' && !property.items.$ref)) {
          say('lists of lists or of unnamed objects cannot be generated.');
        }

        if (/quota|size|bytes|_count$|^no_|messages$|records$/.test(name) && type === 'integer' && property.format !== 'int64') {
          say('bytes, quotas and counters are int64.');
        }
      }
    },
    Schema(schema, { report, location }) {
      const say = (message) => report({ message, location });

      if (schema.oneOf || schema.not || schema.discriminator) {
        say('oneOf, not and discriminator cannot be generated.');
      }

      if (schema.type in formats && !formats[schema.type].includes(schema.format)) {
        say(`${schema.type} has one of the formats ${formats[schema.type].filter(Boolean).join(', ')}.`);
      }

      if (schema.type === 'number' && schema.format !== undefined) {
        say('number has no format.');
      }
    },
  };
}
