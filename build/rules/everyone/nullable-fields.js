import { received, resolve } from './walk.js';

/** Every field of a response may be null, except those that a schema requires. A reference is null where its schema allows it. */
export default function nullableFields(document) {
  for (const schema of received(document)) {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (!schema.required?.includes(name)) {
        allowNull(property.allOf ? resolve(document, property.allOf[0]) : property);
      }
    }
  }
}

function allowNull(schema) {
  // Without a type, any value is allowed, also null.
  if (schema.type) {
    schema.nullable = true;
  }

  // One part of anyOf suffices, and the known values of an open enumeration stay as they are.
  for (const part of (schema.anyOf ?? []).filter((part) => !part.enum)) {
    allowNull(part);
  }
}
