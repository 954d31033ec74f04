"""Windows that slide over signals and images: convolution, its two derivatives, pooling, folding."""

import torch
import torch.nn.functional as F
from torch.nn import grad as conv_grad

from case import Family, given, x

NAN = float('nan')


def family():
    f = Family('conv')
    convolution(f)
    derivatives(f)
    one_dimension(f)
    transposed(f)
    max_pooling(f)
    average_pooling(f)
    adaptive(f)
    resizing(f)
    folding(f)
    return f


def pick(options, **defaults):
    """Our option names → PyTorch's, and the defaults."""
    names = {
        'outputPadding': 'output_padding',
        'countIncludePad': 'count_include_pad',
        'ceilMode': 'ceil_mode',
        'scaleFactor': 'scale_factor',
        'alignCorners': 'align_corners',
    }
    return {**defaults, **{names.get(k, k): tuple(v) if isinstance(v, list) else v for k, v in (options or {}).items()}}


def conv2d(a, weight, bias=None, options=None):
    window = pick(options, relu=False)
    y = F.conv2d(a, weight, bias, **{k: v for k, v in window.items() if k != 'relu'})
    return F.relu(y) if window['relu'] else y


def convolution(f):
    rows = [
        ('a kernel that is not square', (x(2, 2, 4, 3), x(2, 2, 3, 2), x(2))),
        ('no bias', (x(1, 1, 3, 3), x(2, 1, 2, 2))),
        ('stride 2, padding 1', (x(1, 2, 5, 4), x(2, 2, 3, 3), x(2), {'stride': 2, 'padding': 1})),
        (
            'different steps down and across',
            (x(1, 1, 5, 6), x(2, 1, 2, 3), x(2), {'stride': [1, 2], 'padding': [0, 2], 'dilation': [2, 1]}),
        ),
        ('dilation 2', (x(1, 1, 5, 5), x(1, 1, 2, 2), x(1), {'dilation': 2})),
        ('two groups', (x(1, 4, 3, 3), x(4, 2, 2, 2), x(4), {'groups': 2})),
        ('one kernel for each channel', (x(2, 3, 3, 3), x(3, 1, 2, 2), x(3), {'groups': 3})),
        ('a stride that leaves a rim unread', (x(1, 1, 6, 6), x(1, 1, 2, 2), x(1), {'stride': 3})),
        ('a 1×1 kernel', (x(2, 3, 2, 2), x(2, 3, 1, 1), x(2))),
        ('one cell', (x(1, 1, 1, 1), x(1, 1, 1, 1), x(1))),
        ('more padding than image', (x(1, 1, 1, 2), x(1, 1, 3, 3), x(1), {'padding': 2})),
        ('cut off at 0', (x(2, 2, 4, 5), x(5, 2, 3, 3), x(5), {'padding': 1, 'relu': True})),
        ('an empty batch', (x(0, 2, 3, 3), x(2, 2, 2, 2), x(2))),
        ('the same size, odd kernel', (x(1, 2, 3, 4), x(2, 2, 3, 3), x(2), {'padding': 'same'})),
        ('the same size, even kernel', (x(2, 1, 3, 4), x(2, 1, 2, 4), x(2), {'padding': 'same'})),
        ('the same size, dilation, groups', (x(1, 2, 4, 5), x(2, 1, 2, 3), None, {'padding': 'same', 'dilation': [3, 2], 'groups': 2})),
        ('the same size, cut off at 0', (x(1, 1, 3, 3), x(3, 1, 2, 2), x(3), {'padding': 'same', 'relu': True})),
        ('no padding, in words', (x(1, 1, 3, 3), x(1, 1, 2, 2), x(1), {'padding': 'valid', 'stride': 2})),
        ('a stretched image (stride 0)', (x(2, 1, 3, 3, stretched=(0,)), x(1, 1, 2, 2), x(1))),
    ]
    for title, args in rows:
        f.case('conv2d', title, conv2d, *args)
    f.case(
        'conv2d',
        'NaN reaches every window it is in',
        conv2d,
        given([[[[1, 2, 3], [4, NAN, 6], [7, 8, 9], [1, 1, 1]]]]),
        x(1, 1, 2, 2, low=0.5),
        grad=False,
    )


def derivatives(f):
    def input_grad(g, weight, shape, options=None):
        return conv_grad.conv2d_input(shape, weight, g, **pick(options))

    def weight_grad(g, a, shape, options=None):
        return conv_grad.conv2d_weight(a, shape, g, **pick(options))

    rows = [
        ('a kernel that is not square', [2, 2, 2, 2], [2, 2, 3, 2], [2, 2, 4, 3], {}),
        (
            'stride 2, padding 1, two groups',
            [1, 4, 3, 2],
            [4, 1, 3, 3],
            [1, 2, 5, 4],
            {'stride': 2, 'padding': 1, 'groups': 2},
        ),
        ('dilation 2', [1, 1, 3, 3], [1, 1, 2, 2], [1, 1, 5, 5], {'dilation': 2}),
        ('a rim that is never read', [1, 1, 2, 2], [1, 1, 2, 2], [1, 1, 6, 6], {'stride': 3}),
    ]
    for title, g, weight, image, options in rows:
        f.case('conv2dInputGrad', title, input_grad, x(*g), x(*weight), image, options)
        f.case('conv2dWeightGrad', title, weight_grad, x(*g), x(*image), weight, options)


def one_dimension(f):
    def conv1d(a, weight, bias=None, options=None):
        return F.conv1d(a, weight, bias, **pick(options))

    f.case('conv1d', 'two channels', conv1d, x(2, 2, 5), x(3, 2, 2), x(3))
    f.case(
        'conv1d',
        'stride 2, padding 1, dilation 2',
        conv1d,
        x(1, 1, 7),
        x(2, 1, 3),
        x(2),
        {'stride': 2, 'padding': 1, 'dilation': 2},
    )
    f.case('conv1d', 'two groups, no bias', conv1d, x(1, 4, 4), x(2, 2, 2), None, {'groups': 2})
    f.case('conv1d', 'the same length, odd kernel', conv1d, x(1, 2, 4), x(2, 2, 3), x(2), {'padding': 'same'})
    f.case('conv1d', 'the same length, even kernel', conv1d, x(2, 1, 5), x(2, 1, 4), None, {'padding': 'same', 'dilation': 1})
    f.case('conv1d', 'one cell', conv1d, x(1, 1, 1), x(1, 1, 1), x(1))


def transposed(f):
    def conv_transpose2d(a, weight, bias=None, options=None):
        return F.conv_transpose2d(a, weight, bias, **pick(options))

    f.case('convTranspose2d', 'the defaults', conv_transpose2d, x(1, 2, 2, 3), x(2, 2, 2, 2), x(2))
    f.case(
        'convTranspose2d',
        'stride 2, padding 1, output padding 1',
        conv_transpose2d,
        x(1, 1, 2, 2),
        x(1, 2, 3, 3),
        x(2),
        {'stride': 2, 'padding': 1, 'outputPadding': 1},
    )
    f.case(
        'convTranspose2d',
        'dilation 2, two groups, no bias',
        conv_transpose2d,
        x(1, 2, 2, 2),
        x(2, 1, 2, 2),
        None,
        {'dilation': 2, 'groups': 2},
    )
    f.case(
        'convTranspose2d',
        'different steps down and across',
        conv_transpose2d,
        x(2, 1, 2, 2),
        x(1, 1, 3, 2),
        x(1),
        {'stride': [2, 1], 'padding': [1, 0]},
    )
    f.case('convTranspose2d', 'one cell', conv_transpose2d, x(1, 1, 1, 1), x(1, 1, 2, 2), x(1))

    def conv_transpose1d(a, weight, bias=None, options=None):
        return F.conv_transpose1d(a, weight, bias, **pick(options))

    f.case('convTranspose1d', 'kernels of 3', conv_transpose1d, x(2, 2, 4), x(2, 3, 3), x(3))
    f.case('convTranspose1d', 'no bias, stride 2', conv_transpose1d, x(1, 1, 3), x(1, 2, 2), None, {'stride': 2})
    f.case(
        'convTranspose1d',
        'stride 3, padding 1, output padding 2',
        conv_transpose1d,
        x(1, 2, 3),
        x(2, 1, 4),
        x(1),
        {'stride': 3, 'padding': 1, 'outputPadding': 2},
    )
    f.case(
        'convTranspose1d', 'dilation 2, two groups', conv_transpose1d, x(1, 4, 3), x(4, 1, 2), x(2), {'dilation': 2, 'groups': 2}
    )
    f.case('convTranspose1d', 'one place', conv_transpose1d, x(1, 1, 1), x(1, 1, 2), x(1))


def max_pooling(f):
    def max_pool2d(a, kernel, options=None):
        return F.max_pool2d(a, kernel, **pick(options))

    rows = [
        ('2×2 windows', (x(2, 2, 4, 4), 2)),
        ('windows that are not square', (x(1, 2, 4, 6), [2, 3])),
        ('overlapping windows with padding', (x(1, 1, 5, 5), 3, {'stride': 2, 'padding': 1})),
        ('dilation 2', (x(1, 1, 5, 4), 2, {'stride': 1, 'dilation': 2})),
        (
            'the first of a tie takes the gradient',
            (given([[[[1, 1, 2, 0], [1, 1, 2, 2], [0, 0, -1, -1], [0, 0, -1, -1]]]]), 2),
        ),
        ('a rim that is never read', (x(1, 1, 5, 5), 2)),
        ('nothing but negative numbers, with padding', (x(1, 1, 3, 3, low=-2, high=-1), 2, {'padding': 1})),
        ('1×1 windows', (x(1, 1, 2, 2), 1)),
        ('an empty batch', (x(0, 1, 4, 4), 2)),
        ('hanging over the edges', (x(1, 2, 5, 7), 2, {'ceilMode': True})),
        ('hanging over, with padding', (x(1, 1, 6, 5), 3, {'stride': 2, 'padding': 1, 'ceilMode': True})),
        ('a last window that would begin outside', (x(1, 1, 4, 6), 2, {'stride': 3, 'padding': 1, 'ceilMode': True})),
        ('hanging over with dilation', (x(1, 1, 6, 6), 2, {'stride': 3, 'dilation': 2, 'ceilMode': True})),
        ('NaN wins', (given([[[[1, NAN], [3, 4]]]]), 2)),
    ]
    for title, args in rows:
        f.case('maxPool2d', title, max_pool2d, *args)
    f.case('maxPool1d', 'windows of 2', lambda a, k, o=None: F.max_pool1d(a, k, **pick(o)), x(2, 2, 4), 2)
    f.case(
        'maxPool1d',
        'overlapping windows with padding',
        lambda a, k, o=None: F.max_pool1d(a, k, **pick(o)),
        x(1, 1, 5),
        3,
        {'stride': 2, 'padding': 1},
    )
    f.case(
        'maxPool1d',
        'hanging over the end',
        lambda a, k, o=None: F.max_pool1d(a, k, **pick(o)),
        x(1, 2, 5),
        2,
        {'ceilMode': True},
    )


def average_pooling(f):
    def avg_pool2d(a, kernel, options=None):
        return F.avg_pool2d(a, kernel, **pick(options))

    f.case('avgPool2d', '2×2 windows', avg_pool2d, x(2, 1, 4, 4), 2)
    f.case('avgPool2d', 'windows that are not square', avg_pool2d, x(1, 2, 4, 6), [2, 3])
    f.case('avgPool2d', 'padding counts as zeros', avg_pool2d, x(1, 1, 5, 5), 3, {'stride': 2, 'padding': 1})
    f.case(
        'avgPool2d',
        'padding does not count',
        avg_pool2d,
        x(1, 1, 5, 4),
        [3, 2],
        {'stride': 1, 'padding': 1, 'countIncludePad': False},
    )

    def avg_pool2d_grad(g, shape, kernel, options=None):
        image = torch.zeros(shape, dtype=g.dtype, requires_grad=True)
        pooled = avg_pool2d(image, kernel, options)
        return torch.autograd.grad(pooled, image, g, create_graph=True)[0]

    f.case('avgPool2dGrad', '2×2 windows', avg_pool2d_grad, x(2, 1, 2, 2), [2, 1, 4, 4], 2)
    f.case(
        'avgPool2dGrad',
        'overlapping windows with padding',
        avg_pool2d_grad,
        x(1, 1, 3, 3),
        [1, 1, 5, 5],
        3,
        {'stride': 2, 'padding': 1},
    )
    hanging = [
        ('hanging over the edges', (2, 5, 7), 2, {}),
        ('hanging over, with padding', (1, 6, 5), 3, {'stride': 2, 'padding': 1}),
        ('hanging over, padding does not count', (1, 6, 5), 3, {'stride': 2, 'padding': 1, 'countIncludePad': False}),
        ('a last window that would begin outside', (1, 4, 6), 2, {'stride': 3, 'padding': 1}),
        ('a last window over padding alone', (1, 3, 3), 2, {'stride': 2, 'padding': 1}),
    ]
    for title, size, kernel, options in hanging:
        f.case('avgPool2d', title, avg_pool2d, x(1, *size), kernel, {**options, 'ceilMode': True})
    f.case(
        'avgPool2dGrad',
        'hanging over, with padding',
        avg_pool2d_grad,
        x(1, 1, 3, 3),
        [1, 1, 6, 6],
        3,
        {'padding': 1, 'ceilMode': True},
    )
    f.case(
        'avgPool1d',
        'hanging over, with padding',
        lambda a, k, o=None: F.avg_pool1d(a, k, **pick(o)),
        x(1, 2, 6),
        3,
        {'stride': 2, 'padding': 1, 'ceilMode': True},
    )
    f.case('avgPool2d', 'a rim that is never read', avg_pool2d, x(1, 1, 5, 5), 2)
    f.case('avgPool1d', 'windows of 2', lambda a, k, o=None: F.avg_pool1d(a, k, **pick(o)), x(2, 2, 4), 2)
    f.case(
        'avgPool1d',
        'overlapping windows with padding',
        lambda a, k, o=None: F.avg_pool1d(a, k, **pick(o)),
        x(1, 1, 5),
        3,
        {'stride': 2, 'padding': 1},
    )


def adaptive(f):
    f.case('adaptiveAvgPool2d', 'windows of unequal size', F.adaptive_avg_pool2d, x(1, 2, 5, 4), [3, 2])
    f.case('adaptiveAvgPool2d', 'one window over all', F.adaptive_avg_pool2d, x(2, 1, 3, 2), 1)
    f.case('adaptiveMaxPool2d', 'windows of unequal size', F.adaptive_max_pool2d, x(1, 2, 5, 4), [3, 2])
    f.case('adaptiveMaxPool2d', 'one window over all', F.adaptive_max_pool2d, x(2, 1, 3, 2), 1)
    for op, function in (('globalAvgPool', torch.mean), ('globalMaxPool', torch.amax)):
        f.case(op, 'images', lambda a, function=function: function(a, (2, 3)), x(2, 2, 3, 2))
        f.case(op, 'signals', lambda a, function=function: function(a, (2,)), x(1, 2, 5))
        f.case(op, 'ties', lambda a, function=function: function(a, (2,)), given([[[2, 1, 2]]]))
    f.case('adaptiveAvgPool1d', 'windows of unequal size', F.adaptive_avg_pool1d, x(1, 2, 5), 3)
    f.case('adaptiveMaxPool1d', 'windows of unequal size', F.adaptive_max_pool1d, x(1, 2, 5), 3)


def resizing(f):
    def interpolate(a, options):
        return F.interpolate(a, **{k: list(v) if isinstance(v, tuple) else v for k, v in pick(options).items()})

    images = [
        ('twice as large', (1, 2, 2, 3), {'scaleFactor': 2}),
        ('smaller', (1, 1, 5, 7), {'size': [3, 4]}),
        ('half as large', (1, 1, 4, 6), {'scaleFactor': 0.5}),
        ('by a fraction, rounded down', (1, 1, 3, 5), {'scaleFactor': 1.5}),
        ('different factors', (1, 1, 2, 2), {'scaleFactor': [1.5, 3]}),
        ('one cell', (1, 1, 1, 1), {'size': 3}),
        ('to one cell', (1, 1, 3, 4), {'size': 1}),
        ('the same size', (1, 1, 2, 3), {'size': [2, 3]}),
    ]
    for title, shape, options in images:
        f.case('interpolate', f'nearest: {title}', interpolate, x(*shape), {**options})
        f.case('interpolate', f'bilinear: {title}', interpolate, x(*shape), {**options, 'mode': 'bilinear'})
        f.case(
            'interpolate',
            f'bilinear, corners aligned: {title}',
            interpolate,
            x(*shape),
            {**options, 'mode': 'bilinear', 'alignCorners': True},
        )
    f.case('interpolate', 'nearest: signals', interpolate, x(2, 1, 7), {'size': 5})
    for n, to in ((26, 22), (14, 46), (39, 33)):  # where float32 and float64 land on different cells
        for dtype in ('float64', 'float32'):
            # PyTorch's way back computes in float32 also where its way there did not: no promise in float64
            f.case(
                'interpolate',
                f'nearest: {to} places from {n}, {dtype}',
                interpolate,
                x(1, 1, n, dtype=dtype),
                {'size': to},
                float32=False,
                grad=dtype == 'float32',
            )
    for n in (3, 6, 7, 9, 10, 11, 13):
        f.case('interpolate', f'nearest: {n} places from 21', interpolate, x(1, 1, 21), {'size': n})
        f.case('interpolate', f'nearest: 21 places from {n}', interpolate, x(1, 1, n), {'size': 21})
    f.case('interpolate', 'linear: signals', interpolate, x(2, 1, 4), {'scaleFactor': 2.5, 'mode': 'linear'})
    f.case(
        'interpolate', 'linear, corners aligned: signals', interpolate, x(2, 1, 4), {'size': 7, 'mode': 'linear', 'alignCorners': True}
    )


def folding(f):
    def unfold(a, kernel, options=None):
        return F.unfold(a, tuple(kernel) if isinstance(kernel, list) else kernel, **pick(options))

    def fold(a, size, kernel, options=None):
        return F.fold(a, tuple(size), tuple(kernel) if isinstance(kernel, list) else kernel, **pick(options))

    f.case('unfold', '2×2 windows', unfold, x(1, 2, 3, 3), 2)
    f.case(
        'unfold',
        'stride 2, padding 1, dilation 2',
        unfold,
        x(1, 1, 4, 5),
        [2, 2],
        {'stride': 2, 'padding': 1, 'dilation': 2},
    )
    f.case('fold', 'overlapping windows add up', fold, x(1, 8, 4), [3, 3], 2)
    f.case('fold', 'stride 2, padding 1', fold, x(1, 4, 6), [3, 4], [2, 2], {'stride': 2, 'padding': 1})
