"""Functions of one number and of two numbers, with the inputs that trip them up."""

import torch
import torch.nn.functional as F

from case import Family, given, index, mask, positive, x

INF = float('inf')
NAN = float('nan')


def family():
    f = Family('elementwise')
    unary(f)
    activations(f)
    binary(f)
    comparisons(f)
    logic(f)
    dtypes(f)
    return f


def hard_sigmoid(a):
    """F.hardsigmoid; its own gradient takes 1/6 as a float32 also in float64."""
    return F.relu6(a + 3) / 6


def unary(f):
    anywhere = {
        'neg': torch.neg,
        'abs': torch.abs,
        'exp': torch.exp,
        'square': torch.square,
        'sin': torch.sin,
        'cos': torch.cos,
        'tanh': torch.tanh,
        'sigmoid': torch.sigmoid,
        'softplus': F.softplus,
        'relu': torch.relu,
        'silu': F.silu,
        'mish': F.mish,
        'erf': torch.erf,
        'sign': torch.sign,
        'floor': torch.floor,
        'round': torch.round,
        'ceil': torch.ceil,
        'atan': torch.atan,
        'sinh': torch.sinh,
        'cosh': torch.cosh,
        'selu': F.selu,
        'softsign': F.softsign,
        'hardsigmoid': hard_sigmoid,
        'hardswish': F.hardswish,
    }
    above_zero = {
        'log': torch.log,
        'sqrt': torch.sqrt,
        'rsqrt': torch.rsqrt,
        'reciprocal': torch.reciprocal,
        'log1p': torch.log1p,
    }
    for op, function in {**anywhere, **above_zero}.items():
        draw = positive if op in above_zero else x
        f.case(op, 'a matrix', function, draw(2, 3))
        f.case(op, 'a scalar', function, draw())
        f.case(op, 'axes of size 1', function, draw(1, 3, 1))
        f.case(op, 'a stretched view (stride 0)', function, draw(3, 2, stretched=(0,)))
        f.case(op, 'nothing at all', function, x(0, 2))
        f.case(
            op,
            'NaN and infinities',
            function,
            given([NAN, INF, -INF]),
            grad=op in ('neg', 'exp', 'square', 'tanh', 'sigmoid'),
        )
    for op, function in {'asin': torch.asin, 'acos': torch.acos}.items():
        f.case(op, 'a matrix', function, x(2, 3, low=-0.95, high=0.95))
        f.case(op, 'a scalar', function, x(low=-0.95, high=0.95))
        f.case(op, 'a stretched view (stride 0)', function, x(3, 2, low=-0.95, high=0.95, stretched=(0,)))
        f.case(op, 'nothing at all', function, x(0, 2))
        f.case(op, 'at its ends and beyond', function, given([1.0, -1.0, 1.5, -2.0, INF, NAN]), grad=False)
        f.case(op, 'close to its ends', function, given([1 - 2.0**-10, -1 + 2.0**-10, 0.5, -0.5, 0.515625]))
    for op, function in {'isnan': torch.isnan, 'isinf': torch.isinf, 'isfinite': torch.isfinite}.items():
        f.case(op, 'NaN, infinities and zeros', function, given([NAN, INF, -INF, 0.0, -0.0, 1e30]))
        f.case(op, 'a matrix', function, x(2, 3))
        f.case(op, 'whole numbers', function, index([0, 1, -7]), float32=False)
        f.case(op, 'nothing at all', function, x(0, 2))
    f.case('ceil', 'between whole numbers', torch.ceil, given([-1.5, -0.5, 0.25, 1.0, 2.75]))
    f.case('ceil', 'whole numbers', lambda a: a, index([3, -4]), float32=False)  # 1.13 refuses int32; later it stays
    f.case('sinh', 'whole numbers become float32', torch.sinh, index([0, 1, -2]), float32=False)
    f.case('sinh', 'close to zero', torch.sinh, given([2.0**-40, -(2.0**-20), 2.0**-10, 1.0, 1.015625]))
    f.case('cosh', 'far out on both sides', torch.cosh, given([-80.0, -30, 30, 80.5]))
    f.case('sinh', 'far out on both sides', torch.sinh, given([-80.0, -30, 30, 80.5]))
    f.case('atan', 'across the change of reduction', torch.atan, given([0.40625, 0.421875, 2.40625, 2.421875, 1000.0]))
    f.case('hardsigmoid', 'across its corners', hard_sigmoid, given([-1000.0, -3.5, -2.5, 0.0, 2.5, 3.0, 3.5, -3.0, 8]))
    # on the corners themselves 1.13 takes -½ and 1½
    f.case('hardswish', 'across its corners', F.hardswish, given([-1000.0, -3.5, -2.5, 0.0, 2.5, 3.5, 8]))
    f.case('hardswish', 'on its corners', F.hardswish, given([-3.0, 3.0]), grad=False)
    for op in ('exp', 'tanh', 'sigmoid', 'softplus', 'silu', 'mish', 'erf', 'selu', 'softsign'):
        f.case(op, 'far out on both sides', anywhere[op], given([-1000, -30, -8, 8, 30]))
        f.case(op, 'a thousand', anywhere[op], given([1000.0]), grad=op != 'exp', float32=op != 'exp')
    for op in ('abs', 'relu', 'sign', 'floor', 'softplus', 'silu', 'mish', 'erf', 'tanh', 'square'):
        f.case(op, 'exactly zero', anywhere[op], given([0.0, -0.0, 1.0, -1.0]))
    for op in ('log', 'sqrt', 'rsqrt', 'reciprocal', 'log1p'):
        f.case(op, 'zero', above_zero[op], given([0.0, 1.0]))
        f.case(op, 'below zero', above_zero[op], given([-0.5, -2.0]), grad=op in ('reciprocal',))
    f.case('log1p', 'close to zero', torch.log1p, given([2.0**-40, -(2.0**-40)]))
    f.case(
        'erf',
        'across the change of series',
        torch.erf,
        given([2.484375, 2.5, 2.515625, -2.5, 5.984375, 6.0, 6.5, 0.015625]),
    )
    f.case('round', 'halves go to the even neighbour', torch.round, given([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5]))
    f.case('square', 'whole numbers', torch.square, index([3, -4]), float32=False)
    f.case('neg', 'whole numbers', torch.neg, index([3, -4]), float32=False)
    f.case('abs', 'whole numbers', torch.abs, index([3, -4]), float32=False)
    f.case('exp', 'whole numbers become float32', torch.exp, index([0, 1, -2]), float32=False)
    f.case('isPositive', 'zero is not positive', lambda a: (a > 0).to(a.dtype), given([-1, -0.0, 0, 0.5, INF, NAN]))


def activations(f):
    def leaky(a, slope=0.01):
        return F.leaky_relu(a, slope)

    def elu(a, alpha=1.0):
        return F.elu(a, alpha)

    def clamp(a, low, high):
        return torch.clamp(a, low, high)

    f.case('leakyRelu', 'the usual slope', leaky, x(2, 3))
    f.case('leakyRelu', 'a slope of 0.25', leaky, x(2, 3), 0.25)
    f.case('leakyRelu', 'exactly zero and far out', leaky, given([0.0, -0.0, -1000, 1000]), 0.25)
    f.case('elu', 'the usual alpha', elu, x(2, 3))
    f.case('elu', 'an alpha of 0.5', elu, x(2, 3), 0.5)
    f.case('elu', 'exactly zero and far out', elu, given([0.0, -1000, 1000]))
    f.case('celu', 'the usual alpha', lambda a: F.celu(a), x(2, 3))
    f.case('celu', 'an alpha of 0.5', F.celu, x(2, 3), 0.5)
    f.case('celu', 'exactly zero and far out', F.celu, given([0.0, -0.0, -1000, 1000]), 2)
    f.case('celu', 'NaN and infinities', F.celu, given([NAN, INF, -INF]), 2, grad=False)
    f.case('threshold', 'a matrix', F.threshold, x(2, 3), 0.5, -1)
    f.case('threshold', 'on the threshold, and NaN', F.threshold, given([-1.0, 0.5, 0.515625, NAN, INF]), 0.5, 20)
    f.case('threshold', 'whole numbers', F.threshold, index([-3, 2, 5]), 2, 7, float32=False)
    f.case('prelu', 'one slope', F.prelu, x(2, 3), x(1))
    f.case('prelu', 'a slope for each channel', F.prelu, x(2, 3), x(3))
    f.case('prelu', 'channels of images', F.prelu, x(2, 3, 2, 2), x(3))
    f.case('prelu', 'a vector, exactly zero, far out', F.prelu, given([0.0, -0.0, -1000, 1000]), given([0.25]))
    f.case('prelu', 'nothing at all', F.prelu, x(0, 2), x(2))
    f.case('gelu', 'the exact form', F.gelu, x(2, 3))
    f.case('gelu', 'the exact form, far out and zero', F.gelu, given([0.0, -30, -5, 5, 30]))
    f.case('gelu', 'the tanh form', lambda a, o: F.gelu(a, approximate='tanh'), x(2, 3), {'approximate': 'tanh'})
    f.case(
        'gelu',
        'the tanh form, far out and zero',
        lambda a, o: F.gelu(a, approximate='tanh'),
        given([0.0, -30, -5, 5, 30]),
        {'approximate': 'tanh'},
    )
    f.case('clamp', 'between two bounds', clamp, x(2, 3), -0.5, 1)
    f.case('clamp', 'from below only', lambda a, low: torch.clamp(a, min=low), x(2, 3), -0.5)
    f.case('clamp', 'from above only', lambda a, low, high: torch.clamp(a, max=high), x(2, 3), None, 0.5)
    f.case('clamp', 'NaN and infinities', clamp, given([NAN, INF, -INF]), -0.5, 1, grad=False)
    f.case('clamp', 'on the bounds', clamp, given([-0.5, 1.0, 3.0, -7.0]), -0.5, 1)


def binary(f):
    ops = {
        'add': torch.add,
        'sub': torch.sub,
        'mul': torch.mul,
        'div': torch.div,
        'pow': torch.pow,
        'maximum': torch.maximum,
        'minimum': torch.minimum,
    }
    for op, function in ops.items():
        draw = positive if op in ('div', 'pow') else x
        f.case(op, 'one shape', function, draw(2, 3), draw(2, 3))
        f.case(op, 'size-1 axes on both sides', function, draw(2, 1, 3), draw(4, 1))
        f.case(op, 'a tensor and a scalar tensor', function, draw(3), draw())
        f.case(op, 'a scalar tensor and a tensor', function, draw(), draw(2, 2))
        f.case(op, 'a stretched view beside a dense tensor', function, draw(3, 2, stretched=(0,)), draw(3, 2))
        f.case(op, 'an empty axis meets size 1', function, draw(0, 3), draw(1, 3))
        f.case(op, 'a batch of one', function, draw(1, 4), draw(4))
        f.case(
            op,
            'NaN and infinities',
            function,
            given([NAN, INF, -INF, 1.0]),
            given([1.0, INF, 2.0, NAN]),
            grad=op in ('add', 'sub', 'mul'),
        )
        if op not in ('maximum', 'minimum'):
            f.case(op, 'a plain number', lambda a, b, function=function: function(a, b), draw(2, 3), 3)
            f.case(op, 'a plain fraction', lambda a, b, function=function: function(a, b), draw(2, 3), 0.5)
    f.case('maximum', 'ties share the gradient', torch.maximum, given([1.0, 2.0, 3.0]), given([1.0, 5.0, 3.0]))
    f.case('minimum', 'ties share the gradient', torch.minimum, given([1.0, 2.0, 3.0]), given([1.0, 5.0, 3.0]))
    f.case('div', 'by zero', torch.div, given([1.0, -1.0, 0.0]), given([0.0, 0.0, 0.0]))
    f.case(
        'pow',
        'a negative base to whole powers',
        torch.pow,
        x(2, 3, low=-2, high=-0.25),
        given([2.0, 3.0, 0.0], grad=False),
    )
    f.case(
        'pow',
        'zero to the powers 0, 1, 2 and 3',
        torch.pow,
        given([0.0, 0.0, 0.0, 0.0]),
        given([0.0, 1.0, 2.0, 3.0], grad=False),
    )
    f.case('pow', 'the exponent of a zero base', torch.pow, given([0.0, 0.0], grad=False), given([2.0, 1.5]))
    f.case('pow', 'the plain exponent 2 of zero and of negative numbers', torch.pow, given([-3.0, 0.0, 3.0]), 2)
    f.case('remainder', 'one shape', torch.remainder, x(2, 3), positive(2, 3))
    f.case('remainder', 'below zero on both sides', torch.remainder, x(2, 3), x(2, 3, low=-2, high=-0.25))
    f.case('remainder', 'size-1 axes on both sides', torch.remainder, x(2, 1, 3), positive(4, 1))
    f.case('remainder', 'a plain number', torch.remainder, x(2, 3), 0.75)
    f.case('remainder', 'whole numbers of every sign', torch.remainder, index([5, -5, 5, -5, 6]), index([3, 3, -3, -3, 3]), float32=False)
    f.case('remainder', 'exactly divisible', torch.remainder, given([6.0, -6, 6, 0]), given([3.0, 3, -3, 3]), grad=False)
    f.case('remainder', 'zero, NaN and infinities', torch.remainder, given([1.0, INF, 1, -1, NAN]), given([0.0, 2, INF, INF, 1]), grad=False)
    f.case('remainder', 'nothing at all', torch.remainder, x(0, 3), x(1, 3))
    f.case('pow', 'the plain exponent 0', torch.pow, given([-3.0, 0.0, 3.0]), 0)


def comparisons(f):
    for op, function in {
        'eq': torch.eq,
        'ne': torch.ne,
        'lt': torch.lt,
        'le': torch.le,
        'gt': torch.gt,
        'ge': torch.ge,
    }.items():
        f.case(
            op, 'ties, both orders and NaN', function, given([1, 2, 3, NAN, INF, -0.0]), given([1, 3, 2, NAN, INF, 0.0])
        )
        f.case(op, 'size-1 axes on both sides', function, index([[1], [2]]), index([[1, 2, 3]]), float32=False)
        f.case(op, 'a plain number', function, given([0.5, 1.0, 1.5]), 1)
        f.case(op, 'nothing at all', function, x(0, 2), x(2))


def logic(f):
    a, b = [[1, 1, 0, 0]], [[1], [0]]
    f.case('logicalAnd', 'size-1 axes on both sides', torch.logical_and, mask(a), mask(b), float32=False)
    f.case('logicalOr', 'size-1 axes on both sides', torch.logical_or, mask(a), mask(b), float32=False)
    f.case('logicalNot', 'a mask', torch.logical_not, mask(a), float32=False)
    f.case(
        'logicalAnd',
        'any number that is not 0 is true',
        torch.logical_and,
        given([0.0, 0.5, -2.0]),
        given([1.0, 1.0, 0.0]),
    )
    f.case(
        'logicalOr',
        'any number that is not 0 is true',
        torch.logical_or,
        given([0.0, 0.5, 0.0]),
        given([1.0, 1.0, 0.0]),
    )
    f.case('logicalNot', 'any number that is not 0 is true', torch.logical_not, given([0.0, 0.5, -2.0]))
    f.case('where', 'one shape', torch.where, mask([[1, 0, 1], [0, 0, 1]]), x(2, 3), x(2, 3))
    f.case('where', 'three broadcasts at once', torch.where, mask([[1], [0]]), x(3), x(2, 1, 1))
    f.case('where', 'the side not chosen may be NaN', torch.where, mask([1, 0]), given([1.0, NAN]), given([NAN, 2.0]))
    f.case(
        'where',
        'a plain number on one side',
        lambda c, a, b: torch.where(c, torch.tensor(a, dtype=b.dtype), b),
        mask([1, 0, 1]),
        0,
        x(3),
    )
    f.case('where', 'nothing at all', torch.where, given([], 'bool'), x(0), x(1))


def dtypes(f):
    f.case('add', 'float32 and float64', torch.add, x(2, dtype='float32'), x(2), float32=False)
    f.case('mul', 'int32 and float32', torch.mul, index([1, 2]), x(2, dtype='float32'), float32=False)
    f.case('add', 'bool and int32', torch.add, mask([1, 0]), index([5, 6]), float32=False)
    f.case('div', 'whole numbers divide into fractions', torch.div, index([1, -7]), index([2, 2]), float32=False)
    f.case('mul', 'whole numbers and a plain fraction', torch.mul, index([1, 2]), 0.5, float32=False)
    f.case('sub', 'float32 beside a plain number', torch.sub, x(2, dtype='float32'), 0.5, float32=False)
    f.case(
        'to',
        'float64 to float32',
        lambda a, _: a.to(torch.float32),
        given([0.1, 1e-3, 2.0**40]),
        'float32',
        float32=False,
    )
    f.case(
        'to', 'float32 to float64', lambda a, _: a.to(torch.float64), x(2, 2, dtype='float32'), 'float64', float32=False
    )
    f.case('to', 'fractions are cut off', lambda a, _: a.to(torch.int32), given([1.75, -1.75, 0.0]), 'int32')
    f.case('to', 'anything but 0 is true', lambda a, _: a.to(torch.bool), given([0.5, 0.0, -1.0, NAN]), 'bool')
    f.case('to', 'truth as a number', lambda a, _: a.to(torch.float64), mask([1, 0]), 'float64', float32=False)
