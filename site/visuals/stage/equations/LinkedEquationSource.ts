/**
 * What an equation gives to `<linked-equation>`: its TeX, the terms that can be pointed at, and which of the step's numbers fill
 * it. A file in this folder holds one equation. TeX is typeset when the site is built; only the numbers are written in the page.
 */
import type { Selection } from '../../../player/Player.ts';
import type { RunInfo, StepTrace } from '../../../player/protocol.ts';
import type { Drawn } from '../../parts/drawn.ts';

/** What the numbers are read from. */
export interface StepView {
  readonly trace: StepTrace;
  readonly selection: Selection | null;
  /** Path of the op that the figures stand at. */
  readonly op?: string;
  readonly config: RunInfo['config'];
}

/** A piece of a written-out sum. `sym` makes it light up with its term; `sup` raises it. */
export interface Piece {
  readonly text: string;
  readonly sym?: string;
  readonly sup?: boolean;
}

export interface Row {
  readonly pieces: readonly Piece[];
  /** The row that the figures beside it are looking at. */
  readonly here?: boolean;
}

export interface Filled {
  /** By slot name. */
  readonly slots: Readonly<Record<string, string>>;
  /** The sum, term by term. Empty where the equation has none. */
  readonly rows: readonly Row[];
  /** Where the numbers come from: values for the equation's `about` sentence. */
  readonly about: Readonly<Record<string, string | number>>;
  /** Every number of the step that slots and rows write, with its address; not what is worked out from those. */
  readonly drawn: () => readonly Drawn[];
}

export interface LinkedEquationSource {
  readonly name: string;
  readonly symbols: string;
  /** The same with slots for numbers; `text` gives the few words it needs. */
  readonly numbers: (text: (key: 'before' | 'after' | 'change') => string) => string;
  /** In the order a reader should meet them; each is explained in the strings under the same name. */
  readonly terms: readonly { readonly sym: string; readonly tex: string }[];
  /** Other forms of the equation, by name, and which of them this run uses (null: the plain one). */
  /** The numbers where a variant is in use, when they then stand in another relation. */
  readonly variantNumbers?: LinkedEquationSource['numbers'];
  readonly variants?: Readonly<Record<string, string>>;
  readonly variantOf?: (config: RunInfo['config']) => string | null;
  /** What the run has to show beside its loss for it. */
  readonly observes?: readonly string[];
  /** null: the step does not hold these numbers. */
  readonly fill: (view: StepView) => Filled | null;
}

/** A number that follows a sign: below zero it needs its brackets. */
export const bracketed = (text: string): string => (text.startsWith('−') ? `(${text})` : text);

/** A term that can be pointed at. */
export const term = (sym: string, tex: string): string => String.raw`\htmlData{sym=${sym}}{${tex}}`;

/** A place for a number. The text inside is what the page looks for in the MathML copy, which carries no attributes. */
export const slot = (name: string, sym: string): string =>
  term(sym, String.raw`\htmlData{slot=${name}}{\text{slot${name}}}`);
