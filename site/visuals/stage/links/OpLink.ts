/**
 * One number, four places: what an op's equation calls its tensors, and the lines of its TypeScript and of its kernels that take or make
 * them. A term has one name everywhere (`sym`); whoever points at it in one place lights it in the others. A file in this folder holds one
 * op, or one rule of an optimizer; links.test.ts holds every line against the source.
 */
import type { Part } from '../../parts/cells/shownTensor.ts';

/** Where a term's cells are: a tensor of the op, or one that stands beside it in the step. */
export type TermPlace = Part | 'probabilities' | 'targets' | 'before' | 'gradient' | 'after' | 'settings' | 'batch';

export interface LinkedTerm {
  readonly sym: string;
  readonly place: TermPlace;
}

export interface OpLink {
  /** As the trace has it: `matmul`, `SGD`. */
  readonly name: string;
  readonly terms: readonly LinkedTerm[];
  /** Pieces of the op's own TeX, and the term each stands for. */
  readonly tex: { readonly forward: readonly TexPiece[]; readonly backward: readonly TexPiece[] };
  /** Lines by file (from the root of the repository): how the line begins, and the terms in it, the one it makes first. */
  readonly lines: Readonly<Record<string, readonly LinkedLine[]>>;
}

export type TexPiece = readonly [tex: string, sym: string];
export type LinkedLine = readonly [begins: string, ...syms: string[]];

export const input = (place: number): Part => ({ kind: 'input', place });
export const gradInput = (place: number): Part => ({ kind: 'gradInput', place });
export const out: Part = { kind: 'output' };
export const gradOut: Part = { kind: 'gradOutput' };

/** The terms of an op that works through x, W and b. */
export const weighted = (hasBias: boolean): readonly LinkedTerm[] => [
  { sym: 'x', place: input(0) },
  { sym: 'W', place: input(1) },
  ...(hasBias ? [{ sym: 'b', place: input(2) }] : []),
  { sym: 'out', place: out },
  { sym: 'dout', place: gradOut },
  { sym: 'dx', place: gradInput(0) },
  { sym: 'dW', place: gradInput(1) },
  ...(hasBias ? [{ sym: 'db', place: gradInput(2) }] : []),
];

/** The same TeX with its pieces as terms that can be pointed at, longer pieces before what they contain. */
export function linkedTex(tex: string, pieces: readonly TexPiece[]): string {
  if (pieces.length === 0) return tex;
  const longestFirst = [...pieces].sort(([a], [b]) => b.length - a.length);
  const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  const any = new RegExp(longestFirst.map(([piece]) => literal(piece)).join('|'), 'g');
  const syms = new Map(pieces);
  return tex.replaceAll(any, (piece) => String.raw`\htmlData{sym=${syms.get(piece)}}{${piece}}`);
}

/** Which terms stand in a line of a file; none: it is not linked. */
export const symsOfLine = (link: OpLink | undefined, file: string, line: string): readonly string[] => {
  const text = line.trim();
  return (link?.lines[file] ?? []).flatMap(([begins, ...syms]) => (text.startsWith(begins) ? syms : []));
};

/** Of the terms in a line the one that it stands for: the first that the formula of this direction says, so that all places know it. */
export const termOfLine = (
  link: OpLink | undefined,
  syms: readonly string[],
  direction: keyof OpLink['tex'],
): string | undefined => {
  const said = new Set(link?.tex[direction].map(([, sym]) => sym));
  return syms.find((sym) => said.has(sym)) ?? syms[0];
};
