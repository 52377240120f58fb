/** Returns the part of the change log that is above the first released version. */
export function unreleased(log) {
  const start = log.search(/^## /m);
  const end = log.slice(start + 3).search(/^## /m);
  return end < 0 ? log.slice(start) : log.slice(start, start + 3 + end);
}

/** Returns the heading of each version, the newest first. */
export function versions(log) {
  return [...log.matchAll(/^## (.+)$/gm)].map((match) => match[1].trim());
}
