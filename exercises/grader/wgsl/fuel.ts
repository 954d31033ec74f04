/**
 * The same shader with every loop counted: for a card, where a loop without an end takes the whole browser with it. Each loop gets a
 * counter of its own, declared just before it (one counter for the whole program would make barriers fail WGSL's analysis of uniformity),
 * leaves itself when the counter is spent, and says so in a buffer of its own. A program that the emulator has seen to end is never
 * stopped by this; at larger sizes it may be.
 */
import { parseShader } from './parse.ts';
import type { FunctionNode, Statement } from './syntax.ts';
import type { Place } from './tokens.ts';

/** Turns of a loop by how many loops it stands in: the product is what is waited for. */
const LIMITS = [1_000_000, 4096, 512, 128];

export interface Fuelled {
  readonly shader: string;
  /** Of the buffer whose first word becomes 1 when a loop was left. */
  readonly binding: number;
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** @param shader one that `parseShader` takes */
export function withFuel(shader: string): Fuelled {
  const tree = parseShader(shader);
  const bindings = tree.globals.flatMap(({ attributes }) =>
    attributes.flatMap(({ name, args: [arg] }) =>
      name === 'binding' && arg?.kind === 'number' ? [Number.parseInt(arg.text, 10)] : [],
    ),
  );
  const binding = Math.max(-1, ...bindings) + 1;
  const lineStarts = [0];
  for (let i = 0; i < shader.length; i++) if (shader[i] === '\n') lineStarts.push(i + 1);
  const offsetOf = ({ line, column }: Place): number => lineStarts[line - 1]! + column - 1;
  const insertions: Insertion[] = [];
  let count = 0;
  const bodyOf = (statement: Statement, depth: number): void => {
    switch (statement.kind) {
      case 'block':
        for (const one of statement.body) bodyOf(one, depth);
        return;
      case 'if':
        bodyOf(statement.yes, depth);
        if (statement.no !== null) bodyOf(statement.no, depth);
        return;
      case 'for':
      case 'loop': {
        const name = `chalkgrad_turns${count++}`;
        const limit = LIMITS[Math.min(depth, LIMITS.length - 1)]!;
        insertions.push({ at: offsetOf(statement), text: `var ${name} = 0u; ` });
        const guard = ` ${name}++; if (${name} > ${limit}u) { chalkgrad_spent[0] = 1u; break; }`;
        insertions.push({ at: offsetOf(statement.body) + 1, text: guard });
        bodyOf(statement.body, depth + 1);
      }
    }
  };
  for (const { body } of tree.functions satisfies readonly FunctionNode[]) bodyOf(body, 0);
  const parts: string[] = [];
  let from = 0;
  for (const { at, text } of insertions.sort((a, b) => a.at - b.at)) {
    parts.push(shader.slice(from, at), text);
    from = at;
  }
  parts.push(shader.slice(from));
  const declaration = `@group(0) @binding(${binding}) var<storage, read_write> chalkgrad_spent: array<u32>;\n`;
  return { shader: declaration + parts.join(''), binding };
}
