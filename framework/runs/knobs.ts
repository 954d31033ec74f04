/**
 * What a reader may turn about a run: a run declares its knobs, and page, terminal, links and lab all understand the same ones. A value
 * out of range is refused in one sentence that tells the range.
 */
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { nearestName } from './nearestName.ts';

/** A number within bounds. `scale: 'log'` where factors count, as for a learning rate. */
export interface NumberKnob {
  readonly kind: 'number';
  readonly from: number;
  readonly to: number;
  readonly default: number;
  /** Default 'linear'. */
  readonly scale?: 'log' | 'linear';
  readonly integer?: true;
}

/** One of some words. */
export interface ChoiceKnob<Option extends string = string> {
  readonly kind: 'choice';
  readonly options: readonly Option[];
  readonly default: NoInfer<Option>;
}

/** On or off. */
export interface SwitchKnob {
  readonly kind: 'switch';
  readonly default: boolean;
}

/** Numbers, each within the bounds; as many as the default has. */
export interface ListKnob {
  readonly kind: 'list';
  readonly from: number;
  readonly to: number;
  readonly default: readonly number[];
}

/** One thing that can be turned. */
export type Knob = NumberKnob | ChoiceKnob | SwitchKnob | ListKnob;

/** Knobs by name. Names are camelCase. */
export type Knobs = Readonly<Record<string, Knob>>;

/** What a knob can stand at, by its kind: number, choice, switch, list. */
export type KnobValue = number | string | boolean | readonly number[];

/** Values by knob; what is not named has its default. */
export type KnobValues = Readonly<Record<string, KnobValue>>;

type ValueOf<K extends Knob> = K extends NumberKnob
  ? number
  : K extends SwitchKnob
    ? boolean
    : K extends ListKnob
      ? readonly number[]
      : K extends ChoiceKnob<infer Option>
        ? Option
        : never;

/** The values of all knobs of a run, with the types the knobs say. */
export type ReadKnobs<K extends Knobs> = { readonly [Name in keyof K]: ValueOf<K[Name]> };

/** What has knobs: a run. */
interface Turnable<K extends Knobs> {
  readonly name: string;
  readonly knobs: K;
}

const calls = {
  readKnobs: signature('readKnobs', { run: 'turnable', given: 'record?' }),
  rangeText: signature('rangeText', { knob: 'knob' }),
  knobText: signature('knobText', { value: 'knobValue' }),
  parseKnob: signature('parseKnob', { knob: 'knob', text: 'text' }),
};

/**
 * Every knob's value: the given one where there is one, else the default.
 * Errors: a knob that the run does not have (with the nearest name that it has), a value out of range, or of another kind.
 *
 * @example readKnobs(findRun('ring-gan'), { generatorLr: 0.005 }).discriminatorLr // its default
 */
export function readKnobs<const K extends Knobs>(run: Turnable<K>, given: KnobValues = {}): ReadKnobs<K> {
  check(calls.readKnobs, run, given);
  const { name, knobs } = run;
  for (const key of Object.keys(given)) {
    if (Object.hasOwn(knobs, key)) continue;
    throw new ChalkgradError(`${name} has no knob called '${key}'`, hintFor(key, Object.keys(knobs)));
  }
  return Object.fromEntries(
    Object.entries(knobs).map(([key, knob]) => {
      const value = given[key] ?? knob.default;
      const problem = problemWith(knob, value);
      if (problem === null) return [key, value];
      throw new ChalkgradError(`${name}: ${key} = ${shown(value)} is not possible, ${problem}`, rangeText(knob));
    }),
  ) as ReadKnobs<K>;
}

const hintFor = (key: string, known: readonly string[]): string => {
  const nearest = nearestName(key, known);
  if (nearest !== null) return `did you mean '${nearest}'?`;
  return known.length === 0 ? 'it has none.' : `it has ${known.join(', ')}.`;
};

const shown = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value));

/** What is wrong with a value; null if nothing is. */
function problemWith(knob: Knob, value: unknown): string | null {
  switch (knob.kind) {
    case 'number':
      return problemWithNumber(knob, value);
    case 'switch':
      return typeof value === 'boolean' ? null : 'it is a switch: true or false';
    case 'choice':
      return knob.options.includes(value as string) ? null : `it is one of ${knob.options.join(', ')}`;
    case 'list': {
      const length = knob.default.length;
      if (!Array.isArray(value) || value.length !== length) return `it is a list of ${length} numbers`;
      return value.map((entry) => problemWithNumber(knob, entry)).find((problem) => problem !== null) ?? null;
    }
  }
}

function problemWithNumber(
  { from, to, integer }: Pick<NumberKnob, 'from' | 'to' | 'integer'>,
  value: unknown,
): string | null {
  const kind = integer === true ? 'a whole number' : 'a number';
  if (typeof value !== 'number' || !(value >= from && value <= to)) return `it is ${kind} from ${from} to ${to}`;
  return integer === true && !Number.isInteger(value) ? `it is ${kind} from ${from} to ${to}` : null;
}

/**
 * The values a knob takes, for `--list` and hints.
 *
 * @example rangeText(findRun('line-regression').knobs.lr) // '0.001 … 1, default 0.1'
 */
export function rangeText(knob: Knob): string {
  check(calls.rangeText, knob);
  switch (knob.kind) {
    case 'number':
      return `${knob.integer === true ? 'whole, ' : ''}${knob.from} … ${knob.to}, default ${knob.default}`;
    case 'switch':
      return `true or false, default ${knob.default}`;
    case 'choice':
      return `${knob.options.join(' or ')}, default ${knob.default}`;
    case 'list':
      return `${knob.default.length} numbers of ${knob.from} … ${knob.to}, default ${knobText(knob.default)}`;
  }
}

/**
 * A value as it stands in a link and in the terminal; numbers keep every digit.
 *
 * @example knobText([1e-3, 2e-3]) // '0.001|0.002'
 */
export function knobText(value: KnobValue): string {
  check(calls.knobText, value);
  return Array.isArray(value) ? value.map(String).join('|') : String(value);
}

/**
 * The value that a text stands for: what `knobText` wrote. Whether it is in range, `readKnobs` says.
 * Errors: a text of another kind.
 */
export function parseKnob(knob: Knob, text: string): KnobValue {
  check(calls.parseKnob, knob, text);
  switch (knob.kind) {
    case 'number':
      return numberFrom(knob, text);
    case 'choice':
      return text;
    case 'list':
      return text.split('|').map((part) => numberFrom(knob, part));
    case 'switch':
      if (text === 'true' || text === 'on') return true;
      if (text === 'false' || text === 'off') return false;
      throw new ChalkgradError(`'${text}' is neither true nor false`, rangeText(knob));
  }
}

function numberFrom(knob: Knob, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new ChalkgradError(`'${text}' is not a number`, rangeText(knob));
  return value;
}

/** A learning rate: factors count, and the default stands well inside. */
export const rate = (standard: number, from = 1e-4, to = 10): NumberKnob => ({
  kind: 'number',
  from,
  to,
  default: standard,
  scale: 'log',
});

/** A whole number. */
export const count = (standard: number, from: number, to: number): NumberKnob => ({
  kind: 'number',
  from,
  to,
  default: standard,
  integer: true,
});

/** A number on a linear scale. */
export const amount = (standard: number, from: number, to: number): NumberKnob => ({
  kind: 'number',
  from,
  to,
  default: standard,
});

/** One of some words. */
export const choice = <const Option extends string>(
  options: readonly Option[],
  standard: NoInfer<Option>,
): ChoiceKnob<Option> => ({ kind: 'choice', options, default: standard });

/** On or off. */
export const onOff = (standard: boolean): SwitchKnob => ({ kind: 'switch', default: standard });
