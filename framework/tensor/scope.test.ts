import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type Allocator,
  type DataBuffer,
  keep,
  Linear,
  listen,
  memory,
  noGrad,
  ones,
  openScope,
  randn,
  resetPeakMemory,
  SGD,
  scope,
  setAllocator,
  setPoison,
  type Tensor,
  tensor,
  useBackend,
  zeros,
} from '../index.ts';
import { capacityOf } from './pool.ts';
import { tensorFrom } from './Tensor.ts';

beforeAll(() => useBackend('reference')); // memory of the pool, not of an engine's own
afterEach(() => setPoison(false));

/** How many tensors a computation leaves alive. */
function left(run: () => unknown): number {
  const before = memory().tensors;
  run();
  return memory().tensors - before;
}

describe('scope', () => {
  it('releases what was made inside, and leaves what was made outside', () => {
    const outside = tensor([1, 2]);
    let inside = outside;
    expect(
      left(() =>
        scope(() => {
          inside = outside.mul(2).add(1);
        }),
      ),
    ).toBe(0);
    expect([...outside.dataSync()]).toEqual([1, 2]);
    expect(() => inside.dataSync()).toThrow(/'add' made it in a scope that is closed/);
    expect(() => inside.neg()).toThrow(/return it from the scope .* or keep\(t\) it there/);
  });

  it('lets live what is returned: alone, in arrays, objects and maps, and what a returned view shows', () => {
    const results = scope(() => ({
      list: [tensor([1, 2]).mul(2)],
      map: new Map([['a', tensor([3]).add(1)]]),
      view: tensor([[1, 2], [3, 4]]).neg().transpose().select(0, 1),
    })); // biome-ignore format: one matrix
    expect([...results.list[0]!.dataSync()]).toEqual([2, 4]);
    expect([...results.map.get('a')!.dataSync()]).toEqual([4]);
    expect([...results.view.dataSync()]).toEqual([-2, -4]);
  });

  it('hands what an inner scope returns to the outer one', () => {
    let inner: Tensor | null = null;
    const sum = scope(() => {
      inner = scope(() => ones([4]).mul(3));
      return inner.sum();
    });
    expect(sum.itemSync()).toBe(12);
    expect(() => inner!.dataSync()).toThrow(/released/);
  });

  it('does the same for a block with using, and when it is closed by hand', () => {
    let kept: Tensor;
    let lost: Tensor;
    {
      using _ = openScope();
      kept = keep(tensor([1]).add(1));
      lost = kept.mul(2);
    }
    expect(kept.itemSync()).toBe(2);
    expect(() => lost.itemSync()).toThrow(/'mul' made it/);
    const opened = openScope();
    const other = ones([2]).neg();
    opened.close();
    opened.close();
    expect(() => other.dataSync()).toThrow(/released/);
  });

  it('waits for an asynchronous function', async () => {
    const before = memory().tensors;
    const value = await scope(async () => {
      const x = ones([3]).mul(2);
      await Promise.resolve();
      return (await x.add(1).sum().item()) + x.dataSync()[0]!;
    });
    expect(value).toBe(11);
    expect(memory().tensors).toBe(before);
  });

  it('closes when the function throws, also later', async () => {
    const before = memory().tensors;
    const fail = (): never => {
      ones([2]).neg();
      throw new Error('stop');
    };
    expect(() => scope(fail)).toThrow('stop');
    await expect(scope(async () => fail())).rejects.toThrow('stop');
    expect(memory().tensors).toBe(before);
    expect(left(() => zeros([2]).neg())).toBe(0); // outside of scopes again
  });

  it('refuses two asynchronous scopes that overlap', async () => {
    const gates: (() => void)[] = [];
    const gate = (): Promise<void> =>
      new Promise((resolve) => {
        gates.push(resolve);
      });
    const [first, second] = [scope(gate), scope(gate)];
    gates[0]!();
    await expect(first).rejects.toThrow(/closed while another one inside it was open/);
    gates[1]!();
    await second;
    expect(() => scope(() => 1)).not.toThrow();
  });
});

describe('a gradient', () => {
  it('lives on in its parameter, and its buffer is used again by a later scope', () => {
    const w = ones([300]).requiresGrad_();
    const step = (): void => {
      w.grad = null;
      w.mul(2).sum().backward();
    };
    for (let i = 0; i < 2; i++) scope(step); // the second still has the first gradient
    expect(w.grad!.dataSync()[0]).toBe(2);
    const after = memory();
    for (let i = 0; i < 5; i++) scope(step);
    expect(w.grad!.dataSync()[0]).toBe(2);
    expect(memory().tensors).toBe(after.tensors);
    expect(memory().bytes + memory().poolBytes).toBe(after.bytes + after.poolBytes);
  });

  it('that two parameters share lives until both let go', () => {
    const [a, b] = [ones([3]).requiresGrad_(), ones([3]).requiresGrad_()];
    scope(() => a.add(b).sum().backward());
    scope(() => {
      a.grad = null;
    });
    expect([...b.grad!.dataSync()]).toEqual([1, 1, 1]);
  });

  it('that two operands share on its way is not overwritten when one of them gets more', () => {
    const [x, y] = [ones([2]).requiresGrad_(), ones([2]).requiresGrad_()];
    scope(() => {
      const [a, b] = [x.mul(1), y.mul(1)];
      const more = a.mul(3).mul(1);
      const both = a.add(b).mul(2); // sends one gradient to both
      both.sum().add(more.sum()).backward();
    });
    expect([...x.grad!.dataSync()]).toEqual([5, 5]);
    expect([...y.grad!.dataSync()]).toEqual([2, 2]);
  });

  it('adds up over scopes', () => {
    const w = ones([2]).requiresGrad_();
    for (let i = 0; i < 3; i++) scope(() => w.mul(2).sum().backward());
    expect([...w.grad!.dataSync()]).toEqual([6, 6]);
  });

  it('replaced by hand lives as the one before it', () => {
    const w = ones([2]).requiresGrad_();
    scope(() => {
      w.mul(2).sum().backward();
      w.grad = w.grad!.mul(0.5);
    });
    expect([...w.grad!.dataSync()]).toEqual([1, 1]);
  });

  it('that was given to backward from outside stays what it was', () => {
    const [w, upstream] = [ones([2]).requiresGrad_(), tensor([3, 4])];
    scope(() => w.mul(2).backward({ gradient: upstream }));
    scope(() => w.backward({ gradient: upstream }));
    expect([...upstream.dataSync()]).toEqual([3, 4]);
    expect([...w.grad!.dataSync()]).toEqual([9, 12]);
  });

  it('of a tensor that is returned comes with it', () => {
    const leaf = scope(() => {
      const x = ones([2]).requiresGrad_();
      x.mul(3).sum().backward();
      return x;
    });
    expect([...leaf.grad!.dataSync()]).toEqual([3, 3]);
  });

  it('that a hook looked at can be read until the scope ends', () => {
    const x = ones([2]).requiresGrad_();
    scope(() => {
      const hidden = x.mul(2);
      let seen: Tensor | null = null;
      hidden.registerHook((gradient) => {
        seen = gradient;
        return undefined;
      });
      hidden.mul(5).sum().backward();
      expect([...seen!.dataSync()]).toEqual([5, 5]);
    });
  });
});

describe('what a returned tensor brings along', () => {
  it('is all that its backward needs', () => {
    setPoison(true);
    const w = tensor([0.5, -1]).requiresGrad_();
    const loss = scope(() =>
      w
        .exp()
        .mul(tensor([2, 3]))
        .tanh()
        .sum(),
    );
    scope(() => randn([2]).mul(2)); // would use the buffers, had they been given back
    loss.backward();
    const expected = tensor([0.5, -1]).requiresGrad_();
    expected
      .exp()
      .mul(tensor([2, 3]))
      .tanh()
      .sum()
      .backward();
    expect(w.grad!.toArray()).toEqual(expected.grad!.toArray());
  });

  it('is nothing more once backward has run', () => {
    const w = ones([100]).requiresGrad_();
    const result: { loss: Tensor | null } = { loss: null };
    const count = left(() => {
      result.loss = scope(() => {
        const loss = w.exp().mul(2).sum();
        loss.backward();
        return loss;
      });
    });
    expect(count).toBe(2); // the loss and the gradient
    expect(result.loss!.itemSync()).toBeCloseTo(200 * Math.E, 3);
  });
});

describe('what outlives every scope', () => {
  it('is a model built inside, and the state of its optimizer', () => {
    let model!: Linear;
    let rule!: SGD;
    scope(() => {
      model = new Linear(2, 1);
      rule = new SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
      model
        .forward(ones([1, 2]))
        .sum()
        .backward();
      rule.step();
    });
    expect(model.weight.dataSync()).toHaveLength(2);
    expect(rule.stateDict().tensors['0.velocity']!.dataSync()).toHaveLength(2);
    scope(() => rule.step());
  });

  it('is memory that you gave yourself', () => {
    const mine = Float32Array.of(1, 2, 3);
    const wrapped = scope(() => {
      const x = tensorFrom(mine, [3], 'float32');
      return () => x;
    });
    expect([...wrapped().dataSync()]).toEqual([1, 2, 3]);
  });
});

describe('memory', () => {
  it('counts tensors, bytes and the peak, and finds the pool full afterwards', () => {
    resetPeakMemory();
    const before = memory();
    scope(() => {
      const x = ones([1000]);
      expect(memory().tensors).toBe(before.tensors + 1);
      expect(memory().bytes).toBe(before.bytes + 4000);
      noGrad(() => x.neg().neg());
      expect(memory().bytes).toBe(before.bytes + 12_000);
    });
    expect(memory().bytes).toBe(before.bytes);
    expect(memory().peakBytes).toBe(before.bytes + 12_000);
    expect(memory().poolBytes).toBeGreaterThanOrEqual(12_000);
  });

  it('is given back during backward while the gradients walk through a long chain', () => {
    const x = ones([1000]).requiresGrad_();
    const DEPTH = 50;
    resetPeakMemory();
    const before = memory().bytes;
    scope(() => {
      let y = x;
      for (let i = 0; i < DEPTH; i++) y = y.tanh();
      const loss = y.sum();
      const forward = memory().bytes - before;
      expect(forward).toBe(4000 * DEPTH + 4);
      loss.backward();
      expect(memory().peakBytes - before - forward).toBeLessThan(4000 * 8); // not 50 gradients and their parts
    });
  });

  it('rounds sizes up to four classes a doubling', () => {
    expect([1, 7, 8, 9, 11, 16, 17, 1000, 1025, 4097].map(capacityOf)).toEqual([
      1, 7, 8, 10, 12, 16, 20, 1024, 1280, 5120,
    ]);
    for (let n = 1; n < 5000; n++) {
      expect(capacityOf(n)).toBeGreaterThanOrEqual(n);
      expect(capacityOf(n)).toBeLessThanOrEqual(n * 1.25);
      expect(capacityOf(capacityOf(n))).toBe(capacityOf(n));
    }
  });

  it('comes from the allocator that was set while it has room', () => {
    const lent: DataBuffer[] = [];
    const back: DataBuffer[] = [];
    const small: Allocator = {
      allocate: (_dtype, n) => {
        if (n > 10) return null;
        lent.push(new Float32Array(n));
        return lent.at(-1)!;
      },
      free: (buffer) => {
        back.push(buffer);
      },
      bytesInUse: () => 0,
    };
    setAllocator(small);
    try {
      scope(() => {
        expect(lent).toContain(zeros([4]).buffer);
        expect(lent).not.toContain(zeros([40]).buffer);
      });
    } finally {
      setAllocator(null);
    }
    expect(back).toEqual(lent);
    expect(lent).not.toContain(zeros([4]).buffer);
  });
});

describe('someone who listens', () => {
  it('reads the gradients of a step in a scope as without one', () => {
    const record = (wrap: (run: () => void) => void): unknown[] => {
      const seen: unknown[] = [];
      const stop = listen((event) => {
        if (event.type === 'op.bwd')
          seen.push(
            [...event.gradOutput.read()],
            event.gradInputs.map((g) => g && [...g.read()]),
          );
      });
      const w = tensor([1, 2]).requiresGrad_();
      wrap(() => w.exp().add(w).mul(w).sum().backward());
      stop();
      return seen;
    };
    setPoison(true);
    expect(record(scope)).toEqual(record((run) => run()));
  });
});
