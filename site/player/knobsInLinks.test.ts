// Every knob of every run survives a link, raw and percent-encoded, as an option and as an edit of a fork; a default is left out.

import { describe, expect, it } from 'vitest';
import { findRun, type Knob, type KnobValue, knobText, runs } from '#framework';
import { canonical, knobsOf } from './buildTrack.ts';
import { isProblem, type Moment, momentOf, parseMoment, printMoment } from './Moment.ts';
import { plainTrack, type TrackSpec } from './TrackSpec.ts';

/** A value that is not the default, with as many digits as may be. */
function other(knob: Knob): KnobValue {
  if (knob.kind === 'choice') return knob.options.find((option) => option !== knob.default)!;
  if (knob.kind === 'switch') return !knob.default;
  if (knob.kind === 'list') return knob.default.map((value) => (value === knob.to ? knob.from : knob.to));
  const between = knob.from + (knob.to - knob.from) / 3;
  const value = knob.integer === true ? Math.round(between) : between;
  return value === knob.default ? knob.to : value;
}

/** The track as it comes back from its link. */
function linked(track: TrackSpec, form: 'raw' | 'encoded'): TrackSpec {
  const read = parseMoment(`#${printMoment(momentOf([canonical(track)], 3), form)}`);
  if (isProblem(read)) throw new Error(JSON.stringify(read));
  return (read as Moment).tracks[0]!;
}

describe.each(runs.map(({ name }) => name))('%s in a link', (name) => {
  const run = findRun(name);

  it.each(['raw', 'encoded'] as const)('keeps what was turned, %s', (form) => {
    for (const [key, knob] of Object.entries(run.knobs)) {
      const value = other(knob);
      const turned = { ...plainTrack(name, 7), options: { [key]: knobText(value) } };
      expect.soft(knobsOf(run, linked(turned, form).options), key).toEqual({ [key]: value });
      const forked: TrackSpec = {
        ...plainTrack(name, 7),
        forks: [{ at: 2, edits: [{ kind: 'option', key, value: knobText(value) }] }],
      };
      expect.soft(linked(forked, form), key).toEqual(canonical(forked));
      const standing = { ...plainTrack(name, 7), options: { [key]: knobText(knob.default) } };
      expect.soft(linked(standing, form).options, key).toEqual({});
    }
  });
});
