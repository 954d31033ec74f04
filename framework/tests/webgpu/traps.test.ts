// The traps of GPUs in Node, and what only Node can show: starting, losing and stopping the device.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNodeGpu } from '../../cli/nodeGpu.ts';
import { shutdownWebgpu, startWebgpu, tensor, useBackend, webgpuStatus, zeros } from '../../index.ts';
import { running } from '../../kernels/webgpu/device.ts';
import { describeTraps } from './trapSuite.ts';

beforeAll(async () => {
  await startNodeGpu();
});
afterAll(shutdownWebgpu);

describeTraps();

describe('losing the device', () => {
  it('is told by every tensor on it, and a new one can be started', async () => {
    const x = tensor([1, 2], { device: 'webgpu' });
    running().gpu.destroy(); // as a driver does that crashed
    await running().gpu.lost;
    expect(() => x.add(1)).toThrow(/the GPU device is gone/);
    await expect(x.data()).rejects.toThrow(/the GPU device is gone.*\n.*checkpoint or keyframe/);
    expect(webgpuStatus().available).toBe(false);
    await startNodeGpu();
    expect(webgpuStatus()).toEqual({ available: true, reason: '' });
    expect([...(await tensor([1, 2], { device: 'webgpu' }).add(1).data())]).toEqual([2, 3]);
    expect(() => x.add(1)).toThrow(/the GPU device is gone/);
  });

  it('on purpose, by shutdownWebgpu, makes the CPU the default again', async () => {
    useBackend('webgpu');
    shutdownWebgpu();
    expect(zeros([1]).device).toBe('cpu');
    expect(() => useBackend('webgpu')).toThrow(/await startWebgpu\(\) first/);
    expect(webgpuStatus()).toEqual({ available: false, reason: 'it was shut down' });
    await startNodeGpu();
  });
});

describe('where there is no GPU', () => {
  const without = async (gpu: unknown): Promise<string> => {
    shutdownWebgpu();
    const message = await startWebgpu({ gpu: gpu as GPU }).then(
      () => 'started',
      (error: Error) => error.message,
    );
    return `${message} | ${webgpuStatus().reason}`;
  };

  it('the error and the status say why', async () => {
    expect(await without({ requestAdapter: async () => null })).toMatch(
      /finds no graphics adapter.*\n.*\| WebGPU is here, but/,
    );
    expect(await without(undefined)).toMatch(/there is no navigator\.gpu here.*\n.*\|/);
    await startNodeGpu();
  });
});

describe('a process of its own', () => {
  const run = (script: string, env: Record<string, string> = {}) => {
    const source = `
      import { startNodeGpu } from './framework/cli/nodeGpu.ts';
      import { shutdownWebgpu, tensor } from './framework/index.ts';
      ${script}`;
    const root = fileURLToPath(new URL('../../../', import.meta.url));
    const args = ['--expose-gc', '--input-type=module-typescript', '--eval', source];
    return spawnSync(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      timeout: 60_000,
    });
  };

  it('computes, survives garbage collection, and ends by itself after shutdown', () => {
    const { status, stdout } = run(`
      await startNodeGpu();
      for (let i = 0; i < 3; i++) { globalThis.gc(); await new Promise((r) => setTimeout(r, 10)); }
      console.log(await tensor([1, 2], { device: 'webgpu' }).sum().item());
      shutdownWebgpu();`);
    expect([status, stdout.trim()]).toEqual([0, '3']);
  }, 90_000);

  it('without a driver it is told what to install', () => {
    const { status, stderr } = run('await startNodeGpu();', { VK_ICD_FILENAMES: '/nowhere.json' });
    expect(status).not.toBe(0);
    expect(stderr).toContain('apt-get install libvulkan1 chromium');
  }, 90_000);
});
