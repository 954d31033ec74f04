/** Where a run's examples come from, as typed: `--data`, `--text`, `--images`. A run that cannot read such files says so. */
import type { Run, RunOptions } from '../index.ts';
import { decodeImage } from './imageDecoder.ts';
import { text, UsageError } from './terminal.ts';

/** For `readArguments`. */
export const SOURCE_OPTIONS = {
  data: { type: 'string' },
  text: { type: 'string' },
  images: { type: 'string' },
} as const;

/** What a run can read, by option: undefined where it cannot. */
export const readable = (run: Run): Readonly<Record<keyof typeof SOURCE_OPTIONS, string | undefined>> => ({
  data: run.realData ?? undefined,
  text: run.ownText,
  images: run.ownImages,
});

/** Errors: an option that the run has no use for; two of them at once. */
export function chosenSources(run: Run, values: Parameters<typeof text>[0]): RunOptions {
  const able = readable(run);
  const given = (['data', 'text', 'images'] as const).filter((option) => text(values, option) !== undefined);
  const useless = given.find((option) => able[option] === undefined);
  if (useless !== undefined) {
    const known = Object.entries(able).flatMap(([option, what]) =>
      what === undefined ? [] : [`--${option}: ${what}`],
    );
    throw new UsageError(
      `${run.name} has no use for --${useless}`,
      known.length === 0 ? 'it learns from generated examples only.' : `it takes ${known.join('; or ')}.`,
    );
  }
  if (given.length > 1) throw new UsageError(`--${given.join(' and --')} do not go together`, 'choose one of them.');
  const [folder, dataDir, textFile] = [text(values, 'images'), text(values, 'data'), text(values, 'text')];
  return {
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(textFile === undefined ? {} : { textFile }),
    ...(folder === undefined ? {} : { images: { folder, decode: decodeImage } }),
  };
}

/** The same, to be typed again when a saved run is taken up. */
export const sourceWords = (values: Parameters<typeof text>[0]): string =>
  (['data', 'text', 'images'] as const)
    .flatMap((option) => (text(values, option) === undefined ? [] : [` --${option} ${text(values, option)}`]))
    .join('');
