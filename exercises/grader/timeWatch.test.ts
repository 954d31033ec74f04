/** A clock that a busy machine does not turn faster. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { starvedMs, usedMs } from './processTree.ts';
import { idleOf, waitedFor, watchTime } from './timeWatch.ts';

describe('the clock of a child', () => {
  afterEach(() => void vi.useRealTimers());

  /** When it rings, in milliseconds, for a child that has waited so long by then. */
  function rings(waited: (now: number) => number): number {
    vi.useFakeTimers();
    const began = performance.now();
    let rang = Number.POSITIVE_INFINITY;
    const elapsed = (): number => performance.now() - began;
    watchTime(
      1000,
      () => waited(elapsed()),
      () => (rang = elapsed()),
    );
    vi.advanceTimersByTime(10_000);
    return rang;
  }

  it('rings at the limit where the child ran all the while', () => {
    expect(rings(() => 0)).toBe(1000);
  });

  it('gives back what the child waited for a processor, and no more than that', () => {
    expect(rings(() => 300)).toBe(1300);
    // Of every second it ran for half of one.
    expect(rings((now) => now / 2)).toBeCloseTo(2000, -2);
  });

  it('loses its patience, however little of the processor there was', () => {
    expect(rings((now) => now)).toBe(4000);
    expect(rings(() => 1e9)).toBe(4000);
  });

  it('counts nothing of the time in which a process slept', async () => {
    if (process.platform !== 'linux') return;
    const sleeper = spawn('sleep', ['5'], { stdio: 'ignore' });
    try {
      const idle = idleOf(sleeper.pid);
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(idle()).toBeGreaterThan(300);
    } finally {
      sleeper.kill('SIGKILL');
    }
  });

  it('is silent once it was stopped', () => {
    vi.useFakeTimers();
    const tooLong = vi.fn();
    watchTime(1000, () => 0, tooLong)();
    vi.advanceTimersByTime(10_000);
    expect(tooLong).not.toHaveBeenCalled();
  });

  it.skipIf(process.platform !== 'linux')(
    'hears from Linux how long a process of several waited for one processor',
    async () => {
      const loops = Array.from({ length: 2 * availableParallelism() }, () =>
        spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
      );
      try {
        const waits = loops.map(({ pid }) => waitedFor(pid));
        const began = performance.now();
        await new Promise((resolve) => setTimeout(resolve, 1500));
        const elapsed = performance.now() - began;
        // Two of them want each processor: together they ran for at most as long as there are processors, and waited for the rest.
        const waited = waits.reduce((sum, one) => sum + one(), 0);
        expect(waited).toBeGreaterThan(0.5 * elapsed * availableParallelism());
        expect(starvedMs(process.pid)).toBeGreaterThan(0);
        // What computes was not idle; this process was, for it slept.
        const used = loops.reduce((sum, { pid }) => sum + usedMs(pid!), 0);
        expect(used).toBeGreaterThan(0);
        expect(used).toBeLessThan(1.2 * (performance.now() - began + 1000) * availableParallelism());
      } finally {
        for (const loop of loops) loop.kill('SIGKILL');
      }
    },
  );
});
