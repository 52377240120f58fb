/** Checks the shape of properties and schemas: descriptions, types, and only constructs that the generator supports. */

const secret = /password|token|secret/;
const notSecret = /^(password_change_disabled|force_new_password|token_preview)$/;
const formats = { integer: ['int32', 'int64'], string: [undefined, 'date', 'date-time', 'email', 'password', 'binary'] };

export default function properties() {
  return {
    SchemaProperties(map, { report, location, resolve }) {
      for (const [name, property] of Object.entries(map)) {
        const say = (message) => report({ message: `${name}: ${message}`, location: location.child([name]) });

        if ('$ref' in property) {
          say('a bare $ref loses its description; use allOf with the $ref and a description next to it.');
          continue;
        }

        const type = property.type ?? (property.allOf ? 'reference' : undefined);

        if (!property.description?.endsWith('.') && !property.description?.endsWith(').')) {
          say('must have a description that ends with a full stop.');
        }

        if (!type && !property['x-documented-type']) {
          say('must have a type, or x-documented-type if the type is unknown.');
        }

        if (property.allOf && (property.allOf.length !== 1 || !property.allOf[0].$ref)) {
          say('allOf must contain exactly one $ref.');
        }

        if (['string', 'integer', 'number', 'boolean'].includes(type) && !('example' in property) && !property.nullable) {
          say('must have an example.');
        }

        if (property['x-provenance'] === 'inferred' && !/analogy|name|sent by/i.test(property.description)) {
          say('the description of an inferred property must name the origin of the name.');
        }

        if (property['x-provenance'] && property['x-provenance'] !== 'inferred') {
          say('x-provenance of a property must be inferred or absent.');
        }

        if (secret.test(name) && !notSecret.test(name) && type === 'string' && property.format !== 'password') {
          say('looks like a secret: it must have the format password.');
        }

        if (type === 'object' && !property.additionalProperties) {
          say('inline objects are not supported by the generator; give the object a name.');
        }

        if (type === 'array' && !('items' in property)) {
          say('an array must have items.');
        }

        const items = resolve(property.items ?? {}).node;

        if (items?.type === 'array' || (items?.type === 'object' && !property.items.$ref)) {
          say('arrays of arrays or of unnamed objects are not supported by the generator.');
        }

        if (/quota|size|bytes|_count$|^no_|messages$|records$/.test(name) && type === 'integer' && property.format !== 'int64') {
          say('bytes, quotas and counters must be int64.');
        }
      }
    },
    Schema(schema, { report, location }) {
      const say = (message) => report({ message, location });

      if (schema.oneOf || schema.not || schema.discriminator) {
        say('oneOf, not and discriminator are not supported by the generator.');
      }

      if (schema.type in formats && !formats[schema.type].includes(schema.format)) {
        say(`${schema.type} must have one of the formats ${formats[schema.type].filter(Boolean).join(', ')}.`);
      }

      if (schema.type === 'number' && schema.format !== undefined) {
        say('number must not have a format.');
      }
    },
  };
}
