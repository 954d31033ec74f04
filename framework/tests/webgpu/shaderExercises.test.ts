// The WGSL exercises on a card (in software, where there is none): what the emulator says of their solutions must be what the card does,
// also with every loop counted. A difference would be ours.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRACTICE_SEED } from '../../../exercises/grader/grading.ts';
import { exerciseSlugs, loadExercise, readFolder } from '../../../exercises/grader/loadExercise.ts';
import { deviceBuffers } from '../../../exercises/grader/wgsl/deviceBuffers.ts';
import { DeviceRefusal, runOnDevice } from '../../../exercises/grader/wgsl/onDevice.ts';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { running, shutdownWebgpu } from '../../kernels/webgpu/device.ts';

type Buffers = Readonly<Record<string, readonly number[]>>;

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

const shaders = (
  await Promise.all(exerciseSlugs().map(async (slug) => ({ slug, exercise: await loadExercise(slug) })))
).filter(({ exercise }) => exercise.kind === 'wgsl');

describe('the solutions of the WGSL exercises, on a card', () => {
  it('finds them', () => expect(shaders.length).toBeGreaterThanOrEqual(3));

  it.each(shaders.map(({ slug, exercise }) => [slug, exercise] as const))(
    '%s gives what the emulator gives, in every case of practice',
    async (slug, exercise) => {
      const { solution } = await readFolder(slug);
      const shader = solution['shader'] as string;
      for (const one of exercise.cases(PRACTICE_SEED)) {
        const [workgroups, buffers] = one.args as unknown as [readonly number[], Buffers];
        const { words } = await runOnDevice(running().gpu, shader, workgroups, deviceBuffers(shader, buffers));
        const expected = exercise.expected(one) as unknown as Readonly<Record<string, readonly number[]>>;
        for (const [i, name] of Object.keys(buffers).entries()) {
          if (words[i] === null || expected[name] === undefined) continue;
          const got = [...new Float32Array(words[i]!)];
          expect(got.length).toBe(expected[name].length);
          for (const [k, value] of expected[name].entries())
            expect(Math.abs(got[k]! - value), `${one.id}, ${name}[${k}]: ${got[k]}, not ${value}`).toBeLessThanOrEqual(
              2e-4 * Math.max(1, Math.abs(value)),
            );
        }
      }
    },
  );
});

describe('what a card refuses, the emulator names', () => {
  const wrongOf = (slug: string, id: string): string =>
    shaders.find((one) => one.slug === slug)!.exercise.wrong[id]!['shader'] as string;

  it.each([
    ['wgsl-sum', 'barrier-in-divergent-branch'],
    ['wgsl-matmul-tiled', 'returns-early'],
  ])('%s, %s', async (slug, id) => {
    const shader = wrongOf(slug, id);
    const { exercise } = shaders.find((one) => one.slug === slug)!;
    const [workgroups, buffers] = exercise.cases(PRACTICE_SEED)[0]!.args as unknown as [readonly number[], Buffers];
    await expect(runOnDevice(running().gpu, shader, workgroups, deviceBuffers(shader, buffers))).rejects.toThrow(
      DeviceRefusal,
    );
    await expect(runOnDevice(running().gpu, shader, workgroups, deviceBuffers(shader, buffers))).rejects.toThrow(
      /uniform control flow/,
    );
  });

  it('a loop that does not end is left, and told', async () => {
    const shader = `@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(1) fn main() { var k = 0u; while (y[0] < 1.0) { k += 1u; } y[1] = f32(k); }`;
    const run = runOnDevice(running().gpu, shader, [1], deviceBuffers(shader, { y: [0, 0] }));
    await expect(run).rejects.toMatchObject({ reason: 'endless' });
  });
});
