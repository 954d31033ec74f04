"""Probabilities and the losses that judge them."""

import torch
import torch.nn.functional as F

from case import Family, given, index, positive, x

INF = float('inf')


def family():
    f = Family('loss')
    probabilities(f)
    classification(f)
    classification_options(f)
    yes_or_no(f)
    distances(f)
    divergences(f)
    silence(f)
    return f


def probabilities(f):
    for op, function in (('softmax', torch.softmax), ('logSoftmax', torch.log_softmax)):
        f.case(op, 'the last axis', lambda a, function=function: function(a, -1), x(2, 3))
        f.case(op, 'the first axis of three', function, x(3, 2, 2), 0)
        f.case(op, 'one class', function, x(2, 1), 1)
        f.case(
            op,
            'a thousand and minus a thousand',
            function,
            given([[1000, 999, -1000], [-1000, -1000, -1001], [1000, -1000, 0]]),
            1,
        )
        f.case(op, 'ties', function, given([[1, 1, 1, 1]]), -1)
        f.case(op, 'nothing at all', function, x(0, 3), 1)
        f.case(op, 'a stretched view (stride 0)', function, x(2, 3, stretched=(0,)), 1)
    f.case('softmax', 'minus infinity is a probability of 0', torch.softmax, given([[0.5, -INF, 1]]), 1)
    f.case('softmax', 'NaN spoils its row only', torch.softmax, given([[0.5, float('nan')], [1, 2]]), 1, grad=False)


def cross_entropy(logits, targets, options=None):
    o = options or {}
    return F.cross_entropy(
        logits,
        targets if targets.dtype.is_floating_point else targets.long(),
        weight=o.get('weight'),
        reduction=o.get('reduction', 'mean'),
        ignore_index=o.get('ignoreIndex', -100),
        label_smoothing=o.get('labelSmoothing', 0.0),
    )


def classification(f):
    rows = [
        ('mean', (x(3, 4), index([2, 0, 2]))),
        ('sum', (x(3, 4), index([2, 0, 3]), {'reduction': 'sum'})),
        ('one loss for each example', (x(2, 3), index([1, 1]), {'reduction': 'none'})),
        ('a batch of one', (x(1, 3), index([2]))),
        ('one class', (x(3, 1), index([0, 0, 0]))),
        ('logits of a thousand', (given([[1000, -1000, 0], [-1000, 1000, 999]]), index([0, 0]))),
        ('sure and wrong by a thousand', (given([[1000, 0], [0, 1000]]), index([1, 0]), {'reduction': 'none'})),
        ('ties', (given([[1, 1, 1], [0, 0, 0]]), index([0, 2]))),
        ('a stretched view (stride 0)', (x(3, 2, stretched=(0,)), index([0, 1, 1]))),
    ]
    for title, args in rows:
        f.case('crossEntropy', title, cross_entropy, *args)


def classification_options(f):
    weight = given([0.5, 2.0, 1.0, 0.25], grad=False)
    rows = [
        ('class weights', (x(3, 4), index([2, 0, 1]), {'weight': weight})),
        ('class weights, summed', (x(3, 4), index([2, 0, 1]), {'weight': weight, 'reduction': 'sum'})),
        ('an index that is ignored', (x(3, 4), index([2, -100, 1]))),
        (
            'another index that is ignored, with weights',
            (x(3, 4), index([2, 3, 1]), {'ignoreIndex': 3, 'weight': weight}),
        ),
        ('label smoothing', (x(3, 4), index([2, 0, 1]), {'labelSmoothing': 0.1})),
        ('label smoothing with weights', (x(3, 4), index([2, 0, 1]), {'labelSmoothing': 0.1, 'weight': weight})),
        ('soft targets', (x(2, 3), given([[0.25, 0.5, 0.25], [1, 0, 0]], grad=False))),
        (
            'soft targets with label smoothing',
            (x(2, 3), given([[0.25, 0.5, 0.25], [1, 0, 0]], grad=False), {'labelSmoothing': 0.2}),
        ),
        ('a class for each pixel', (x(2, 3, 2, 2), index([[[0, 1], [2, 0]], [[1, 1], [2, 2]]]))),
    ]
    for title, args in rows:
        f.case('crossEntropy', title, cross_entropy, *args)

    def nll(a, targets, options=None):
        o = options or {}
        return F.nll_loss(
            a,
            targets.long(),
            weight=o.get('weight'),
            reduction=o.get('reduction', 'mean'),
            ignore_index=o.get('ignoreIndex', -100),
        )

    f.case('nll', 'mean', nll, x(3, 4, low=-4, high=0), index([2, 0, 2]))
    f.case('nll', 'class weights', nll, x(3, 4, low=-4, high=0), index([2, 0, 1]), {'weight': weight})
    f.case('nll', 'one loss for each example', nll, x(3, 4, low=-4, high=0), index([2, 0, 1]), {'reduction': 'none'})
    f.case('nll', 'an index that is ignored', nll, x(3, 4, low=-4, high=0), index([2, -100, 1]))


def reduced(function):
    return lambda a, b, options=None: function(a, b, **(options or {}))


def every_reduction(f, op, function, prediction, target):
    f.case(op, 'mean', reduced(function), prediction, target)
    f.case(op, 'sum', reduced(function), prediction, target, {'reduction': 'sum'})
    f.case(op, 'one loss for each number', reduced(function), prediction, target, {'reduction': 'none'})


def yes_or_no(f):
    def with_logits(a, target, options=None):
        o = options or {}
        return F.binary_cross_entropy_with_logits(
            a, target, weight=o.get('weight'), pos_weight=o.get('posWeight'), reduction=o.get('reduction', 'mean')
        )

    truth = given([[1, 0, 1], [0, 0, 1]], grad=False)
    probability = x(2, 3, low=0.125, high=0.875)
    f.case('bce', 'mean', reduced(F.binary_cross_entropy), probability, truth)
    f.case(
        'bce', 'one loss for each number', reduced(F.binary_cross_entropy), probability, truth, {'reduction': 'none'}
    )
    # Forward only: PyTorch's slope there is 1 / 1e-12 with the 1e-12 rounded to float32.
    f.case(
        'bce',
        'sure and wrong is cut at 100',
        reduced(F.binary_cross_entropy),
        given([0.0, 1.0]),
        given([1.0, 0.0], grad=False),
        grad=False,
    )
    f.case(
        'bce', 'soft truth wants a gradient too', reduced(F.binary_cross_entropy), probability, x(2, 3, low=0, high=1)
    )
    f.case(
        'bce',
        'weights',
        reduced(F.binary_cross_entropy),
        probability,
        truth,
        {'weight': positive(2, 3, grad=False), 'reduction': 'sum'},
    )
    f.case('bceWithLogits', 'mean', with_logits, x(2, 3), truth)
    f.case('bceWithLogits', 'sum', with_logits, x(2, 3), truth, {'reduction': 'sum'})
    f.case('bceWithLogits', 'one loss for each number', with_logits, x(2, 3), truth, {'reduction': 'none'})
    f.case(
        'bceWithLogits',
        'logits of a thousand',
        with_logits,
        given([1000, -1000, 1000, -1000]),
        given([1, 1, 0, 0], grad=False),
    )
    f.case(
        'bceWithLogits',
        'positives weigh more',
        with_logits,
        x(2, 3),
        truth,
        {'posWeight': given([3.0, 1.0, 0.5], grad=False)},
    )
    f.case('bceWithLogits', 'weights', with_logits, x(2, 3), truth, {'weight': positive(2, 3, grad=False)})
    f.case('bceWithLogits', 'soft truth wants a gradient too', with_logits, x(2, 3), x(2, 3, low=0, high=1))
    f.case('bceWithLogits', 'soft truth, a batch of one', with_logits, x(1, 1), given([[0.25]], grad=False))


def distances(f):
    every_reduction(f, 'mse', F.mse_loss, x(2, 3), x(2, 3))
    f.case('mse', 'a single number', reduced(F.mse_loss), x(), x())
    f.case('mse', 'a stretched prediction (stride 0)', reduced(F.mse_loss), x(3, 2, stretched=(0,)), x(3, 2))
    f.case('mse', 'of nothing is NaN', reduced(F.mse_loss), x(0, 2), x(0, 2))
    f.case('mse', 'the sum over nothing is 0', reduced(F.mse_loss), x(0, 2), x(0, 2), {'reduction': 'sum'})
    every_reduction(f, 'l1', F.l1_loss, x(2, 3), x(2, 3))
    f.case('l1', 'exactly right', reduced(F.l1_loss), given([1.0, 2.0]), given([1.0, 3.0]))
    every_reduction(f, 'smoothL1', F.smooth_l1_loss, x(2, 3), x(2, 3))
    f.case(
        'smoothL1',
        'a beta of 0.5, on and off the seam',
        reduced(F.smooth_l1_loss),
        given([0.0, 0.5, 0.25, 3.0]),
        given([0.0, 0.0, 0.0, 0.0]),
        {'beta': 0.5},
    )
    every_reduction(f, 'huber', F.huber_loss, x(2, 3), x(2, 3))
    f.case(
        'huber',
        'a delta of 0.5, on and off the seam',
        reduced(F.huber_loss),
        given([0.0, 0.5, 0.25, 3.0]),
        given([0.0, 0.0, 0.0, 0.0]),
        {'delta': 0.5},
    )

    def hinge(score, side, options=None):
        """PyTorch has no plain hinge loss: max(0, margin - y·s) of Cortes & Vapnik (1995) in its ops."""
        o = options or {}
        missing = torch.relu(o.get('margin', 1) - side * score)
        return {'mean': missing.mean, 'sum': missing.sum, 'none': lambda: missing}[o.get('reduction', 'mean')]()

    side = given([[1, -1, 1], [-1, 1, -1]], grad=False)
    f.case('hinge', 'mean', hinge, x(2, 3), side)
    f.case('hinge', 'sum, a margin of 0.5', hinge, x(2, 3), side, {'margin': 0.5, 'reduction': 'sum'})
    f.case(
        'hinge', 'exactly on the margin', hinge, given([1.0, -1.0, 0.5]), given([1.0, -1.0, 1.0]), {'reduction': 'none'}
    )

    def cosine(a, b, options=None):
        o = options or {}
        return F.cosine_similarity(a, b, o.get('axis', 1), o.get('eps', 1e-8))

    f.case('cosineSimilarity', 'rows of two matrices', cosine, x(2, 3), x(2, 3))
    f.case('cosineSimilarity', 'the first axis', cosine, x(3, 2), x(3, 2), {'axis': 0})
    f.case('cosineSimilarity', 'an axis of size 1', cosine, x(2, 1), x(2, 1))
    f.case('cosineSimilarity', 'every row with every other', cosine, x(2, 1, 3), x(4, 3), {'axis': -1})
    f.case(
        'cosineSimilarity',
        'a vector of zeros is similar to nothing',
        cosine,
        given([[0, 0], [1, 2]]),
        given([[1, 2], [3, 4]]),
        grad=False,
    )
    f.case('cosineSimilarity', 'parallel and opposite', cosine, given([[1, 2], [1, 2]]), given([[2, 4], [-1, -2]]))


def divergences(f):
    def kl(a, target, options=None):
        o = options or {}
        return F.kl_div(a, target, reduction=o.get('reduction', 'mean'), log_target=o.get('logTarget', False))

    log_q = x(2, 3, low=-3, high=-0.25)
    p = given([[0.25, 0.5, 0.25], [1, 0, 0]], grad=False)
    f.case('klDiv', 'mean over numbers', kl, log_q, p)
    f.case(
        'klDiv',
        'mean over the batch',
        lambda a, t, o: F.kl_div(a, t, reduction='batchmean'),
        log_q,
        p,
        {'reduction': 'batchMean'},
    )
    f.case('klDiv', 'sum', kl, log_q, p, {'reduction': 'sum'})
    f.case('klDiv', 'a target of logarithms', kl, log_q, x(2, 3, low=-3, high=-0.25, grad=False), {'logTarget': True})


def silence(f):
    """Dropout draws its own random numbers: only what does not depend on them can be compared."""
    f.case(
        'dropout',
        'while evaluating nothing is dropped',
        lambda a, p, o: F.dropout(a, p, training=False),
        x(2, 3),
        0.5,
        {'training': False},
    )
    f.case('dropout', 'p = 0 keeps everything', lambda a, p: F.dropout(a, p), x(2, 3), 0)
    f.case('dropout', 'p = 1 drops everything', lambda a, p: F.dropout(a, p), x(2, 3), 1)
