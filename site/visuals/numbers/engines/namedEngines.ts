/** Which engines an attempt at `three-ways-to-lie` named, table by table; null for a table that it says nothing of. Pure. */
export function namedEngines(code: string, tables: readonly string[]): readonly (string | null)[] {
  return tables.map((table) => new RegExp(`(?:^|[\\s{,])${table}\\s*:\\s*['"]([a-z-]+)['"]`).exec(code)?.[1] ?? null);
}
