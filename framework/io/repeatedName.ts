/**
 * JSON.parse takes the last of two entries of one name and says nothing. Where that would hide a tensor, this finds the name.
 * Grammar: RFC 8259.
 */

/** Strings, and the signs that open, close and part; what lies between are numbers, words and spaces. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** The first name that stands twice in one object of a JSON text; null if there is none. `text` must be valid JSON. */
export function repeatedName(text: string): string | null {
  const open: (Set<string> | null)[] = []; // the names of each object around, null for a list
  let isName = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const names = open.at(-1) ?? null;
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (isName && token.startsWith('"') && names !== null) {
      const name = JSON.parse(token) as string; // "a" and "\u0061" are one name
      if (names.has(name)) return name;
      names.add(name);
    }
    isName = token === '{' || (token === ',' && names !== null);
  }
  return null;
}
