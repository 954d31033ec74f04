/**
 * The part of a room that a file stands in: rooms with many files have folders inside, listed in framework/contents.ts, and what stands
 * together there stands together in the reference.
 */
import { rooms } from '#framework';

/**
 * @returns null for a file in the room itself, and in a room that lists no parts
 * @example partOf('framework/ops/unary/exp.ts') // 'unary'
 */
export function partOf(path: string): string | null {
  const [, room, folder] = path.split('/').slice(0, -1);
  const parts = rooms.find(({ name }) => name === room)?.parts ?? [];
  return parts.find((part) => part === folder) ?? null;
}
