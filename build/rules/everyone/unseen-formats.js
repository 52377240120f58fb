import { received } from './bundle.js';

/** The date-times whose format published clients have observed: 2025-09-03T11:32:26.000+02:00. */
const observed = ['created_at', 'updated_at'];
const claims = ['date', 'date-time', 'email'];

/** Removes the format of the other dates and addresses in responses, because nobody has observed it. */
export default function unseenFormats(document) {
  for (const schema of received(document)) {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (claims.includes(property.format) && !observed.includes(name)) {
        delete property.format;
      }
    }
  }
}
