// PyTorch's names for methods, called as a reader without types would: accepted where they mean the same, else answered with what to write.
import { describe, expect, it } from 'vitest';
import * as cg from '../index.ts';
import { spellings } from '../tensor/otherSpellings.ts';

type Anything = Record<string, unknown> & Record<string, (...args: unknown[]) => unknown>;

class Net extends cg.Module {
  readonly linear = new cg.Linear(2, 1, { generator: new cg.Generator(1) });
}

const made = {
  Tensor: () =>
    cg.tensor([
      [1, 2],
      [3, 4],
    ]),
  Module: () => new Net(),
  Optimizer: () => new cg.SGD(new Net().parameters(), { lr: 0.1 }),
  Scheduler: () => new cg.StepLR(new cg.SGD(new Net().parameters(), { lr: 0.1 }), { stepSize: 2 }),
};
const kinds = Object.keys(made) as (keyof typeof made)[];
const instance = (kind: keyof typeof made): Anything => made[kind]() as unknown as Anything;
const shown: Readonly<Record<string, string>> = {
  Tensor: 'Tensor',
  Module: 'Net',
  Optimizer: 'SGD',
  Scheduler: 'StepLR',
};

const refused = kinds.flatMap((kind) => [
  ...Object.entries(spellings[kind].methods).map(([name, hint]) => ({ kind, what: 'method', name, hint })),
  ...Object.entries(spellings[kind].unknownFields).map(([name, hint]) => ({ kind, what: 'field', name, hint })),
]);

/** The error of a call. */
function refusal(run: () => unknown): cg.ChalkgradError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(cg.ChalkgradError);
    return error as cg.ChalkgradError;
  }
  throw new Error('nothing was thrown');
}

describe("PyTorch's spellings", () => {
  it.each(refused)('$kind.$name is told what to write', ({ kind, what, name, hint }) => {
    const x = instance(kind);
    const error = refusal(() => (what === 'method' ? x[name]!(2, 3) : x[name]));
    expect(error.message).toContain(`${shown[kind]} has no ${what} ${name}\n`);
    expect(error.hint).toBe(`write ${hint}.`);
  });

  it('every hint names what exists', () => {
    const owners: Readonly<Record<string, Anything>> = {
      x: instance('Tensor'),
      y: instance('Tensor'),
      mask: instance('Tensor'),
      p: instance('Tensor'),
      model: instance('Module'),
      optimizer: instance('Optimizer'),
      scheduler: instance('Scheduler'),
    };
    const all: Readonly<Record<string, unknown>> = cg;
    let seen = 0;
    for (const { kind, name, hint } of refused) {
      for (const [, owner, member] of hint.matchAll(/\b(x|y|mask|p|model|optimizer|scheduler)\.(\w+)/g)) {
        expect(member! in owners[owner!]!, `${kind}.${name}: ${owner}.${member}`).toBe(true);
        expect(Object.keys({ ...spellings[kind].methods, ...spellings[kind].unknownFields })).not.toContain(member);
        seen++;
      }
      for (const [, called] of hint.matchAll(/(?<![.\w])(\w+)\(/g)) {
        if (called !== 'for') expect(all[called!], `${kind}.${name}: ${called}`).toBeTypeOf('function');
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(60);
  });

  it('hides nothing that exists', () => {
    for (const kind of kinds) {
      const { accepted, asFields, fields, unknownFields, methods } = spellings[kind];
      const x = instance(kind);
      for (const name of Object.keys({ ...accepted, ...asFields, ...fields, ...unknownFields, ...methods })) {
        expect(Object.getOwnPropertyNames(Object.getPrototypeOf(x)), `${kind}.${name}`).not.toContain(name);
      }
      for (const own of Object.values({ ...accepted, ...asFields, ...fields }))
        expect(own in x, `${kind}: ${own}`).toBe(true);
    }
  });

  it('accepts what means the same', () => {
    const x = instance('Tensor');
    const same: readonly (readonly [name: string, ours: string, ...args: unknown[]])[] = [
      ['absolute', 'abs'],
      ['amax', 'max', 1],
      ['amin', 'min', 0],
      ['bmm', 'matmul', made.Tensor()],
      ['clip', 'clamp', 2, 3],
      ['divide', 'div', 2],
      ['greater', 'gt', 2],
      ['greater_equal', 'ge', 2],
      ['less', 'lt', 2],
      ['less_equal', 'le', 2],
      ['mm', 'matmul', made.Tensor()],
      ['multiply', 'mul', 2],
      ['mv', 'matmul', cg.tensor([1, 2])],
      ['negative', 'neg'],
      ['not_equal', 'ne', 2],
      ['subtract', 'sub', 2],
      ['swapaxes', 'transpose', 0, 1],
      ['swapdims', 'transpose', 0, 1],
      ['true_divide', 'div', 2],
      ['var', 'variance', 0],
      ['log_softmax', 'logSoftmax', 1],
      ['index_select', 'indexSelect', 1, cg.tensor([1], { dtype: 'int32' })],
      ['logical_not', 'logicalNot'],
    ];
    for (const [name, ours, ...args] of same) {
      const [a, b] = [x[name]!(...args), x[ours]!(...args)] as [cg.Tensor, cg.Tensor];
      expect([a.shape, a.toArray()], name).toEqual([b.shape, b.toArray()]);
    }
    expect(Object.keys(spellings.Tensor.accepted).filter((name) => !same.some(([tried]) => tried === name))).toEqual(
      [],
    );
    const tensor = x as Record<string, unknown>;
    expect([x['numel']!(), x['nelement']!(), x['dim']!(), x['ndimension']!(), x['is_contiguous']!()]).toEqual([
      4,
      4,
      2,
      2,
      true,
    ]);
    expect([tensor['ndim'], tensor['is_leaf'], tensor['requires_grad']]).toEqual([2, true, false]);
    tensor['requires_grad'] = true;
    expect((x as unknown as cg.Tensor).requiresGrad).toBe(true);
  });

  it('of modules, optimizers and schedules', () => {
    const model = new Net();
    const bare = model as unknown as Anything;
    expect(Object.keys(bare['state_dict']!() as object)).toEqual(['linear.weight', 'linear.bias']);
    bare['load_state_dict']!({ 'linear.weight': cg.zeros([1, 2]), 'linear.bias': cg.zeros([1]) });
    expect(model.linear.weight.toArray()).toEqual([[0, 0]]);
    const optimizer = new cg.SGD(model.parameters(), { lr: 0.1 });
    for (const who of [bare, optimizer as unknown as Anything]) {
      model.linear
        .forward(cg.ones([1, 2]))
        .sum()
        .backward();
      expect(model.linear.weight.grad).not.toBeNull();
      who['zero_grad']!();
      expect(model.linear.weight.grad).toBeNull();
    }
    expect(instance('Scheduler')['get_last_lr']!()).toEqual([0.1]);
  });

  it('is not seen by whoever lists, and a reader’s class may use the names', () => {
    const x = made.Tensor();
    expect(Object.getOwnPropertyNames(cg.Tensor.prototype)).not.toContain('view');
    const listed: string[] = [];
    for (const name in x) listed.push(name);
    expect(listed).not.toContain('view');
    expect(new cg.Parameter(x)).toBeInstanceOf(cg.Tensor);
    class Mine extends cg.Module {
      children: cg.Module[];
      constructor() {
        super();
        this.children = [new cg.Linear(1, 1)];
      }
      half(): number {
        return 0.5;
      }
    }
    expect(new Mine().half()).toBe(0.5);
    expect([...new Mine().parameters()]).toHaveLength(2);
    const untyped = new Net() as unknown as Record<string, unknown>;
    untyped['float'] = 3; // an assigned field, too
    expect(untyped['float']).toBe(3);
  });
});
