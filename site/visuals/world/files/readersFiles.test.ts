import { describe, expect, it, vi } from 'vitest';
import { readSafetensors } from '../../../../exercises/read-safetensors/solution.ts';
import { writeSafetensors } from '../../../../exercises/write-safetensors/solution.ts';
import { firstApart, isReadBack, writtenByReader } from './readersFiles.ts';
import { fileOf } from './stateFile.ts';

type Answered = { kind: 'value'; value: unknown } | { kind: 'failure'; message: string };
let answer: (slug: string, args: readonly never[]) => Answered | null;
vi.mock('../../../workbench/askAccepted.ts', () => ({
  askAccepted: async (slug: string, [args]: [never[]]) => {
    const one = answer(slug, args);
    return one === null ? null : [one];
  },
  // The driver is run as the sandbox would: with what the reader's file exports.
  driveAccepted: async (slug: string, driver: string, [args]: [never[]]) => {
    const made = answer(slug, args);
    if (made?.kind !== 'value') return { answers: made === null ? [] : [made] };
    const drive = new Function(`${driver.replace('export function', 'return function')}`)();
    return { answers: [{ kind: 'value', value: drive({ writeSafetensors: () => made.value }, ...args) }] };
  },
}));

const named = [
  { name: 'linear.weight', shape: [2, 3], values: Float32Array.of(1, -2, 0.5, 3, 4, -0.25) },
  { name: 'linear.bias', shape: [2], values: Float32Array.of(0.1, 7) },
];
const value = (made: unknown): Answered => ({ kind: 'value', value: made });

describe('files of the reader’s own answers', () => {
  it('are ours, byte for byte, from a right writer; and a right reader finds every number', async () => {
    answer = (slug, args) =>
      value(slug === 'write-safetensors' ? writeSafetensors(args[0]!) : readSafetensors(args[0]!));
    const file = await writtenByReader(named);
    expect(firstApart(file, fileOf(named).bytes)).toBeNull();
    expect(await isReadBack(file, named)).toBe(true);
    expect(await isReadBack(file, [{ ...named[0]!, shape: [3, 2] }])).toBe(false);
    expect(await isReadBack(file, [{ ...named[1]!, values: Float32Array.of(0.1, 8) }])).toBe(false);
    expect(await isReadBack(file, [{ ...named[1]!, name: 'bias' }])).toBe(false);
  });

  it('are refused with what the answer said, or what it gave', async () => {
    answer = () => ({ kind: 'failure', message: 'no room' });
    await expect(writtenByReader(named)).rejects.toThrow('no room');
    answer = () => value([1, 2]);
    await expect(writtenByReader(named)).rejects.toThrow('no Uint8Array');
    answer = () => null;
    await expect(writtenByReader(named)).rejects.toThrow('write-safetensors');
  });

  it('say where they part', () => {
    expect(firstApart(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 9, 3))).toBe(1);
    expect(firstApart(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 3))).toBe(2);
    expect(firstApart(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2))).toBe(2);
  });
});
