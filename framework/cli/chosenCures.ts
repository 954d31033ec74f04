/** `--cure l2` or `--cure data,dropout`: settings that belong together, by the names that the run has for them. */
import { type Cures, curesOf, type KnobValues, knobText, nearestName, type Run } from '../index.ts';
import { text, UsageError } from './terminal.ts';

/** For `readArguments`. */
export const CURE_OPTION = { cure: { type: 'string' } } as const;

/** What is typed to read about a run's cures. */
const HELP = 'help';

const settings = (knobs: KnobValues): string =>
  Object.entries(knobs)
    .map(([name, value]) => `${name} ${knobText(value)}`)
    .join(', ');

/** The page of a run's cures; null: that is not what was asked. Errors: the run has none. */
export function curePage(run: Run, values: Parameters<typeof text>[0]): string | null {
  if (text(values, 'cure') !== HELP) return null;
  const cures = Object.entries(theirs(run));
  const width = Math.max(...cures.map(([name]) => name.length)) + 2;
  const lines = cures.map(
    ([name, { summary, knobs }]) => `  ${name.padEnd(width)}${summary}\n  ${' '.repeat(width)}${settings(knobs)}`,
  );
  return [
    `${run.name}: ${run.summary}`,
    '',
    ...lines,
    '',
    `npm run train -- ${run.name} --cure NAME              one of them`,
    `npm run train -- ${run.name} --cure NAME,NAME         several; a later one has the last word`,
    `npm run train -- ${run.name} --cure NAME --seed 1     with other data, weights and flips`,
    '',
    'A knob that is typed beside it (npm run train -- --list) has the last word over all of them.',
    'The gap is the test loss less trainLoss. Compare several seeds before you believe a cure.',
    '',
  ].join('\n');
}

function theirs({ name }: Run): Cures {
  const cures = curesOf(name);
  if (cures === undefined) throw new UsageError(`${name} has no cures`, 'noisy-moons has: --cure help tells which.');
  return cures;
}

/** The knobs that the named cures turn. Errors: a run without cures; a name that is none of them. */
export function chosenCures(run: Run, values: Parameters<typeof text>[0]): KnobValues {
  const typed = text(values, 'cure');
  if (typed === undefined) return {};
  const cures = theirs(run);
  const names = typed.split(',');
  for (const name of names) {
    if (Object.hasOwn(cures, name)) continue;
    const nearest = nearestName(name, Object.keys(cures));
    const known = `it has ${Object.keys(cures).join(', ')}; --cure help tells what they do.`;
    throw new UsageError(
      `${run.name} has no cure called '${name}'`,
      nearest === null ? known : `did you mean '${nearest}'? ${known}`,
    );
  }
  return Object.assign({}, ...names.map((name) => cures[name]!.knobs)) as KnobValues;
}
