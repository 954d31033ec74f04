// Every knob of every run can be typed, in both spellings, and means what it means in a link.

import { describe, expect, it } from 'vitest';
import { type Knob, type KnobValue, knobText, runs } from '../index.ts';
import { chosenKnobs, KNOB_OPTIONS } from './chosenKnobs.ts';

/** A value that is not the default. */
function other(knob: Knob): KnobValue {
  if (knob.kind === 'choice') return knob.options.find((option) => option !== knob.default)!;
  if (knob.kind === 'switch') return !knob.default;
  if (knob.kind === 'list') return knob.default.map((value) => (value === knob.to ? knob.from : knob.to));
  return knob.default === knob.to ? knob.from : knob.to;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe('the terminal', () => {
  it.each(runs.map((run) => [run.name, run] as const))('knows every knob of %s as a link does', (_, run) => {
    for (const [name, knob] of Object.entries(run.knobs)) {
      for (const option of [name, kebab(name)]) {
        expect.soft(KNOB_OPTIONS).toHaveProperty(option);
        const value = other(knob);
        expect.soft(chosenKnobs(run, { [option]: knobText(value) }), option).toEqual({ [name]: value });
      }
    }
  });
});
