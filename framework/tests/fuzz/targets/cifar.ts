import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadCifar10, loadCifar100 } from '../../../index.ts';
import { tarOf } from '../../tarOf.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';

const record = (label: number): Uint8Array => new Uint8Array(3073).fill(label, 0, 1).fill(9, 1);
const TEN = [...[1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin`), 'test_batch.bin'];

function archive(names: readonly string[], body: (place: number) => Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(tarOf(names.map((name, i) => ({ path: `cifar/${name}`, body: body(i) })))));
}

export const cifar: FuzzTarget = {
  name: 'cifar',
  seeds: () => [archive(TEN, record), archive(['train.bin', 'test.bin'], (i) => new Uint8Array(3074).fill(i))],
  vary: (g) =>
    archive(
      TEN.filter(() => g.uniform() < 0.98).map((name) => (g.uniform() < 0.02 ? `${name}x` : name)),
      () => record(pick([0, 9, 9, 9, 10, 255], g)).subarray(0, pick([3073, 3073, 3073, 3073, 3072, 0, 1], g)),
    ),
  async read(bytes) {
    const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-fuzz-'));
    try {
      const path = join(folder, 'cifar.tar.gz');
      writeFileSync(path, bytes);
      const failures = [];
      for (const load of [loadCifar10, loadCifar100]) {
        try {
          const { train } = await load(path);
          train.batch(Int32Array.of(0));
        } catch (error) {
          failures.push(error);
        }
      }
      for (const failure of failures) if (!(failure instanceof Error && 'hint' in failure)) throw failure;
      if (failures.length === 2) throw failures[0]; // neither the one set nor the other
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
