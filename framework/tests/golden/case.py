"""What a golden case is, and how it becomes JSON.

A case is one call: an op's name, its arguments, the function of PyTorch that means the same, and therefore the outputs and
the gradients of every floating operand under a random upstream gradient. Everything is drawn from a seed made of the
case's own name, so adding a case never changes another one. Nothing here knows what an op computes: that stands in the
family files (elementwise.py, conv.py …).

Drawn numbers are multiples of 1/64: short in the file, and the same in float32 and float64.
"""

import json
import math
import zlib
from dataclasses import dataclass

import torch

DTYPES = {'float32': torch.float32, 'float64': torch.float64, 'int32': torch.int32, 'bool': torch.bool}
NAMES = {
    torch.float32: 'float32',
    torch.float64: 'float64',
    torch.int32: 'int32',
    torch.int64: 'int32',
    torch.bool: 'bool',
}
GRID = 64


@dataclass(frozen=True)
class X:
    """A tensor to be drawn uniformly from [low, high], or given by its values; wants a gradient if it is floating."""

    shape: tuple
    low: float = -2
    high: float = 2
    dtype: str = 'float64'
    values: tuple | None = None
    grad: bool = True
    stretched: tuple = ()  # axes read with stride 0

    def make(self):
        if self.values is not None:
            x = torch.tensor(self.values, dtype=DTYPES[self.dtype]).reshape(self.shape)
        else:
            drawn_shape = [1 if axis in self.stretched else n for axis, n in enumerate(self.shape)]
            steps = torch.randint(math.ceil(self.low * GRID), math.floor(self.high * GRID) + 1, drawn_shape)
            x = (steps / GRID).to(DTYPES[self.dtype]).expand(self.shape)
        return x.requires_grad_(True) if self.wants_grad else x

    @property
    def wants_grad(self):
        return self.grad and self.dtype.startswith('float')


def x(*shape, low=-2, high=2, **more):
    """x(2, 3): a float64 tensor of that shape."""
    return X(shape, low, high, **more)


def positive(*shape, low=0.25, high=2, **more):
    return X(shape, low, high, **more)


def given(values, dtype='float64', **more):
    """A tensor from nested lists, exactly these numbers."""
    t = torch.tensor(values, dtype=DTYPES[dtype])
    return X(tuple(t.shape), dtype=dtype, values=tuple(t.flatten().tolist()), **more)


def index(values):
    """Class numbers or positions."""
    return given(values, 'int32')


def mask(values):
    return given(values, 'bool')


def numbers(t):
    """A flat list in row-major order; what JSON cannot say becomes a word."""
    flat = t.detach().contiguous().flatten()
    if t.dtype == torch.float32:
        return [word(float(str(v))) for v in flat.numpy()]
    return [word(v) for v in flat.tolist()]


def word(v):
    if isinstance(v, bool):
        return int(v)
    if isinstance(v, float):
        if math.isnan(v):
            return 'NaN'
        if math.isinf(v):
            return 'Infinity' if v > 0 else '-Infinity'
        return int(v) if v.is_integer() and abs(v) < 2**53 else v
    return v


def tensor_json(t):
    """{shape, dtype, data}; with strides as well when the tensor is stretched: then data holds the memory."""
    entry = {'shape': list(t.shape), 'dtype': NAMES[t.dtype]}
    if 0 in t.stride() and t.numel() > 0 and any(s == 0 and n > 1 for s, n in zip(t.stride(), t.shape)):
        memory = t.detach().as_strided([t.storage().size()], [1])
        return {**entry, 'strides': list(t.stride()), 'data': numbers(memory)}
    return {**entry, 'data': numbers(t)}


def argument_json(value, made):
    if isinstance(value, X):
        return {**tensor_json(made), **({'grad': True} if value.wants_grad else {})}
    if isinstance(value, dict):
        return {key: argument_json(v, made[key]) for key, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [argument_json(v, m) for v, m in zip(value, made)]
    return word(value) if isinstance(value, float) else value


def materialize(value):
    """Specs inside any nesting of lists and dicts → tensors."""
    if isinstance(value, X):
        return value.make()
    if isinstance(value, dict):
        return {key: materialize(v) for key, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [materialize(v) for v in value]
    return value


def leaves(value):
    """Every tensor that wants a gradient, in reading order."""
    if isinstance(value, torch.Tensor):
        return [value] if value.requires_grad else []
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for v in value for leaf in leaves(v)] if isinstance(value, (list, tuple)) else []


def seed(*words):
    torch.manual_seed(zlib.crc32('/'.join(words).encode()))


def upstream_for(outputs):
    """A random upstream gradient for each floating output: with ones, softmax would pass with any derivative."""
    drawn = [torch.randint(-2 * GRID, 2 * GRID + 1, list(y.shape)) / GRID for y in outputs]
    return [u.to(y.dtype) if y.dtype.is_floating_point else None for u, y in zip(drawn, outputs)]


def gradients(outputs, upstream, wanted):
    """∂(Σ upstream · output)/∂leaf for each leaf; zeros where a leaf plays no part."""
    pairs = [(y, u) for y, u in zip(outputs, upstream) if u is not None and y.requires_grad]
    if not pairs or not wanted:
        return []
    got = torch.autograd.grad([y for y, _ in pairs], wanted, [u for _, u in pairs], allow_unused=True)
    return [torch.zeros_like(leaf) if g is None else g for leaf, g in zip(wanted, got)]


class File:
    """The cases of one JSON file, in the order they are written down."""

    def __init__(self, name):
        self.name = name
        self.cases = []

    def write(self, folder, command):
        path = folder / f'{self.name}.json'
        header = json.dumps({'madeBy': command, 'torch': torch.__version__}, separators=(',', ':'))
        rows = ',\n'.join(json.dumps(c, separators=(',', ':'), ensure_ascii=False, allow_nan=False) for c in self.cases)
        path.write_text(f'{header[:-1]},"cases":[\n{rows}\n]}}\n', encoding='utf-8')
        return path


class Family(File):
    """Calls of ops. `calls` keeps the function and the arguments of each, by op: dtypes.py repeats them in other dtypes."""

    def __init__(self, name):
        super().__init__(name)
        self.calls = {}

    def case(self, op, title, function, *args, float32=True, grad=True):
        """Call `function` of PyTorch with `args` and keep what came out.

        float32=False: the case cannot be repeated in float32 (it overflows there, or is about dtypes).
        grad=False: only the forward value is compared (PyTorch's gradient is no promise there).
        """
        self.calls.setdefault(op, []).append((function, args))
        seed(self.name, op, title)
        made = materialize(args)
        outputs = function(*made)
        outputs = list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
        upstream = upstream_for(outputs)
        found = gradients(outputs, upstream, leaves(made)) if grad else []
        entry = {
            'op': op,
            'case': title,
            'args': argument_json(args, made),
            'outputs': [tensor_json(y.contiguous()) for y in outputs],
        }
        if found:
            entry['upstream'] = [None if u is None else numbers(u) for u in upstream]
            entry['gradients'] = [numbers(g) for g in found]
        if not float32:
            entry['float32'] = False
        self.cases.append(entry)
