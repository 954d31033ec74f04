/**
 * What PyTorch calls a thing of ours. The rule is the spelling (camelCase → snake_case; classes stay), looked up among PyTorch's own
 * names (torchNames.json, written by torchNames.py), so that no name is shown that PyTorch does not have; what is called otherwise there
 * stands in one small table.
 */
import torchNames from './torchNames.json' with { type: 'json' };

/** Ours → theirs, where the spelling does not lead there; null where the same spelling means something else. */
export const exceptions: Readonly<Record<string, string | null>> = {
  'ops/bce': 'torch.nn.functional.binary_cross_entropy',
  'ops/bceWithLogits': 'torch.nn.functional.binary_cross_entropy_with_logits',
  'ops/concat': 'torch.cat',
  'ops/embedding': 'torch.nn.functional.embedding',
  'ops/dropout': 'torch.nn.functional.dropout',
  'ops/gelu': 'torch.nn.functional.gelu',
  'ops/huber': 'torch.nn.functional.huber_loss',
  'ops/l1': 'torch.nn.functional.l1_loss',
  'ops/logSumExp': 'torch.logsumexp',
  'ops/max': 'torch.amax',
  'ops/min': 'torch.amin',
  'ops/mse': 'torch.nn.functional.mse_loss',
  'ops/nll': 'torch.nn.functional.nll_loss',
  'ops/norm': 'torch.linalg.vector_norm',
  'ops/smoothL1': 'torch.nn.functional.smooth_l1_loss',
  'ops/sumTo': 'torch.Tensor.sum_to_size',
  'ops/variance': 'torch.var',
  'nn/fanIn': null,
  'optim/clipGradNorm': 'torch.nn.utils.clip_grad_norm_',
  'optim/clipGradValue': 'torch.nn.utils.clip_grad_value_',
  'tensor/promote': 'torch.promote_types',
  'tensor/isFloat': 'torch.is_floating_point',
  'tensor/sizeOf': 'torch.numel',
  'train/loadCheckpoint': 'torch.load',
  'train/saveCheckpoint': 'torch.save',
};

/** In PyTorch since 2.x, and therefore not in the list. */
const newer: Readonly<Record<string, string>> = {
  'ops/rmsNorm': 'torch.nn.functional.rms_norm',
  'ops/scaledDotProductAttention': 'torch.nn.functional.scaled_dot_product_attention',
  'nn/RMSNorm': 'torch.nn.RMSNorm',
};

/** Where to look for the names of a room, best first. Rooms that PyTorch has no counterpart of are left out. */
const homes: Readonly<Record<string, readonly TorchModule[]>> = {
  tensor: ['torch'],
  ops: ['torch', 'torch.nn.functional', 'torch.Tensor'],
  autograd: ['torch.autograd', 'torch.autograd.functional', 'torch'],
  nn: ['torch.nn', 'torch.nn.init', 'torch.nn.utils', 'torch.nn.utils.rnn'],
  optim: ['torch.optim.lr_scheduler', 'torch.optim', 'torch.nn.utils'],
  data: ['torch.utils.data'],
};

/** Parts of ops that PyTorch keeps under functional; a few stand in both places with another meaning. */
const functionalParts: readonly string[] = ['conv', 'pool', 'norm', 'loss'];

type TorchModule = keyof typeof torchNames.names;

const known = new Map<string, ReadonlySet<string>>(
  Object.entries(torchNames.names).map(([module, names]) => [module, new Set(names)]),
);

/** @example snakeCase('adaptiveAvgPool2d') // 'adaptive_avg_pool2d' */
export const snakeCase = (name: string): string =>
  /^[A-Z]/.test(name) ? name : name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

/** Is it a name that PyTorch has, or that we know it has by now? 'torch.nn.Linear' */
export function isTorchName(path: string): boolean {
  const dot = path.lastIndexOf('.');
  const isListed = known.get(path.slice(0, dot))?.has(path.slice(dot + 1)) === true;
  return isListed || Object.values(newer).includes(path);
}

/**
 * Its full name in PyTorch, or null when there is none.
 *
 * @param part of an op: the part of its room
 * @example pytorchName('ops', 'crossEntropy', 'loss') // 'torch.nn.functional.cross_entropy'
 */
export function pytorchName(room: string, name: string, part: string | null): string | null {
  const key = `${room}/${name}`;
  const exception = exceptions[key];
  if (exception !== undefined) return exception;
  if (newer[key] !== undefined) return newer[key];
  const functionalFirst = room === 'ops' && functionalParts.includes(part ?? '');
  const places = functionalFirst ? ['torch.nn.functional', ...homes['ops']!] : (homes[room] ?? []);
  const spelled = snakeCase(name);
  const home = places.find((module) => known.get(module)?.has(spelled));
  return home === undefined ? null : `${home}.${spelled}`;
}

/**
 * Every way a reader may write it: in full, and as PyTorch code usually does (`F.relu`, `nn.Linear`, `optim.Adam`).
 *
 * @example torchAliases('torch.nn.functional.relu') // ['torch.nn.functional.relu', 'F.relu', 'relu']
 */
export function torchAliases(path: string): string[] {
  const short = path.replace(/^torch\.nn\.functional\./, 'F.').replace(/^torch\.(?=nn\.|optim\.)/, '');
  const last = path.slice(path.lastIndexOf('.') + 1);
  return [...new Set([path, short, last])];
}
