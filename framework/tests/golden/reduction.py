"""Many numbers become one: over all axes, one axis, several, none; with ties, NaN and empty axes."""

import torch

from case import Family, given, index, mask, x

NAN = float('nan')
INF = float('inf')


def family():
    f = Family('reduction')
    means(f)
    spread(f)
    extremes(f)
    positions(f)
    products(f)
    others(f)
    truth(f)
    return f


def over(function):
    """PyTorch's function behind our calling convention: (x, axes?, { keepdim }?)."""

    def call(a, axes=None, options=None):
        every = list(range(a.dim())) if axes is None else axes
        return function(a, every, (options or {}).get('keepdim', False))

    return call


KEEP = {'keepdim': True}
AXES = [
    ('everything', (x(2, 3),)),
    ('one axis', (x(2, 3, 4), 1)),
    ('the last axis by -1, kept', (x(2, 3), -1, KEEP)),
    ('two axes', (x(2, 3, 4), [0, 2])),
    ('axes of size 1', (x(1, 3, 1), [0, 2], KEEP)),
    ('everything, kept', (x(2, 2), None, KEEP)),
    ('a scalar', (x(),)),
    ('a stretched view (stride 0)', (x(3, 4, stretched=(0,)), 0)),
]


def all_axes(f, op, function, rows=AXES):
    for title, args in rows:
        f.case(op, title, over(function), *args)


def means(f):
    all_axes(f, 'sum', lambda a, axes, keep: a.sum(axes, keep) if a.dim() else a.sum())
    all_axes(f, 'mean', lambda a, axes, keep: a.mean(axes, keep) if a.dim() else a.mean())
    f.case('sum', 'an empty axis gives zeros', lambda a, axes: a.sum(axes), x(0, 3), 0)
    f.case('sum', 'an empty axis stays', lambda a, axes: a.sum(axes), x(0, 3), 1)
    f.case('sum', 'whole numbers', lambda a: a.sum(), index([[1, 2], [3, 4]]), float32=False)
    f.case('sum', 'truth values are counted', lambda a, axes: a.sum(axes), mask([[1, 0], [1, 1]]), 1, float32=False)
    f.case('sum', 'NaN and infinity', lambda a, axes: a.sum(axes), given([[NAN, 1], [INF, 1], [INF, -INF]]), 1)
    f.case('mean', 'of nothing is NaN', lambda a, axes: a.mean(axes), x(0, 3), 0)
    f.case('sumTo', 'a stretched and an added axis', lambda a, to: a.sum_to_size(to), x(2, 3, 4), [3, 1])
    f.case('sumTo', 'the same shape', lambda a, to: a.sum_to_size(to), x(2, 3), [2, 3])
    f.case('sumTo', 'down to a scalar', lambda a, to: a.sum_to_size(to), x(2, 3), [])
    f.case('sumTo', 'an axis of size 1 that was never stretched', lambda a, to: a.sum_to_size(to), x(2, 1, 3), [1, 3])


def spread(f):
    def variance(a, axes=None, options=None):
        o = options or {}
        every = list(range(a.dim())) if axes is None else axes
        return torch.var(a, every, correction=o.get('correction', 1), keepdim=o.get('keepdim', False))

    def std(a, axes=None, options=None):
        o = options or {}
        every = list(range(a.dim())) if axes is None else axes
        return torch.std(a, every, correction=o.get('correction', 1), keepdim=o.get('keepdim', False))

    for op, function in (('variance', variance), ('std', std)):
        for title, args in AXES[:4] + AXES[5:6]:
            f.case(op, title, function, *args)
        f.case(op, 'of the population', function, x(3, 4), 0, {'correction': 0})
        f.case(op, 'shifted by a thousand', function, x(3, 4, low=999, high=1001), 1, float32=False)
        f.case(op, 'a single number, population', function, x(1, 2), 0, {'correction': 0})
        f.case(op, 'all the same', function, given([[2, 2, 2], [1, 2, 3]]), 1)
        f.case(op, 'a single number, sample: NaN', function, x(1, 2), 0, grad=False)


def extremes(f):
    for op, function in (('max', torch.amax), ('min', torch.amin)):
        all_axes(f, op, lambda a, axes, keep, function=function: function(a, axes, keep))
        f.case(op, 'ties share the gradient', over(function), given([[3, 1, 3, 1], [2, 2, 2, 2]]), 1)
        f.case(op, 'ties over everything', over(function), given([[3, -1], [3, -1]]))
        f.case(op, 'NaN wins', over(function), given([[1, NAN, 3], [INF, -INF, 0]]), 1, grad=False)
        f.case(op, 'an empty axis stays', over(function), x(0, 3), 1)
        f.case(op, 'whole numbers', over(function), index([[1, 5], [7, -2]]), 1, float32=False)


def positions(f):
    for op, function in (('argmax', torch.argmax), ('argmin', torch.argmin)):
        f.case(op, 'the last axis', lambda a, function=function: function(a, -1), x(3, 4))
        f.case(op, 'the first axis of three', lambda a, axis, function=function: function(a, axis), x(2, 3, 4), 0)
        f.case(
            op, 'the first of a tie', lambda a, function=function: function(a, -1), given([[3, 1, 3, 1], [2, 2, 2, 2]])
        )
        f.case(
            op,
            'NaN counts as the extreme',
            lambda a, function=function: function(a, -1),
            given([[1, NAN, 3, NAN], [INF, -INF, 0, 1]]),
        )
        f.case(op, 'an axis of size 1', lambda a, axis, function=function: function(a, axis), x(3, 1), 1)
        f.case(op, 'an axis kept', lambda a, axis, _, function=function: function(a, axis, True), x(2, 3, 4), 1, KEEP)


def products(f):
    def prod(a, axes=None, options=None):
        keep = (options or {}).get('keepdim', False)
        if axes is None:
            return a.prod()
        return a.prod(axes, keep)

    f.case('prod', 'everything', prod, x(2, 3))
    f.case('prod', 'one axis', prod, x(2, 3, 2), 1)
    f.case('prod', 'the last axis, kept', prod, x(2, 3), -1, KEEP)
    f.case('prod', 'one zero: only its own gradient is left', prod, given([[2, 0, 3], [1, 2, 4]]), 1)
    f.case('prod', 'two zeros: no gradient at all', prod, given([0, 2, 0]))
    f.case('prod', 'of nothing is 1', prod, x(0, 2), 0)
    f.case('prod', 'a scalar', prod, x())

    cumsum = torch.cumsum

    f.case('cumsum', 'the last axis', cumsum, x(2, 4), -1)
    f.case('cumsum', 'the first axis', cumsum, x(3, 2), 0)
    f.case('cumsum', 'an axis of size 1', cumsum, x(2, 1, 3), 1)
    f.case('cumsum', 'nothing at all', cumsum, x(0, 2), 0)
    f.case('cumsum', 'a stretched view (stride 0)', cumsum, x(3, 2, stretched=(0,)), 0)

    cumprod = torch.cumprod
    f.case('cumprod', 'the last axis', cumprod, x(2, 4), -1)
    f.case('cumprod', 'the first axis', cumprod, x(3, 2), 0)
    f.case('cumprod', 'an axis of size 1', cumprod, x(2, 1, 3), 1)
    f.case('cumprod', 'nothing at all', cumprod, x(0, 2), 0)
    f.case('cumprod', 'a stretched view (stride 0)', cumprod, x(3, 2, stretched=(0,)), 0)
    f.case('cumprod', 'no zero, one, two', cumprod, given([[2, 3, 4, 5], [2, 0, 4, 5], [2, 0, 4, 0], [0, 3, 0, 5]]), 1)
    f.case('cumprod', 'zeros along the first axis', cumprod, given([[2, 0], [0, 3], [4, 5]]), 0)
    f.case('cumprod', 'a scalar', cumprod, x(), 0)


def others(f):
    all_axes(f, 'logSumExp', lambda a, axes, keep: torch.logsumexp(a, axes, keep))
    # Not in float32: the result 1000.3 has only four decimals there, and the gradient e^(x - y) inherits that, in PyTorch too.
    f.case(
        'logSumExp',
        'a thousand and minus a thousand',
        over(torch.logsumexp),
        given([[1000, 999, -1000], [-1000, -1001, -1002]]),
        1,
        float32=False,
    )
    f.case('logSumExp', 'minus infinity is a probability of 0', over(torch.logsumexp), given([[-INF, 1, 2]]), 1)
    f.case('logSumExp', 'nothing but minus infinity', over(torch.logsumexp), given([[-INF, -INF]]), 1, grad=False)

    def norm(a, p=2, axes=None, options=None):
        return torch.linalg.vector_norm(a, p, axes, (options or {}).get('keepdim', False))

    f.case('norm', 'everything', norm, x(2, 3))
    f.case('norm', 'one axis', norm, x(2, 3, 2), 2, 1)
    f.case('norm', 'two axes, kept', norm, x(2, 3, 2), 2, [0, 2], KEEP)
    f.case('norm', 'an axis of size 1', norm, x(1, 3), 2, 0)
    f.case('norm', 'a stretched view (stride 0)', norm, x(3, 2, stretched=(0,)), 2, 0)
    for p in (0, 1, 2, 3, INF, -INF):
        f.case('norm', f'p = {p}', norm, x(2, 3), p, 1)
        f.case('norm', f'p = {p}, with zeros and ties', norm, given([[0, 0, 0], [0, 3, -3]]), p, 1)
    f.case('norm', 'p = 1.5', norm, x(2, 3), 1.5, 1)


def truth(f):
    def any_of(a, axis=None):
        return a.any() if axis is None else a.any(axis)

    def all_of(a, axis=None):
        return a.all() if axis is None else a.all(axis)

    rows = [[1, 0], [0, 0], [1, 1]]
    for op, function in (('any', any_of), ('all', all_of)):
        f.case(op, 'everything', function, mask(rows), float32=False)
        f.case(op, 'one axis', function, mask(rows), 1, float32=False)
        f.case(op, 'of nothing', function, given([], 'bool'), float32=False)
        f.case(op, 'numbers that are not 0', function, given([[0.0, 0.5], [0.0, 0.0]]), 1)
