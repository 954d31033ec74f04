/** A run's knobs as options of the terminal: `--generatorLr 0.005` or, as terminals are used to, `--generator-lr 0.005`. */
import { ChalkgradError, type Knob, type KnobValues, parseKnob, type Run, rangeText, runs } from '../index.ts';
import { text, UsageError } from './terminal.ts';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** For `readArguments`: every knob of every run, in both spellings. Whether the run has it, its build says. */
export const KNOB_OPTIONS: Readonly<Record<string, { readonly type: 'string' }>> = Object.fromEntries(
  runs
    .flatMap(({ knobs }) => Object.keys(knobs))
    .flatMap((name) => [name, kebab(name)])
    .map((option) => [option, { type: 'string' }]),
);

/** Options that are older than knobs and have a field of their own in `RunOptions`. */
const SHORTHANDS = ['lr', 'examples'];

/**
 * The knobs that were typed, but for `own`: options of the command that a run's knob is called like. Errors: one the run does not have, a
 * text that is not a value of it.
 */
export function chosenKnobs(run: Run, values: Parameters<typeof text>[0], own: readonly string[] = []): KnobValues {
  const all = new Set(runs.flatMap(({ knobs }) => Object.keys(knobs)));
  const given = [...all].flatMap((name) => {
    if (own.includes(name)) return [];
    const typed = text(values, name) ?? text(values, kebab(name));
    if (typed === undefined) return [];
    const knob = Object.hasOwn(run.knobs, name) ? run.knobs[name] : undefined;
    if (knob !== undefined) return [[name, typedValue(name, knob, typed)] as const];
    return SHORTHANDS.includes(name) ? [] : [[name, typed] as const];
  });
  return Object.fromEntries(given);
}

function typedValue(name: string, knob: Knob, typed: string): KnobValues[string] {
  try {
    return parseKnob(knob, typed);
  } catch (error) {
    if (error instanceof ChalkgradError)
      throw new UsageError(`--${kebab(name)} ${typed} is not usable`, `it takes ${rangeText(knob)}.`);
    throw error;
  }
}

/** One line a knob, for `--list`. */
export const knobLines = ({ knobs }: Run): string[] =>
  Object.entries(knobs).map(([name, knob]) => `--${kebab(name)}: ${rangeText(knob)}`);
