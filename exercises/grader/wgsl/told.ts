/** The two halves of a shader's answer: what is compared, and what is told. Trusted side. */
import { isRecord } from '../compare.ts';
import type { Exercise } from '../Exercise.ts';
import type { Value } from '../sandbox/values.ts';
import type { Parameters } from '../verdict.ts';

/** A finding as a verdict carries it. */
export interface Event {
  /** Key of its sentence in `shader` of english.ts. */
  readonly words: string;
  readonly kind: string;
  readonly values: Parameters;
}

export interface ShaderAnswer {
  /** Numbers and events: two programs that make the same mistake have the same. */
  readonly behaviour: Value;
  /** Numbers alone. */
  readonly numbers: Value;
  readonly told: Event | null;
  readonly costly: Event | null;
}

function eventOf(value: Value | undefined): Event | null {
  if (value === undefined || !isRecord(value)) return null;
  const { words, kind, values } = value;
  if (typeof words !== 'string' || typeof kind !== 'string' || values === undefined || !isRecord(values)) return null;
  const parameters = Object.entries(values).filter(
    (entry): entry is [string, number | string] => typeof entry[1] === 'number' || typeof entry[1] === 'string',
  );
  return { words, kind, values: Object.fromEntries(parameters) };
}

const without = (value: Value, names: readonly string[]): Value =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !names.includes(key))) : value;

export function shaderAnswer(value: Value): ShaderAnswer {
  const behaviour = without(value, ['told', 'costly']);
  const record = isRecord(value) ? value : {};
  return {
    behaviour,
    numbers: without(behaviour, ['events']),
    told: eventOf(record['told']),
    costly: eventOf(record['costly']),
  };
}

/** What of an answer is compared. */
export const compared = ({ kind }: Pick<Exercise, 'kind'>, value: Value): Value =>
  kind === 'wgsl' ? shaderAnswer(value).behaviour : value;
