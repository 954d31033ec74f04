// The import rules of the whole repository as one pure function from sources to complaints: rooms in reading order, no
// cycles, one door (#framework), no packages inside the framework, no Math.random. Reads no file itself, so that
// layering.test.ts can try it on small made-up repositories as well as on the real one.

import { posix } from 'node:path';
import type { Room } from '../contents.ts';
import { factsOf, type Reference } from './sourceFacts.ts';

/** Files by path from the repository root, with forward slashes: `framework/ops/add.ts` → its text. */
export type Sources = ReadonlyMap<string, string>;

/** What this checker needs of a room: its folder and, in a large room, the folders inside it in reading order. */
export type PlacedRoom = Pick<Room, 'name' | 'parts'>;

interface Edge extends Reference {
  readonly from: string;
  /** Path from the repository root when the reference stays inside it; undefined for packages and node built-ins. */
  readonly to: string | undefined;
}

/**
 * Every breach of the import rules, one readable line each; empty when all is well.
 *
 * @param sources all source files below framework, site, exercises and lessons
 * @param rooms the framework's rooms in reading order
 */
export function complaintsAbout(sources: Sources, rooms: readonly PlacedRoom[]): string[] {
  const complaints: string[] = [];
  const edges: Edge[] = [];
  for (const [path, source] of sources) {
    try {
      const facts = factsOf(path, source);
      for (const line of facts.mathRandomLines) {
        complaints.push(`${path}:${line} uses Math.random: take numbers from a seeded Generator instead`);
      }
      for (const reference of facts.references) {
        edges.push({ ...reference, from: path, to: targetOf(path, reference.specifier) });
      }
    } catch (error) {
      complaints.push(`${path} cannot be parsed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const order = readingOrder(rooms.map(({ name }) => name));
  const parts = new Map(rooms.map(({ name, parts = [] }) => [name, parts]));
  for (const path of sources.keys()) complaints.push(...placeComplaints(path, order), ...partComplaints(path, parts));
  for (const edge of edges) complaints.push(...edgeComplaints(edge, order), ...partOrderComplaints(edge, parts));
  return [...complaints, ...cycleComplaints(edges)];
}

// contents.ts stands before every room, index.ts (the door) after all of them but cli, which uses the framework as a reader would.
function readingOrder(rooms: readonly string[]): string[] {
  const throughTheDoor = rooms.filter((room) => room === 'cli');
  return ['contents.ts', ...rooms.filter((room) => room !== 'cli'), 'index.ts', ...throughTheDoor];
}

function targetOf(from: string, specifier: string): string | undefined {
  const path = specifier.replace(/[?#].*$/, '');
  if (specifier.startsWith('#framework'))
    return specifier === '#framework' ? 'framework/index.ts' : specifier.slice(1).replace(/\?.*$/, '');
  if (path.startsWith('/')) return path.slice(1);
  if (path.startsWith('.')) return posix.join(posix.dirname(from), path);
  return undefined;
}

const isInFramework = (path: string): boolean => path.startsWith('framework/');
const isTest = (path: string): boolean => path.startsWith('framework/tests/') || path.endsWith('.test.ts');
const placeOf = (path: string): string => path.split('/')[1]!;

function placeComplaints(path: string, order: readonly string[]): string[] {
  if (!isInFramework(path) || isTest(path) || order.includes(placeOf(path))) return [];
  return [`${path} stands in no room of framework/contents.ts: move it into one, or add the room`];
}

/** Folder of a file inside its room: 'framework/ops/unary/exp.ts' → 'unary'; undefined for a file that stands in the room itself. */
const partOf = (path: string): string | undefined => path.split('/').slice(2, -1)[0];

// Only rooms that list their parts are checked: kernels/ has one folder a backend, which is no reading order.
function partComplaints(path: string, parts: ReadonlyMap<string, readonly string[]>): string[] {
  const listed = isInFramework(path) ? (parts.get(placeOf(path)) ?? []) : [];
  const part = partOf(path);
  if (listed.length === 0 || part === undefined || listed.includes(part)) return [];
  return [`${path} stands in no part of ${placeOf(path)} in framework/contents.ts: move it into one, or add the part`];
}

function partOrderComplaints(edge: Edge, parts: ReadonlyMap<string, readonly string[]>): string[] {
  const { from, to } = edge;
  if (to === undefined || !isInFramework(from) || isTest(from) || placeOf(from) !== placeOf(to)) return [];
  const listed = parts.get(placeOf(from)) ?? [];
  const [here, there] = [partOf(from), partOf(to)];
  if (here === undefined || there === undefined || listed.indexOf(there) <= listed.indexOf(here)) return [];
  return [say(edge, `${there} does not come before ${here} among the parts of ${placeOf(from)}`)];
}

function edgeComplaints(edge: Edge, order: readonly string[]): string[] {
  if (!isInFramework(edge.from)) return doorComplaints(edge);
  if (isTest(edge.from)) return [];
  if (edge.to === undefined) return packageComplaints(edge);
  if (!isInFramework(edge.to)) return [say(edge, 'the framework imports nothing outside itself')];
  if (isTest(edge.to)) return [say(edge, 'only tests import tests')];
  return roomComplaints(edge, edge.to, order);
}

/** Makes the SIMD backend's binaries, before anything runs: a tool of the build, and no part of the framework. */
const KERNEL_BUILD = 'framework/kernels/simd/assembly/build.mjs';

/**
 * Arithmetic on shapes and strides, which needs no tensor: pages that draw a walk through memory name these files, so that no page loads a
 * framework. A test keeps them as small as they are.
 */
export const SMALL_DOORS = [
  'framework/tensor/shape.ts',
  'framework/kernels/reference/walk.ts',
  'framework/kernels/reference/copy.ts',
  'framework/runs/quantise.ts', // numbers in few bits, for the figure that draws them
];

/** Hands the framework's files to a reader's program by their names: the lab opens a run as its own source, with what that imports. */
const OPEN_HOUSE = 'site/lab/frameworkParts.ts';

function doorComplaints(edge: Edge): string[] {
  const namesDeepPath = edge.specifier.startsWith('#framework/') || edge.kind === 'glob';
  if (edge.to === undefined || !isInFramework(edge.to) || edge.specifier === '#framework') return [];
  if (
    edge.from === OPEN_HOUSE ||
    (namesDeepPath && edge.raw) ||
    edge.to === KERNEL_BUILD ||
    SMALL_DOORS.includes(edge.to)
  )
    return [];
  return [
    say(
      edge,
      "outside the framework import from '#framework', or name a file's text or address: '#framework/…?raw', '…?url'",
    ),
  ];
}

// The one door to bytes, the SIMD backend's door to its own compiled kernels (its room stands before io), and its threads.
const USES_NODE: readonly string[] = [
  'framework/io/bytes.ts',
  'framework/io/rescue.ts', // looks for another folder when the one that was named is gone
  'framework/kernels/simd/load.ts',
  'framework/kernels/simd/threads.ts',
  'framework/kernels/simd/thread.worker.ts',
];

// What a picture file means is no part of deep learning, so that one command may ask a library. Nothing else may.
const PACKAGES_BY_FILE: Readonly<Record<string, readonly string[]>> = {
  'framework/cli/imageDecoder.ts': ['pngjs', 'jpeg-js'],
};

function packageComplaints(edge: Edge): string[] {
  const mayUseNode = USES_NODE.includes(edge.from) || edge.from.startsWith('framework/cli/');
  if (edge.specifier.startsWith('node:') && mayUseNode) return [];
  if (edge.specifier === 'webgpu' && edge.from === 'framework/cli/nodeGpu.ts') return []; // Node's GPU, optional
  if (PACKAGES_BY_FILE[edge.from]?.includes(edge.specifier)) return [];
  return [
    say(
      edge,
      'the framework imports no package (but cli/imageDecoder.ts its two decoders), and node: only in io/bytes.ts, kernels/simd/load.ts and cli/',
    ),
  ];
}

function roomComplaints(edge: Edge, to: string, order: readonly string[]): string[] {
  const [here, there] = [order.indexOf(placeOf(edge.from)), order.indexOf(placeOf(to))];
  if (there >= 0 && there <= here) return [];
  return [say(edge, `${placeOf(to)} does not come before ${placeOf(edge.from)} in framework/contents.ts`)];
}

function say(edge: Edge, rule: string): string {
  return `${edge.from}:${edge.line} imports ${edge.specifier}: ${rule}`;
}

// Depth first through the imports; a way back to a file still being walked is a cycle, named from that file round to itself.
function cycleComplaints(edges: readonly Edge[]): string[] {
  const imports = Map.groupBy(
    edges.filter((edge) => isInFramework(edge.from)),
    (edge) => edge.from,
  );
  const complaints: string[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const follow = (path: string): void => {
    const start = trail.indexOf(path);
    if (start >= 0) complaints.push(`cycle: ${[...trail.slice(start), path].join(' → ')}`);
    if (start >= 0 || finished.has(path)) return;
    trail.push(path);
    for (const edge of imports.get(path) ?? []) if (edge.to !== undefined && !edge.raw) follow(edge.to);
    trail.pop();
    finished.add(path);
  };
  for (const path of imports.keys()) follow(path);
  return complaints;
}
