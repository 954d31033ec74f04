// The flag of a memory import: found wherever the section stands, set once, and nothing else touched.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withSharedMemory } from './sharedImport.ts';

const HEADER = [0, 97, 115, 109, 1, 0, 0, 0];
const NAMES = [3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121]; // "env", "memory"
const imports = (...entries: number[]): number[] => [2, entries.length, ...entries];
/** A custom section of 200 bytes: its length takes two. */
const CUSTOM = [0, 200, 1, 1, 120, ...new Array<number>(198).fill(7)];
const MODULE = [...HEADER, ...CUSTOM, ...imports(1, ...NAMES, 2, 1, 1, 128, 128, 4)];

it.each(['strict', 'relaxed'])('turns the %s kernels into ones over a shared memory', (build) => {
  const binary = new Uint8Array(readFileSync(new URL(`./build/${build}.wasm`, import.meta.url)));
  const shared = withSharedMemory(binary);
  const changed = [...binary.keys()].filter((i) => binary[i] !== shared[i]);
  expect(changed).toHaveLength(1);
  const module = new WebAssembly.Module(shared);
  const memory = (isShared: boolean): WebAssembly.Memory =>
    new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: isShared });
  expect(() => new WebAssembly.Instance(module, { env: { memory: memory(true) } })).not.toThrow();
  expect(() => new WebAssembly.Instance(module, { env: { memory: memory(false) } })).toThrow(/shared/);
});

it('skips other sections, whatever their length', () => {
  const shared = withSharedMemory(new Uint8Array(MODULE));
  expect([...shared]).toEqual(MODULE.map((byte, i) => (i === MODULE.length - 5 ? 3 : byte)));
  expect(new WebAssembly.Module(shared)).toBeInstanceOf(WebAssembly.Module);
});

it.each([
  ['a shared memory', [...HEADER, ...imports(1, ...NAMES, 2, 3, 1, 2)], /shared already/],
  ['a memory without a maximum', [...HEADER, ...imports(1, ...NAMES, 2, 0, 1)], /no maximum/],
  ['a function', [...HEADER, ...imports(1, ...NAMES, 0, 0)], /no memory/],
  ['two imports', [...HEADER, ...imports(2, ...NAMES, 2, 1, 1, 2, ...NAMES, 2, 1, 1, 2)], /more than a memory/],
  ['no import', HEADER, /import nothing/],
  ['a broken end', [...HEADER, 2], /end too early/],
])('refuses %s', (_what, binary, reason) => {
  expect(() => withSharedMemory(new Uint8Array(binary))).toThrow(reason);
});
