/**
 * The framework's files as the site shows them: grouped into rooms, in reading order, each with its address. Reads the text of the files
 * and nothing else; tests are left out, because they are not part of the book.
 */
import { type Room, rooms } from '#framework';
import { headerOf } from './headerOf.ts';
import { readingOrder } from './readingOrder.ts';

export interface SourceFile {
  /** From the root of the repository: 'framework/ops/conv2d.ts'. */
  readonly path: string;
  /** Inside its room: 'conv2d.ts', 'reference/conv2d.ts'. */
  readonly name: string;
  /** Its page: '/source/ops/conv2d/' (give it to `href`). */
  readonly address: string;
  readonly header: string;
  readonly text: string;
}

export interface SourceRoom extends Room {
  readonly files: readonly SourceFile[];
}

const modules = import.meta.glob<string>(['/framework/**/*.ts', '!/framework/**/*.test.ts', '!/framework/tests/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

const texts: Record<string, string> = Object.fromEntries(
  Object.entries(modules).map(([path, text]) => [path.replace(/^\//, ''), text]),
);

const roomOf = (path: string): string => (path.split('/').length > 2 ? (path.split('/')[1] ?? '') : '');

/** '/source/ops/conv2d/' for 'framework/ops/conv2d.ts': figures build links to code with it. */
export const sourceAddress = (path: string): string => path.replace(/^framework\//, '/source/').replace(/\.ts$/, '/');

const sourceFile = (path: string): SourceFile => {
  const room = roomOf(path);
  const text = texts[path] ?? '';
  const name = path.replace(room === '' ? 'framework/' : `framework/${room}/`, '');
  return { path, name, address: sourceAddress(path), header: headerOf(text, name.replace(/^.*\/|\.ts$/g, '')), text };
};

const ordered: readonly string[] = readingOrder(texts);

/** Files in reading order; in a room that lists its parts, the parts' files stand together, after those they all build on. */
const inRoom = (room: string, parts: readonly string[] = []): SourceFile[] => {
  const place = (path: string): number => parts.indexOf(path.split('/').slice(2, -1)[0] ?? '');
  return ordered
    .filter((path) => roomOf(path) === room)
    .toSorted((a, b) => place(a) - place(b))
    .map(sourceFile);
};

/** The files that belong to no room: index.ts, the door, and contents.ts, the list of rooms. */
export const doors: readonly SourceFile[] = inRoom('');

/** Rooms in the order of framework/contents.ts; a room nobody has written a file for yet is left out. */
export const sourceRooms: readonly SourceRoom[] = rooms
  .map((room) => ({ ...room, files: inRoom(room.name, room.parts) }))
  .filter(({ files }) => files.length > 0);

/** A room's files by the folder inside it they stand in, in reading order; '' for those in the room itself, which come first. */
export const byPart = ({ files }: Pick<SourceRoom, 'files'>): readonly (readonly [string, readonly SourceFile[]])[] => [
  ...Map.groupBy(files, ({ name }) => name.split('/').slice(0, -1).join('/')),
];

/** Every file, in reading order. */
export const sourceFiles: readonly SourceFile[] = [...sourceRooms.flatMap(({ files }) => files), ...doors];

/** One file by its path; undefined when there is none. */
export const findSource = (path: string): SourceFile | undefined => sourceFiles.find((file) => file.path === path);

/** The loop that a reader should see for a kernel: the reference's. Its file bears its name, or holds it beside its counterpart. */
export const findKernel = (kernel: string): SourceFile | undefined =>
  findSource(`framework/kernels/reference/${kernel}.ts`) ??
  sourceFiles.find(
    ({ path, text }) => path.startsWith('framework/kernels/reference/') && text.includes(`export const ${kernel}:`),
  );
