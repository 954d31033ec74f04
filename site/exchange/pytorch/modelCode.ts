/**
 * A recorded step of training as PyTorch source: the layers by their names, a forward line by line, and the loss. Layers that PyTorch has are
 * used as such; what stands between them is one line an op.
 */
import { ChalkgradError, type Module, Sequential } from '#framework';
import { type Graph, Operand, type Size, type Step } from '../graph.ts';
import { functions } from './functions.ts';
import { constructorOf, isLayer } from './modules.ts';
import { identifier, isIdentifier, literal } from './python.ts';

/** What the lines of a function may look at. */
export interface Lines {
  readonly title: string;
  /** A tensor as an expression. */
  readonly value: (arg: unknown) => string;
  /** A size as an expression; one that follows the batch is counted on the first input. */
  readonly size: (size: Size) => string;
  readonly refuse: (why: string) => never;
}

export interface ModelCode {
  /** model.py */
  readonly source: string;
  /** How shards are put together: by how many targets each counted; not at all. */
  readonly loss: 'mean' | 'sum' | 'own';
  /** Targets of this value do not count in the mean; null: all do. */
  readonly ignored: number | null;
  /** Does a layer look at the whole batch? Then processes would see only their shards. */
  readonly looksAtBatch: boolean;
}

interface Part {
  readonly children: Map<string, Part>;
  code: string | null;
  readonly weights: Map<string, string>;
}

const emptyPart = (): Part => ({ children: new Map(), code: null, weights: new Map() });

/**
 * `graph` is a step recorded in training: `forward` steps of the model first, then those of the loss. Its last output is the loss, its first the
 * model's answer.
 *
 * Errors: a layer or an op that has no counterpart, dropout among them.
 */
export function modelCode(title: string, model: Module, graph: Graph, forward: number): ModelCode {
  const root = emptyPart();
  const refuse = (why: string, step?: Step): never => {
    const where = step === undefined ? '' : ` (${step.op}${step.path === '' ? '' : ` in ${step.path}`})`;
    throw new ChalkgradError(
      `${title} is not written for PyTorch: ${why}${where}`,
      'what can be written: one model, one loss, one optimizer, and no dropout.',
    );
  };
  const partAt = (path: string): Part =>
    (path === '' ? [] : path.split('.')).reduce((part, name) => {
      if (!part.children.has(name)) part.children.set(name, emptyPart());
      return part.children.get(name)!;
    }, root);
  const layers = [...model.namedModules()].filter(([, module]) => isLayer(module));
  const outer = layers.filter(([path]) => !layers.some(([other]) => other !== path && isInside(path, other)));
  for (const [path, module] of outer) {
    const made = constructorOf(module);
    if ('why' in made) refuse(`${path === '' ? 'it' : path}: ${made.why}`);
    else partAt(path).code = made.code;
  }
  for (const [name, tensor] of graph.weights) {
    if (outer.some(([path]) => isInside(name, path))) continue;
    const at = name.lastIndexOf('.');
    const zeros = pythonZeros(tensor.shape, tensor.dtype);
    const isLearned = tensor.requiresGrad;
    partAt(at < 0 ? '' : name.slice(0, at)).weights.set(
      name.slice(at + 1),
      isLearned ? `nn.Parameter(${zeros})` : zeros,
    );
  }

  const forwardLines = new FunctionLines(title, graph, root, refuse, 'self', ['inputs', 'targets']);
  for (const step of graph.steps.slice(0, forward)) forwardLines.write(step);
  const answer = forwardLines.value(graph.outputs[0]);
  const lossLines = new FunctionLines(title, graph, root, refuse, null, ['inputs', 'targets']);
  lossLines.take(graph.outputs[0]!, 'outputs');
  for (const [i, step] of graph.steps.entries()) if (i >= forward) lossLines.write(step);
  const loss = lossLines.value(graph.outputs[1]);

  const isChain = model instanceof Sequential && isPlainChain(model, graph, forward);
  const isLayerItself = root.code !== null;
  const header = isLayerItself ? root.code!.slice(0, root.code!.indexOf('(')) : isChain ? 'nn.Sequential' : 'nn.Module';
  const made = isLayerItself
    ? [`super().__init__${root.code!.slice(root.code!.indexOf('('))}`]
    : isChain
      ? [
          'super().__init__(OrderedDict([',
          ...[...root.children].map(([name, part]) => `    (${literal(name)}, ${part.code}),`),
          ']))',
        ]
      : ['super().__init__()', ...initLines(root)];
  const usesGroup = !isLayerItself && !isChain && made.some((line) => line.includes('Group('));
  const body =
    isLayerItself || isChain
      ? []
      : ['', `def forward(self, inputs):`, ...indented([...forwardLines.lines, `return ${answer}`])];
  const source = [
    `"""${title}: the model and its loss, as Chalkgrad recorded them from a training step."""`,
    ...(isChain ? ['from collections import OrderedDict', ''] : []),
    'import torch',
    'import torch.nn as nn',
    'import torch.nn.functional as F',
    '',
    '',
    ...(usesGroup ? [...GROUP, '', ''] : []),
    `class Model(${header}):`,
    ...indented([`def __init__(self):`, ...indented(made), ...body]),
    '',
    '',
    'def loss_of(outputs, inputs, targets):',
    ...indented([...lossLines.lines, `return ${loss}`]),
    '',
  ].join('\n');
  const lossStep = graph.steps.at(-1)!;
  return {
    source,
    ...lossKind(lossStep, graph.steps.length - forward, graph),
    looksAtBatch: [...model.namedModules()].some(([, module]) => module.constructor.name.startsWith('BatchNorm')),
  };
}

const GROUP = [
  'class Group(nn.Module):',
  '    """Layers and weights under one name."""',
  '',
  '    def __init__(self, **parts):',
  '        super().__init__()',
  '        for name, part in parts.items():',
  '            setattr(self, name, part)',
];

const indented = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => line.split('\n')).map((line) => (line === '' ? '' : `    ${line}`));

const isInside = (path: string, outer: string): boolean =>
  outer === '' || path === outer || path.startsWith(`${outer}.`);

const pythonZeros = (shape: readonly number[], dtype: string): string =>
  `torch.zeros(${literal([...shape])}${dtype === 'float32' ? '' : `, dtype=torch.${dtype}`})`;

/** A list of layers, each called once, one after the other: nn.Sequential has that forward. */
function isPlainChain(model: Sequential, graph: Graph, forward: number): boolean {
  const names = [...model.namedChildren()].map(([name]) => name);
  const steps = graph.steps.slice(0, forward);
  return (
    steps.length === names.length &&
    steps.every(({ path, module, args }, i) => {
      const source = args[0] instanceof Operand ? args[0].source : null;
      const follows = i === 0 ? source?.kind === 'input' : source?.kind === 'step' && source.step === i - 1;
      return path === names[i] && module !== null && follows;
    })
  );
}

const isCounted = (names: readonly string[]): boolean => names.every((name, i) => name === String(i));

/** An expression over several lines where one would be long. */
function partCode({ code, children, weights }: Part, indent = ''): string {
  if (code !== null) return code;
  const names = [...children.keys()];
  const isList = names.length > 0 && weights.size === 0 && isCounted(names);
  const inner = `${indent}    `;
  const parts = isList
    ? [...children.values()].map((part) => partCode(part, inner))
    : [...weights, ...[...children].map(([name, part]) => [name, partCode(part, inner)] as const)].map(
        ([name, made]) => `${name}=${made}`,
      );
  const [open, close] = isList ? ['nn.ModuleList([', '])'] : ['Group(', ')'];
  const short = `${open}${parts.join(', ')}${close}`;
  if (short.length < LINE && !short.includes('\n')) return short;
  return [open, ...parts.map((part) => `${inner}${part},`), `${indent}${close}`].join('\n');
}

const LINE = 88;

function initLines(root: Part): string[] {
  const weights = [...root.weights].map(([name, made]) =>
    made.startsWith('nn.Parameter') ? `self.${name} = ${made}` : `self.register_buffer(${literal(name)}, ${made})`,
  );
  const children = [...root.children].map(([name, part]) =>
    isIdentifier(name) ? `self.${name} = ${partCode(part)}` : `self.add_module(${literal(name)}, ${partCode(part)})`,
  );
  return [...weights, ...children];
}

/** Only a loss that is a plain mean over targets can be put together from shards by counting them. */
function lossKind(last: Step, steps: number, graph: Graph): Pick<ModelCode, 'loss' | 'ignored'> {
  const {
    reduction = 'mean',
    ignoreIndex,
    weight,
    posWeight,
  } = (last.args.at(-1) instanceof Operand ? {} : (last.args.at(-1) ?? {})) as Readonly<Record<string, unknown>>;
  const isKnown = ['crossEntropy', 'mse', 'l1', 'bceWithLogits', 'bce', 'nll', 'huber', 'smoothL1', 'hinge'].includes(
    last.op,
  );
  const views = graph.steps
    .slice(-steps, -1)
    .every(({ op }) => ['transpose', 'reshape', 'permute', 'squeeze', 'unsqueeze', 'flatten'].includes(op));
  if (!isKnown || !views || weight !== undefined || posWeight !== undefined) return { loss: 'own', ignored: null };
  const ignored = ['crossEntropy', 'nll'].includes(last.op) ? ((ignoreIndex as number | undefined) ?? -100) : null;
  return { loss: reduction === 'sum' ? 'sum' : reduction === 'mean' ? 'mean' : 'own', ignored };
}

/** Writes the lines of one function. */
class FunctionLines implements Lines {
  readonly lines: string[] = [];
  readonly title: string;
  private readonly values = new Map<string, string>();
  private readonly names = new Set<string>();
  private step: Step | null = null;
  private readonly graph: Graph;
  private readonly root: Part;
  private readonly complain: (why: string, step?: Step) => never;
  private readonly owner: 'self' | null;
  private readonly inputs: readonly string[];

  constructor(
    title: string,
    graph: Graph,
    root: Part,
    complain: (why: string, step?: Step) => never,
    owner: 'self' | null,
    inputs: readonly string[],
  ) {
    this.title = title;
    this.graph = graph;
    this.root = root;
    this.complain = complain;
    this.owner = owner;
    this.inputs = inputs;
    for (const name of inputs) this.names.add(name);
  }

  refuse(why: string): never {
    return this.complain(why, this.step ?? undefined);
  }

  /** From now on an operand has this name. */
  take(operand: Operand, name: string): void {
    this.names.add(name);
    this.values.set(keyOf(operand), name);
  }

  write(step: Step): void {
    this.step = step;
    const index = this.graph.steps.indexOf(step);
    const ownName = step.path.split('.').findLast((part) => isIdentifier(part));
    const base = identifier(step.module === null || ownName === undefined ? step.op : ownName);
    const targets = step.outputs.map((_, i) => this.fresh(i === 0 ? base : `${base}_state`));
    for (const [i, name] of targets.entries()) this.values.set(`step ${index} ${i}`, name);
    if (step.module !== null) this.lines.push(this.layerLine(step, targets));
    else {
      const write = Object.hasOwn(functions, step.op) ? functions[step.op] : undefined;
      if (write === undefined) this.refuse('it uses an op without a counterpart here');
      this.lines.push(`${targets[0]} = ${write(this, step)}`);
    }
    this.step = null;
  }

  private layerLine({ op, path, args }: Step, targets: readonly string[]): string {
    const layer = this.member(path);
    if (op === 'MultiHeadAttention') {
      const [q, k, v, masks = {}] = args;
      const { keyPaddingMask, attnMask, causal = false } = masks as Readonly<Record<string, unknown>>;
      const length = (arg: unknown): string => `${this.value(arg)}.shape[1]`;
      const causalMask = `torch.ones(${length(q)}, ${length(k)}, dtype=torch.bool, device=${this.value(q)}.device).triu(1)`;
      if (causal === true && attnMask !== undefined) this.refuse('it looks back only, and through a mask besides');
      const more = [
        ...(keyPaddingMask === undefined ? [] : [`key_padding_mask=${this.value(keyPaddingMask)}`]),
        ...(causal === true
          ? [`attn_mask=${causalMask}`]
          : attnMask === undefined
            ? []
            : [`attn_mask=${this.value(attnMask)}`]),
        'need_weights=False',
      ];
      return `${targets[0]}, _ = ${layer}(${[q, k, v].map((arg) => this.value(arg)).join(', ')}, ${more.join(', ')})`;
    }
    if (
      args
        .slice(1)
        .some((arg) => arg !== undefined && (arg instanceof Operand || Object.keys(arg as object).length > 0))
    )
      this.refuse('it is called with more than its input');
    const left = targets.length === 3 ? `${targets[0]}, (${targets[1]}, ${targets[2]})` : targets.join(', ');
    return `${left} = ${layer}(${this.value(args[0])})`;
  }

  private fresh(base: string): string {
    let name = base;
    for (let n = 2; this.names.has(name); n++) name = `${base}_${n}`;
    this.names.add(name);
    return name;
  }

  /** `self.encoder.layers[0].norm1` */
  private member(path: string): string {
    if (this.owner === null) this.refuse('its loss uses a layer');
    let text = 'self';
    let part = this.root;
    for (const name of path === '' ? [] : path.split('.')) {
      const isList = part !== this.root && part.weights.size === 0 && isCounted([...part.children.keys()]);
      text = isList
        ? `${text}[${name}]`
        : isIdentifier(name)
          ? `${text}.${name}`
          : `getattr(${text}, ${literal(name)})`;
      part = part.children.get(name) ?? emptyPart();
    }
    return text;
  }

  readonly value = (arg: unknown): string => {
    if (!(arg instanceof Operand)) return this.refuse('a tensor is missing');
    const known = this.values.get(keyOf(arg));
    if (known !== undefined) return known;
    const { source } = arg;
    if (source.kind === 'input') return this.inputs[source.index] ?? this.refuse('it has more than one input');
    if (source.kind === 'batch')
      return source.times === 1 ? this.size({ batch: 1 }) : this.size({ batch: source.times });
    if (source.kind === 'weight') {
      const at = source.name.lastIndexOf('.');
      const owner = this.member(at < 0 ? '' : source.name.slice(0, at));
      return `${owner}.${source.name.slice(at + 1)}`;
    }
    if (source.kind === 'constant')
      return this.constant(source.constant.values, source.constant.shape, source.constant.dtype);
    return this.refuse('it uses something that the model made on its way');
  };

  private constant(values: readonly number[], shape: readonly number[], dtype: string): string {
    if (shape.length === 0) return literal(dtype === 'bool' ? values[0] === 1 : values[0]);
    if (values.length > MOST_CONSTANTS) this.refuse(`a table of ${values.length} numbers stands in it`);
    const list = `[${values.map((value) => literal(dtype === 'bool' ? value === 1 : value)).join(', ')}]`;
    const flat = `torch.tensor(${list}, dtype=torch.${dtype})`;
    return shape.length === 1 ? flat : `${flat}.reshape(${literal([...shape])})`;
  }

  readonly size = (size: Size): string => {
    if (typeof size === 'number') return String(size);
    const axis = this.graph.inputs[0]!.shape.findIndex((one) => typeof one !== 'number' && one.batch === 1);
    const batch = `${this.inputs[0]}.shape[${axis}]`;
    return size.batch === 1 ? batch : `${size.batch} * ${batch}`;
  };
}

/** A longer list does not belong into a source file. */
const MOST_CONSTANTS = 256;

const keyOf = ({ source }: Operand): string =>
  source.kind === 'step'
    ? `step ${source.step} ${source.output}`
    : source.kind === 'input'
      ? `input ${source.index}`
      : JSON.stringify(source);
