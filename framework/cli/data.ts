/**
 * `npm run data -- get mnist`: a real data set to disk, from its official mirrors or, in a classroom without network, from a
 * folder (`--from`) or a machine next door (`--mirror`). Every file is checked.
 */
import { dataSources } from '../index.ts';
import { download, takeFrom, tryFolder } from './download.ts';
import { main, Progress, readArguments, text, UsageError } from './terminal.ts';

const USAGE = `npm run data -- get SET [--to DIR] [--from DIR | --mirror URL]
npm run data -- list`;

const OPTIONS = {
  to: { type: 'string' },
  from: { type: 'string' },
  mirror: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function list(): void {
  for (const { name, title, files } of dataSources) {
    const size = files.reduce((total, file) => total + file.size, 0);
    process.stdout.write(`${name.padEnd(17)} ${megabytes(size).padStart(9)}  ${title}\n`);
  }
}

await main(async () => {
  const { values, words } = readArguments(OPTIONS, USAGE);
  const [action, name, ...more] = words;
  if (values['help'] === true) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (action === 'list' && name === undefined) {
    list();
    return 0;
  }
  if (action !== 'get' || name === undefined || more.length > 0)
    throw new UsageError(action === 'get' ? 'which set? One at a time.' : 'what is to be done?', USAGE);
  const source = dataSources.find((known) => known.name === name);
  if (source === undefined)
    throw new UsageError(
      `there is no set '${name}'`,
      `known are ${dataSources.map((known) => known.name).join(', ')}.`,
    );
  const [from, mirror] = [text(values, 'from'), text(values, 'mirror')];
  if (from !== undefined && mirror !== undefined) throw new UsageError('--from and --mirror at once', USAGE);
  const target = text(values, 'to') ?? `data/${source.name}`;
  await tryFolder(target, source.files);
  const progress = new Progress();
  for (const file of source.files) {
    const onProgress = (bytes: number): void => {
      progress.draw(Math.min(1, bytes / file.size), `${file.name}  ${megabytes(bytes)} of ${megabytes(file.size)}`);
    };
    const mirrors = mirror === undefined ? source.mirrors : [mirror];
    const outcome =
      from === undefined ? await download(file, target, { mirrors, onProgress }) : await takeFrom(from, file, target);
    const how = outcome.kind === 'present' ? 'already there' : `${megabytes(file.size)}, checked`;
    progress.note(`${file.name}: ${how}${outcome.kind === 'fetched' && outcome.resumedAt > 0 ? ', resumed' : ''}`);
  }
  process.stdout.write(
    `${source.name} is in ${target}: ${source.loader.replace('DIR', `'${target}`).replace(/\)$/, "')")}\n`,
  );
  return 0;
});
