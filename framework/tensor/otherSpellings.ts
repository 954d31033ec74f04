/**
 * What PyTorch calls otherwise. Code in a browser's editor has no types, so `x.view(2, 3)` would end in the engine's "is not a function":
 * here it is either accepted, where it means exactly the same, or answered with what to write. All of it stands on an object behind the
 * class's prototype: a method that exists is found before it, TypeScript and whoever lists methods do not see it.
 *
 * `x.size()` cannot be answered: `x.size` is a number, and calling a number is the engine's own error.
 */
import { ChalkgradError } from './errors.ts';

interface Spellings {
  /** Names of methods that are another name here, with the same arguments. snake_case of every method comes by itself. */
  readonly accepted: Readonly<Record<string, string>>;
  /** Methods without arguments that are a field here. */
  readonly asFields: Readonly<Record<string, string>>;
  /** Fields that have another name here. */
  readonly fields: Readonly<Record<string, string>>;
  /** Other fields, and what to write. */
  readonly unknownFields: Readonly<Record<string, string>>;
  /** Methods, and what to write. */
  readonly methods: Readonly<Record<string, string>>;
}

const inPlace = (op: string): string =>
  `x.${op}(…) makes a new tensor; to change x itself: noGrad(() => x.copyFrom_(x.${op}(…)))`;
const onlyWebgpu = "model.to('webgpu') after await startWebgpu()";
const oneType = "x.to('float32') for what goes in: layers are float32";

export const spellings = {
  Tensor: {
    accepted: {
      absolute: 'abs',
      amax: 'max',
      amin: 'min',
      bmm: 'matmul',
      clip: 'clamp',
      divide: 'div',
      greater: 'gt',
      greater_equal: 'ge',
      less: 'lt',
      less_equal: 'le',
      mm: 'matmul',
      multiply: 'mul',
      mv: 'matmul',
      negative: 'neg',
      not_equal: 'ne',
      subtract: 'sub',
      swapaxes: 'transpose',
      swapdims: 'transpose',
      true_divide: 'div',
      var: 'variance',
    },
    asFields: { dim: 'rank', is_contiguous: 'isContiguous', ndimension: 'rank', nelement: 'size', numel: 'size' },
    fields: { is_leaf: 'isLeaf', ndim: 'rank', requires_grad: 'requiresGrad' },
    unknownFields: {
      T: 'x.transpose()',
      mT: 'x.transpose()',
      grad_fn: 'x.history, the record of the op that made it; its name is x.history.op',
      is_cuda: "x.device === 'webgpu'",
    },
    methods: {
      add_: inPlace('add'),
      allclose: 'x.sub(y).abs().max(), and compare it with what you allow',
      bool: "x.to('bool')",
      byte: "x.to('int32'): there are float32, float64, int32 and bool",
      cat: 'concat([x, y], axis)',
      clamp_: inPlace('clamp'),
      clone: 'x.mul(1), which stays in the history, or x.detach().mul(1)',
      copy_: 'noGrad(() => x.copyFrom_(y))',
      cuda: "x.to('webgpu') after await startWebgpu()",
      detach_: 'x.detach(), which shares its memory',
      div_: inPlace('div'),
      dot: 'x.mul(y).sum()',
      double: "x.to('float64')",
      equal: 'x.eq(y).all()',
      expand_as: 'x.expand(y.shape)',
      exp_: inPlace('exp'),
      fill_: 'full(x.shape, value), or noGrad(() => x.copyFrom_(full(x.shape, value)))',
      float: "x.to('float32')",
      half: "x.to('float32'): there is no float16",
      index_add: 'x.scatterAdd(axis, index, source), with an index for each entry',
      index_fill: 'x.scatter(axis, index, value), with an index for each entry',
      int: "x.to('int32')",
      long: "x.to('int32'): labels and indices are int32 here",
      masked_fill: 'mask.where(value, x)',
      masked_fill_: 'mask.where(value, x), which makes a new tensor',
      movedim: 'x.permute([…]), with all axes in their new order',
      mul_: inPlace('mul'),
      narrow: 'x.slice(axis, start, end)',
      neg_: inPlace('neg'),
      new_ones: 'ones([…])',
      new_zeros: 'zeros([…])',
      numpy: 'await x.data() for the numbers, or x.toArray() for lists',
      ravel: 'x.reshape([-1])',
      relu_: inPlace('relu'),
      reshape_as: 'x.reshape(y.shape)',
      retain_grad: 'x.registerHook((gradient) => { … }), which sees the gradient on its way',
      short: "x.to('int32')",
      squeeze_: 'x.squeeze(axis), which is a view',
      stride: 'x.strides',
      sub_: inPlace('sub'),
      t: 'x.transpose()',
      tile: 'x.repeat([…])',
      tolist: 'x.toArray()',
      type: 'x.dtype, or x.to(dtype) for another one',
      type_as: 'x.to(y.dtype)',
      unsqueeze_: 'x.unsqueeze(axis), which is a view',
      view: 'x.reshape([…])',
      view_as: 'x.reshape(y.shape)',
      zero_: 'noGrad(() => x.copyFrom_(zeros(x.shape))); for gradients: optimizer.zeroGrad()',
    },
  },
  Module: {
    accepted: {},
    asFields: {},
    fields: {},
    unknownFields: {},
    methods: {
      add_module: 'this.name = layer: whatever a field holds is found',
      apply: 'for (const [name, layer] of model.namedModules()) { … }',
      bfloat16: oneType,
      buffers: 'model.namedBuffers()',
      children: 'model.namedChildren()',
      compile: 'nothing: there is no compiler, the kernels are compiled already',
      cuda: onlyWebgpu,
      double: oneType,
      float: oneType,
      half: oneType,
      modules: 'model.namedModules()',
      register_buffer: 'this.name = tensor: a Tensor in a field is saved, and not learned',
      register_module: 'this.name = layer: whatever a field holds is found',
      register_parameter: 'this.name = new Parameter(tensor): whatever a field holds is found',
      requires_grad_: 'for (const p of model.parameters()) p.requiresGrad_(false)',
    },
  },
  Optimizer: {
    accepted: {},
    asFields: {},
    fields: {},
    unknownFields: { param_groups: 'optimizer.groups, and a rate as optimizer.lr or optimizer.groups[0].settings.lr' },
    methods: { add_param_group: 'all groups at once: new SGD([{ params: a }, { params: b, lr: 0.1 }], { lr: 0.01 })' },
  },
  Scheduler: {
    accepted: {},
    asFields: {},
    fields: {},
    unknownFields: {},
    methods: { get_lr: 'scheduler.getLastLr()' },
  },
} as const satisfies Readonly<Record<string, Spellings>>;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type Instance = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** Answer to the other spellings of a class: call it once, when the class has all of its methods. */
export function answerOtherSpellings(name: keyof typeof spellings, prototype: object): void {
  const { accepted, asFields, fields, unknownFields, methods }: Spellings = spellings[name];
  const behind = Object.create(Object.getPrototypeOf(prototype) as object) as object;
  const put = (called: string, value: (this: Instance, ...args: unknown[]) => unknown): void => {
    Object.defineProperty(behind, called, { value, configurable: true, writable: true }); // writable: a reader's class may have such a field
  };
  const refused = (self: object, what: string, called: string, hint: string): ChalkgradError =>
    new ChalkgradError(
      `${name === 'Tensor' ? name : self.constructor.name} has no ${what} ${called}`,
      `write ${hint}.`,
    );
  for (const own of Object.getOwnPropertyNames(prototype)) {
    const isMethod = typeof Object.getOwnPropertyDescriptor(prototype, own)!.value === 'function';
    if (isMethod && own !== 'constructor' && /[A-Z]/.test(own)) accept(own, snakeCase(own));
  }
  for (const [called, own] of Object.entries(accepted)) accept(own, called);
  for (const [called, hint] of Object.entries(methods)) {
    put(called, function () {
      throw refused(this, 'method', called, hint);
    });
  }
  for (const [called, own] of Object.entries(asFields)) {
    put(called, function () {
      return this[own];
    });
  }
  for (const [called, own] of Object.entries(fields)) {
    Object.defineProperty(behind, called, {
      get(this: Record<string, unknown>) {
        return this[own];
      },
      set(this: Record<string, unknown>, value: unknown) {
        this[own] = value;
      },
      configurable: true,
    });
  }
  for (const [called, hint] of Object.entries(unknownFields)) {
    const refuse = function (this: object): never {
      throw refused(this, 'field', called, hint);
    };
    Object.defineProperty(behind, called, { get: refuse, set: refuse, configurable: true });
  }
  Object.setPrototypeOf(prototype, behind);

  function accept(own: string, called: string): void {
    put(called, function (...args) {
      return this[own]!(...args);
    });
  }
}
