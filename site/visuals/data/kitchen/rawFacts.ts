/** What a reader may be asked about the raw table of flats, counted from its cells. And the order that sorting by a column makes. */

/** Facts by the names that predictions ask for. */
export function rawFacts(names: readonly string[], rows: readonly (readonly string[])[]): Record<string, number> {
  const of = (name: string): readonly string[] => rows.map((row) => row[names.indexOf(name)]!);
  const [areas, units] = [of('area'), of('unit')];
  const metres = areas.filter((_, i) => units[i] === 'm²').map(Number);
  const keys = rows.map((row) => JSON.stringify(row));
  return {
    rows: rows.length,
    'largest-area': Math.max(...metres.filter((area) => Number.isFinite(area))),
    twins: keys.length - new Set(keys).size,
    feet: units.filter((unit) => unit === 'sq ft').length,
  };
}

/** Row numbers in the order of a column: numbers by size, texts by the alphabet, and what is neither at the end. */
export function sortedBy(rows: readonly (readonly string[])[], column: number, descending: boolean): number[] {
  const cells = rows.map((row) => row[column]!);
  const isNumber = (cell: string): boolean => cell.trim() !== '' && Number.isFinite(Number(cell));
  const asNumbers = cells.filter(isNumber).length > cells.length / 2;
  const known = (cell: string): boolean => (asNumbers ? isNumber(cell) : cell !== '');
  const compare = (a: string, b: string): number => (asNumbers ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0);
  return [...rows.keys()].sort((i, j) => {
    const [a, b] = [cells[i]!, cells[j]!];
    if (known(a) !== known(b)) return known(a) ? -1 : 1;
    const order = known(a) ? compare(a, b) : 0;
    return (descending ? -order : order) || i - j;
  });
}
