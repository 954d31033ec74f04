/** Values as source text that can be read and copied: arguments of a case, options, answers. */
import { entriesOf, isRecord, isTyped } from './compare.ts';
import { Given, Opaque, type Value } from './sandbox/values.ts';

const isName = (key: string): boolean => /^[A-Za-z_]\w*$/.test(key);

/** Arguments longer than this are cut: what is shown is there to be read. */
const MOST_ITEMS = 40;

function listText(items: readonly Value[]): string {
  const shown = items.slice(0, MOST_ITEMS).map(valueText);
  const more = items.length > MOST_ITEMS ? [`… ${items.length - MOST_ITEMS} more`] : [];
  const isMatrix = items.some((item) => Array.isArray(item) && item.length > 0);
  return isMatrix
    ? `[\n${[...shown, ...more].map((item) => `${item.replaceAll(/^/gm, '  ')},\n`).join('')}]`
    : `[${[...shown, ...more].join(', ')}]`;
}

/** `[1, 2]`, `{ ih: [[0]] }`, `new Uint8Array([1])`, the name of a given function; a matrix has a row a line. */
export function valueText(value: Value): string {
  if (value instanceof Given) return value.name;
  if (value instanceof Opaque) return value.is;
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return listText(value as readonly Value[]);
  if (value instanceof ArrayBuffer) return `ArrayBuffer of ${listText([...new Uint8Array(value)])}`;
  if (isTyped(value)) return `new ${value.constructor.name}(${listText([...value])})`;
  if (!isRecord(value)) return Object.is(value, -0) ? '-0' : String(value);
  const fields = entriesOf(value).map(([key, item]) => {
    const name = isName(String(key)) ? key : JSON.stringify(key);
    return `${name}: ${valueText(item)}`;
  });
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
