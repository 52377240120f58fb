import { received, resolve } from './bundle.js';

/** Makes every field of a response nullable, except those that a schema requires. For a reference, its schema becomes nullable. */
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
  // Without a type, the schema allows any value, including null.
  if (schema.type) {
    schema.nullable = true;
  }

  // One nullable part of anyOf is enough, so the part with the known values of an open enumeration does not change.
  for (const part of (schema.anyOf ?? []).filter((part) => !part.enum)) {
    allowNull(part);
  }
}
