/** Ten equal stretches of a list, told by their ends: the first entry, the last, and nine between; fewer where the list is short. */
export function deciles<T>(entries: readonly T[]): T[] {
  const last = entries.length - 1;
  const places = Array.from({ length: 11 }, (_, i) => Math.round((i * last) / 10));
  return [...new Set(places)].flatMap((place) => entries.slice(place, place + 1));
}
