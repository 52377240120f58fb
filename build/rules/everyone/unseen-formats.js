import { received } from './walk.js';

/** The instants whose format public clients have seen: 2025-09-03T11:32:26.000+02:00. */
const seen = ['created_at', 'updated_at'];
const claims = ['date', 'date-time', 'email'];

/** Nobody has seen the other dates and addresses of responses, so their format is no promise. */
export default function unseenFormats(document) {
  for (const schema of received(document)) {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (claims.includes(property.format) && !seen.includes(name)) {
        delete property.format;
      }
    }
  }
}
