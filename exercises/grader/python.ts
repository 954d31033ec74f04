/** Recognises Python that was pasted where TypeScript belongs, so that it is told so and not as a syntax error in some column. */

/** Lines that are ordinary Python and no TypeScript. Each begins at a line's start, so that one pass over the text is linear. */
const signs: readonly RegExp[] = [
  /^[ \t]*def [A-Za-z_]\w*\(.{0,200}\).{0,40}:[ \t]*$/m,
  /^[ \t]*(?:import (?:numpy|torch|math|random)\b|from (?:numpy|torch|math|typing)\b)/m,
  /^[ \t]*(?:for [A-Za-z_]\w* in .{1,120}|if .{1,120}|elif .{1,120}|else|while .{1,120}):[ \t]*$/m,
  /^[ \t]*return np\./m,
];

/** True when the source looks like Python in at least one telling line, and declares nothing as TypeScript does. */
export function looksLikePython(source: string): boolean {
  const head = source.slice(0, 20_000);
  return signs.some((sign) => sign.test(head)) && !/^[ \t]*export (?:function|const|class) /m.test(head);
}
