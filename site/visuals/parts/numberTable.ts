/**
 * A plain `<table>` for a figure's table view: a caption, column heads, and rows whose first cell is their head. It holds the
 * texts it is given and formats nothing.
 */
export function numberTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLTableElement {
  const table = document.createElement('table');
  table.createCaption().textContent = caption;
  const head = table.createTHead().insertRow();
  for (const column of columns) head.append(headCell(column, 'col'));
  const body = table.createTBody();
  for (const [first = '', ...rest] of rows) {
    const row = body.insertRow();
    row.append(headCell(first, 'row'));
    for (const text of rest) row.insertCell().textContent = text;
  }
  return table;
}

function headCell(text: string, scope: 'col' | 'row'): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}
