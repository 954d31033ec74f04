/**
 * The reference as pages: every public name with its room, its address, its summary, its equation where it is an op, its name in PyTorch.
 * One page a room; the many ops have one page for each family, as the golden files group them. Everything here is read from the
 * framework while the site is built.
 */
import { opList, type Room, rooms } from '#framework';
import { sourceFiles } from '../components/source/sourceFiles.ts';
import { type ApiEntry, buildReference } from './buildReference.ts';
import { type GoldenCounts, goldenCounts } from './goldenCounts.ts';
import { type Family, families, opFamily } from './opFamily.ts';
import { pytorchName } from './pytorchName.ts';
import { firstSentence } from './readDoc.ts';

export type OpFacts = (typeof opList)[keyof typeof opList]['definition'];

export interface ReferenceEntry extends ApiEntry {
  readonly room: string;
  /** Of an op: the group of ops whose page it stands on. */
  readonly family: Family | null;
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
  readonly family: Family | null;
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
const inReadingOrder = (a: ApiEntry, b: ApiEntry): number =>
  (readingPlace.get(a.path) ?? 0) - (readingPlace.get(b.path) ?? 0) || a.line - b.line;
const byName = (a: ApiEntry, b: ApiEntry): number => a.name.localeCompare(b.name, 'en');

function asReferenceEntry(entry: ApiEntry): ReferenceEntry {
  const room = roomOf(entry.path);
  const op =
    entry.kind === 'op'
      ? ((opList as Readonly<Record<string, { definition: OpFacts }>>)[entry.name]?.definition ?? null)
      : null;
  const family = op === null ? null : opFamily(op, golden);
  const isType = entry.kind === 'interface' || entry.kind === 'type';
  return {
    ...entry,
    room,
    family,
    address: `${pageAddress(room, family)}#${entry.name}`,
    summary: op?.summary ?? firstSentence(entry.doc),
    op,
    pytorch: isType ? null : pytorchName(room, entry.name, family),
    goldenCases: op === null ? goldenOfClass(entry) : (golden.ops.get(entry.name)?.cases ?? null),
  };
}

function goldenOfClass({ name, kind }: ApiEntry): number | null {
  return kind === 'class' ? (golden.layers.get(name) ?? golden.optimizers.get(name) ?? null) : null;
}

const pageAddress = (room: string, family: Family | null): string =>
  `/reference/${room}/${family === null ? '' : `${family}/`}`;

const texts = Object.fromEntries(sourceFiles.map(({ path, text }) => [path, text]));

/** Every public name of the framework, once. */
export const entries: readonly ReferenceEntry[] = buildReference(texts, DOOR)
  .sort(inReadingOrder)
  .map(asReferenceEntry);

/** Pages in reading order; a room without public names has none. */
export const referencePages: readonly ReferencePage[] = [...rooms, doorRoom].flatMap((room): ReferencePage[] => {
  const here = entries.filter((entry) => entry.room === room.name);
  const page = (family: Family | null): ReferencePage => {
    const found = here.filter((entry) => entry.family === family);
    const shown = family === null ? found : found.sort(byName);
    return { address: pageAddress(room.name, family), room, family, entries: shown };
  };
  const ofFamilies = families.map(page).filter((found) => found.entries.length > 0);
  return here.length === 0 ? [] : [page(null), ...ofFamilies];
});

/** The page that describes a public name, options of one function included: 'LinearOptions' → '/reference/nn/#LinearOptions'. */
export const addressOf: ReadonlyMap<string, string> = new Map(
  entries.flatMap(({ name, address, options }) => [
    ...options
      .filter(({ isPublic }) => isPublic)
      .map((group): [string, string] => [group.name, address.replace(/#.*/, `#${group.name}`)]),
    [name, address] as [string, string],
  ]),
);
