/**
 * The reference as pages: every public name with its room, its address, its summary, its equation where it is an op, its name in PyTorch.
 * One page a room, in reading order; the ops, which bring equations along, have one page for each part of their room. Everything here is
 * read from the framework while the site is built.
 */
import { opList, type Room, rooms } from '#framework';
import { sourceFiles } from '../components/source/sourceFiles.ts';
import { type ApiEntry, buildReference } from './buildReference.ts';
import { type GoldenCounts, goldenCounts } from './goldenCounts.ts';
import { partOf } from './partOf.ts';
import { pytorchName } from './pytorchName.ts';
import { firstSentence } from './readDoc.ts';

export type OpFacts = (typeof opList)[keyof typeof opList]['definition'];

export interface ReferenceEntry extends ApiEntry {
  readonly room: string;
  /** The part of the room: 'conv'; null for what all parts build on. */
  readonly part: string | null;
  /** Page and place on it: '/reference/nn/#Linear' (give it to `href`). */
  readonly address: string;
  /** One sentence; '' where nobody wrote one. */
  readonly summary: string;
  readonly op: OpFacts | null;
  /** 'torch.nn.Linear' */
  readonly pytorch: string | null;
  /** How many recorded answers of PyTorch its tests compare with; null where nothing is recorded. */
  readonly goldenCases: number | null;
}

export interface ReferencePage {
  /** '/reference/nn/', '/reference/ops/loss/'. */
  readonly address: string;
  readonly room: Room;
  /** null for the page of the room itself. */
  readonly part: string | null;
  readonly entries: readonly ReferenceEntry[];
}

const DOOR = 'framework/index.ts';

/** The exports that belong to no room stand on a page of their own. Its title and summary are the site's words. */
export const doorRoom: Room = { name: 'framework', title: '', summary: '' };

const goldenTexts = import.meta.glob<string>('/framework/tests/golden/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const golden: GoldenCounts = goldenCounts(
  Object.fromEntries(Object.entries(goldenTexts).map(([path, text]) => [path.replace(/^.*\/|\.json$/g, ''), text])),
);

const roomOf = (path: string): string => {
  const folder = path.split('/')[1] ?? '';
  return rooms.some(({ name }) => name === folder) ? folder : doorRoom.name;
};

const readingPlace = new Map(sourceFiles.map(({ path }, place) => [path, place]));
/** What a file is called after comes before the types it is written in. */
const isNamesake = ({ name, path }: ApiEntry): boolean => path.endsWith(`/${name}.ts`);
const inReadingOrder = (a: ApiEntry, b: ApiEntry): number =>
  (readingPlace.get(a.path) ?? 0) - (readingPlace.get(b.path) ?? 0) ||
  Number(isNamesake(b)) - Number(isNamesake(a)) ||
  a.line - b.line;

function asReferenceEntry(entry: ApiEntry): ReferenceEntry {
  const room = roomOf(entry.path);
  const op =
    entry.kind === 'op'
      ? ((opList as Readonly<Record<string, { definition: OpFacts }>>)[entry.name]?.definition ?? null)
      : null;
  const part = partOf(entry.path);
  const isType = entry.kind === 'interface' || entry.kind === 'type';
  return {
    ...entry,
    room,
    part,
    address: `${pageAddress(room, part)}#${entry.name}`,
    summary: op?.summary ?? firstSentence(entry.doc),
    op,
    pytorch: isType ? null : pytorchName(room, entry.name, part),
    goldenCases: op === null ? goldenOfClass(entry) : (golden.ops.get(entry.name)?.cases ?? null),
  };
}

function goldenOfClass({ name, kind }: ApiEntry): number | null {
  return kind === 'class' ? (golden.layers.get(name) ?? golden.optimizers.get(name) ?? null) : null;
}

/** The room whose parts are pages: their typeset equations would make one page of a megabyte. */
const PAGED = 'ops';

const pageAddress = (room: string, part: string | null): string =>
  `/reference/${room}/${room !== PAGED || part === null ? '' : `${part}/`}`;

/** AssemblyScript looks like TypeScript but has a grammar of its own; nothing public is declared there. */
const isAssembly = (path: string): boolean => path.includes('/assembly/');

const texts = Object.fromEntries(
  sourceFiles.filter(({ path }) => !isAssembly(path)).map(({ path, text }) => [path, text]),
);

/** Every public name of the framework, once. */
export const entries: readonly ReferenceEntry[] = buildReference(texts, DOOR)
  .sort(inReadingOrder)
  .map(asReferenceEntry);

/** Pages in reading order; a room without public names has none. */
export const referencePages: readonly ReferencePage[] = [...rooms, doorRoom].flatMap((room): ReferencePage[] => {
  const here = entries.filter((entry) => entry.room === room.name);
  const page = (part: string | null): ReferencePage => {
    const address = pageAddress(room.name, part);
    return { address, room, part, entries: here.filter((entry) => entry.address.replace(/#.*/, '') === address) };
  };
  const parts = room.name === PAGED ? (room.parts ?? []) : [];
  return here.length === 0 ? [] : [page(null), ...parts.map(page)];
});

/** Entries under their parts, in reading order; null for those that all parts build on, which come first. */
export const byPart = (
  found: readonly ReferenceEntry[],
): readonly (readonly [part: string | null, entries: readonly ReferenceEntry[]])[] => [
  ...Map.groupBy(found, ({ part }) => part),
];

/** The page that describes a public name, options of one function included: 'LinearOptions' → '/reference/nn/#LinearOptions'. */
export const addressOf: ReadonlyMap<string, string> = new Map(
  entries.flatMap(({ name, address, options }) => [
    ...options
      .filter(({ isPublic }) => isPublic)
      .map((group): [string, string] => [group.name, address.replace(/#.*/, `#${group.name}`)]),
    [name, address] as [string, string],
  ]),
);
