"""Every op on every dtype: what PyTorch gives for whole numbers and truth values, or that it refuses.

Nothing is listed here. The calls are those of the other families: the first of each op that is not empty, with its floating
operands drawn anew as int32, as bool, and as a float beside an int32 and a bool. Kept is what PyTorch gives natively (null where
it refuses) and what it gives when the same numbers are floats: an op of ours that computes must agree with one of them.
"""

import torch

from case import X, File, argument_json, materialize, numbers, seed, tensor_json

# Probabilities and answers: other numbers are refused whatever their dtype.
BETWEEN_0_AND_1 = {'bce': (0, 1), 'bceWithLogits': (1,)}
SIDES = {'hinge': (1,)}  # -1 or 1, which no truth value is
NOT_NEGATIVE = {'klDiv': (1,)}
TIES = {'topk': 1}  # outputs to keep: among equal entries PyTorch's order is no promise
CUTS_FRACTIONS = ('threshold',)  # PyTorch makes 0.5 a 0 among whole numbers; we give floats
LIMIT = 200  # elements of an operand: the file stays small


def tensors_in(value):
    if isinstance(value, X):
        return [value]
    return [t for v in value for t in tensors_in(v)] if isinstance(value, (list, tuple)) else []


def is_usable(args):
    found = [t for t in tensors_in(args) if t.dtype.startswith('float')]
    sizes = [torch.Size(t.shape).numel() for t in found]
    return bool(found) and all(0 < n <= LIMIT for n in sizes) and all(not t.stretched for t in found)


def drawn(op, place, shape, dtype):
    if place in SIDES.get(op, ()):
        return tuple((2 * torch.randint(0, 2, shape) - 1).flatten().tolist())
    answers = dtype == 'bool' or place in BETWEEN_0_AND_1.get(op, ())
    low = 0 if answers or place in NOT_NEGATIVE.get(op, ()) else -3
    high = 1 if answers else 3
    if dtype == 'float32':
        return tuple((torch.randint(low * 4, high * 4 + 1, shape) / 4).flatten().tolist())
    values = torch.randint(low, high + 1, shape).flatten().tolist()
    return tuple(map(bool, values)) if dtype == 'bool' else tuple(values)


def retyped(op, args, dtypes):
    """The arguments with the floating operands drawn anew, the k-th in dtypes[k], the last dtype for all that follow."""
    place = 0

    def change(value):
        nonlocal place
        if isinstance(value, X) and value.dtype.startswith('float'):
            dtype = dtypes[min(place, len(dtypes) - 1)]
            made = X(value.shape, dtype=dtype, values=drawn(op, place, value.shape, dtype), grad=False)
            place += 1
            return made
        return [change(v) for v in value] if isinstance(value, (list, tuple)) else value

    return [change(value) for value in args]


def in_floats(value):
    if isinstance(value, X):
        t = value.make()
        return t.to(torch.float64) if value.grad is False and not value.dtype.startswith('float64') else t
    return [in_floats(v) for v in value] if isinstance(value, (list, tuple)) else materialize(value)


def results(function, made):
    try:
        outputs = function(*made)
    except (RuntimeError, TypeError, ValueError, IndexError):
        return None
    return list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]


def family(families):
    f = File('dtypes')
    for calls in families:
        for op, known in calls.items():
            usable = [(function, args) for function, args in known if is_usable(args)]
            if not usable:
                continue
            function, args = usable[0]
            count = len([t for t in tensors_in(args) if t.dtype.startswith('float')])
            mixtures = [('int32',), ('bool',)] + ([('float32', 'int32'), ('float32', 'bool')] if count > 1 else [])
            for dtypes in mixtures:
                if 'bool' in dtypes and op in SIDES:
                    continue
                f.cases.append(case(op, function, args, dtypes))
    return f


def case(op, function, args, dtypes):
    seed('dtypes', op, *dtypes)
    changed = retyped(op, args, dtypes)
    made = materialize(changed)
    native = results(function, made)
    floats = results(function, [in_floats(value) for value in changed])
    if op in CUTS_FRACTIONS:
        native = None
    if op in TIES:
        native, floats = (r if r is None else r[: TIES[op]] for r in (native, floats))
    return {
        'op': op,
        'dtypes': list(dtypes),
        'args': argument_json(changed, made),
        'native': None if native is None else [tensor_json(y.contiguous()) for y in native],
        'floats': None if floats is None else [numbers(y.to(torch.float64)) for y in floats],
    }
