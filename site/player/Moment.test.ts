// The grammar of links: what is written is read again, in both forms, and whatever else is told by name, never thrown.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Clock,
  isProblem,
  type Moment,
  type MomentProblem,
  momentOf,
  parseMoment,
  printMoment,
} from './Moment.ts';
import { type Edit, type Fork, plainTrack, type TrackSpec } from './TrackSpec.ts';

const id = fc.stringMatching(/^[a-z0-9]{1,5}(-[a-z0-9]{1,4}){0,2}$/);
const key = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,6}$/);
const value = fc.stringMatching(/^[A-Za-z0-9_.|+-]{1,8}$/);
const place = fc.nat({ max: 999 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('option' as const), key, value }),
  fc.record({
    kind: fc.constant('set' as const),
    parameter: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.]{0,9}$/),
    index: fc.array(place, { maxLength: 4 }),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
  }),
  fc.record({ kind: fc.constant('skip' as const), example: place }),
  fc.record({ kind: fc.constant('detach' as const), layer: fc.constantFrom('conv1', 'layers.0.self_attn') }),
  fc.record({
    kind: fc.constant('ablate' as const),
    layer: fc.constantFrom('conv1', 'layers.0.self_attn'),
    head: place,
  }),
  fc.record({
    kind: fc.constant('freeze' as const),
    parameter: fc.constantFrom('bias', 'layers.0.weight'),
    index: fc.option(fc.array(place, { maxLength: 4 })),
  }),
  fc.constant({ kind: 'examineByBatch' as const }),
  fc.constant({ kind: 'bugsOff' as const }),
);
const forks: fc.Arbitrary<Fork[]> = fc
  .uniqueArray(fc.record({ at: fc.nat({ max: 5000 }), edits: fc.array(edit, { minLength: 1, maxLength: 3 }) }), {
    selector: ({ at }) => at,
    maxLength: 2,
  })
  .map((list) => list.toSorted((a, b) => a.at - b.at));
const names = fc.uniqueArray(id, { maxLength: 4 });
const track: fc.Arbitrary<TrackSpec> = fc
  .record({
    run: id,
    seed: fc.nat({ max: 2 ** 31 - 1 }),
    options: fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true }),
    marks: names,
    forks,
  })
  .map(({ marks, ...rest }) => ({ ...rest, bugs: marks.slice(0, 2), answers: marks.slice(2) }));
const word = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,8}$/);
const selected = fc.record({
  tensor: fc.oneof(
    fc.constantFrom({ kind: 'output' as const }, { kind: 'gradOutput' as const }),
    fc.record({ kind: fc.constantFrom('input' as const, 'gradInput' as const), place }),
  ),
  index: fc.option(fc.array(place, { maxLength: 4 })),
});
const moment: fc.Arbitrary<Moment> = fc
  .record({
    tracks: fc.array(track, { minLength: 1, maxLength: 4 }),
    step: fc.nat({ max: 999_999 }),
    pass: fc.option(fc.constantFrom('forward', 'generator.backward', 'discriminator.real.forward', 'update')),
    op: fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_. -]{0,12}$/)),
    sel: fc.option(selected),
    term: fc.option(word),
    track: fc.nat({ max: 3 }),
    reading: fc.option(
      fc.option(
        fc.record({ text: fc.stringMatching(/^[a-z0-9 .,'!?&~=%#]{0,32}$/), letter: fc.option(fc.nat({ max: 99 })) }),
      ),
      { nil: undefined },
    ),
    clock: fc.constantFrom<Clock>('updates', 'examples', 'milliseconds'),
    view: fc.option(word),
    hide: fc.array(word, { maxLength: 2 }),
    present: fc.boolean(),
    version: fc.option(fc.stringMatching(/^[0-9a-f]{8}$/)),
  })
  .map((made) => ({ ...made, track: made.track % made.tracks.length }));

describe('a moment', () => {
  it('is read as it was written, raw and percent-encoded', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom('raw' as const, 'encoded' as const), (made, form) => {
        const text = printMoment(made, form);
        expect(parseMoment(`#${text}`)).toEqual(made);
        expect(new URL(`https://example.org/a/#${text}`).hash.slice(1)).toBe(text);
      }),
    );
  });

  it('survives a program that encodes the whole of it, and the encoded form has nothing a chat would cut off', () => {
    fc.assert(
      fc.property(moment, (made) => {
        expect(parseMoment(encodeURIComponent(printMoment(made)))).toEqual(made);
        expect(printMoment(made, 'encoded')).toMatch(/^[A-Za-z0-9_.\-=&%]*$/);
      }),
    );
  });

  it('never throws, whatever stands behind the #', () => {
    const pieces = fc.constantFrom('t=', 'digits-cnn.7', '~', '&step=', '1', '(', ')', '[', ']', '%', '%7', '!', '@', ':', ';', '+', ',', '=', '&', 'op', 'sel=', 'é', ' '); // biome-ignore format: one line
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((list) => list.join('')),
        ),
        (text) => {
          const read = parseMoment(text);
          if (isProblem(read)) expect(read.part).toBeTypeOf('string');
          else expect(parseMoment(printMoment(read))).toEqual(read);
        },
      ),
    );
  });

  it('reads the example of the design', () => {
    const read = parseMoment(
      '#t=ring-gan.7(generatorLr=0.005)!generator-detached@800:discriminatorLr=0.004&step=810&pass=generator.backward&op=generator.linear1&sel=gradInput1[0,12]',
    );
    expect(read).toEqual(
      momentOf(
        [
          {
            ...plainTrack('ring-gan', 7),
            options: { generatorLr: '0.005' },
            bugs: ['generator-detached'],
            forks: [{ at: 800, edits: [{ kind: 'option', key: 'discriminatorLr', value: '0.004' }] }],
          },
        ],
        810,
        {
          pass: 'generator.backward',
          op: 'generator.linear1',
          sel: { tensor: { kind: 'gradInput', place: 1 }, index: [0, 12] },
        },
      ),
    );
  });

  it('leaves out what has its usual value', () => {
    expect(printMoment(momentOf([plainTrack('digits-cnn', 7)], 0))).toBe('t=digits-cnn.7&step=0');
  });

  const malformed: readonly (readonly [string, MomentProblem['reason'], string])[] = [
    ['', 'noTracks', ''],
    ['step=3', 'noTracks', 'step=3'],
    ['t=&step=3', 'noTracks', 't=&step=3'],
    ['t=digits-cnn', 'track', 'digits-cnn'],
    ['t=digits-cnn.', 'track', 'digits-cnn.'],
    ['t=Digits.7', 'track', 'Digits.7'],
    ['t=digits-cnn.-7', 'track', 'digits-cnn.-7'],
    ['t=digits-cnn.4294967296', 'track', '4294967296'],
    ['t=digits-cnn.7()', 'track', '()'],
    ['t=digits-cnn.7(lr)', 'track', 'lr'],
    ['t=digits-cnn.7(lr=)', 'track', 'lr='],
    ['t=digits-cnn.7(lr=1,lr=2)', 'track', 'lr=2'],
    ['t=digits-cnn.7(lr=1', 'track', 'digits-cnn.7(lr=1'],
    ['t=digits-cnn.7!', 'track', 'digits-cnn.7!'],
    ['t=digits-cnn.7!a!a', 'track', 'a'],
    ['t=digits-cnn.7+a!b', 'track', 'digits-cnn.7+a!b'],
    ['t=digits-cnn.7@', 'track', '@'],
    ['t=digits-cnn.7@3', 'track', '@3'],
    ['t=digits-cnn.7@3:', 'track', '@3:'],
    ['t=digits-cnn.7@3:skip()', 'track', 'skip()'],
    ['t=digits-cnn.7@3:ablate(conv1)', 'track', 'ablate(conv1)'],
    ['t=digits-cnn.7@3:detach()', 'track', 'detach()'],
    ['t=digits-cnn.7@3:freeze()', 'track', 'freeze()'],
    ['t=digits-cnn.7@3:examine(all)', 'track', 'examine(all)'],
    ['t=digits-cnn.7@3:set(w[0],x)', 'track', 'set(w[0],x)'],
    ['t=digits-cnn.7@3:set(w,1)', 'track', 'set(w,1)'],
    ['t=digits-cnn.7@9:!@3:!', 'track', '@3:!'],
    ['t=digits-cnn.7~', 'track', 'digits-cnn.7~'],
    ['t=a.1~a.2~a.3~a.4~a.5', 'tooManyTracks', '5'],
    ['t=a.1&step=-1', 'value', 'step=-1'],
    ['t=a.1&step=', 'value', 'step='],
    ['t=a.1&step=1.5', 'value', 'step=1.5'],
    ['t=a.1&step=1&step=2', 'twice', 'step'],
    ['t=a.1&t=a.2', 'twice', 't'],
    ['t=a.1&pass=sideways', 'value', 'pass=sideways'],
    ['t=a.1&op=', 'value', 'op='],
    ['t=a.1&sel=gradOutput[1,]', 'value', 'sel=gradOutput[1,]'],
    ['t=a.1&sel=input[1]', 'value', 'sel=input[1]'],
    ['t=a.1&read=two%0Alines', 'value', 'read=two\nlines'],
    [`t=a.1&read=${'a'.repeat(33)}`, 'value', `read=${'a'.repeat(33)}`],
    ['t=a.1&track=2', 'value', 'track=2'],
    ['t=a.1&clock=hours', 'value', 'clock=hours'],
    ['t=a.1&v=xyz', 'value', 'v=xyz'],
    ['t=a.1&speed=3', 'key', 'speed'],
    ['t=a.1&toString=3', 'key', 'toString'],
    ['t=a.1&op=%E0%A4%A', 'encoding', 't=a.1&op=%E0%A4%A'],
  ];
  it.each(malformed)('refuses #%s', (text, reason, part) => {
    expect(parseMoment(text)).toEqual({ reason, part });
  });
});
