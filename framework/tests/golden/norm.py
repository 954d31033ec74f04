"""Normalisation: over the batch, the features, groups of channels."""

import torch
import torch.nn.functional as F

from case import Family, given, positive, x

INF = float('inf')


def family():
    f = Family('norm')
    batch(f)
    features(f)
    return f


def batch(f):
    def train(a, weight=None, bias=None, options=None):
        return F.batch_norm(a, None, None, weight, bias, training=True, eps=(options or {}).get('eps', 1e-5))

    def evaluate(a, weight, bias, options):
        return F.batch_norm(a, options['runningMean'], options['runningVar'], weight, bias, training=False)

    f.case('batchNorm', 'features of a batch', train, x(4, 3), x(3), x(3))
    f.case('batchNorm', 'channels of images', train, x(2, 2, 2, 3), x(2), x(2))
    f.case('batchNorm', 'without weight and bias', train, x(4, 2))
    f.case('batchNorm', 'a bias without a weight', train, x(4, 2), None, x(2))
    f.case('batchNorm', 'all the same: zeros, eps keeps it finite', train, given([[2, 1], [2, 3]]), x(2), x(2))
    f.case('batchNorm', 'one image', train, x(1, 2, 2, 2), x(2), x(2))
    statistics = {'training': False, 'runningMean': x(2, grad=False), 'runningVar': positive(2, grad=False)}
    f.case('batchNorm', 'with running statistics', evaluate, x(3, 2), x(2), x(2), statistics)
    f.case('batchNorm', 'with running statistics, a batch of one', evaluate, x(1, 2, 2, 2), x(2), x(2), statistics)


def features(f):
    def layer(a, size, weight=None, bias=None, options=None):
        size = [size] if isinstance(size, int) else size
        return F.layer_norm(a, size, weight, bias, (options or {}).get('eps', 1e-5))

    f.case('layerNorm', 'the last axis', layer, x(2, 4), 4, x(4), x(4))
    f.case('layerNorm', 'the last two axes', layer, x(2, 2, 3), [2, 3], x(2, 3), x(2, 3))
    f.case('layerNorm', 'without weight and bias', layer, x(2, 3), 3)
    f.case('layerNorm', 'a bias without a weight', layer, x(2, 3), 3, None, x(3))
    f.case('layerNorm', 'all the same: zeros', layer, given([[3, 3, 3], [1, 2, 4]]), 3, x(3), x(3))
    f.case('layerNorm', 'one feature', layer, x(2, 1), 1, x(1), x(1))
    f.case('layerNorm', 'another eps', layer, x(2, 3), 3, x(3), x(3), {'eps': 0.5})
    f.case('layerNorm', 'a stretched view (stride 0)', layer, x(3, 4, stretched=(0,)), 4, x(4), x(4))

    def group(a, groups, weight=None, bias=None):
        return F.group_norm(a, groups, weight, bias)

    f.case('groupNorm', 'two groups of two channels', group, x(2, 4, 3), 2, x(4), x(4))
    f.case('groupNorm', 'one group', group, x(1, 2, 2, 2), 1, x(2), x(2))
    f.case('groupNorm', 'a group for each channel', group, x(2, 2, 3), 2)

    def instance(a, weight=None, bias=None, options=None):
        return F.instance_norm(a, weight=weight, bias=bias, eps=(options or {}).get('eps', 1e-5))

    f.case('instanceNorm', 'signals', instance, x(2, 3, 4), x(3), x(3))
    f.case('instanceNorm', 'images, nothing learned', instance, x(2, 2, 2, 3))
    f.case('instanceNorm', 'a bias without a weight, another eps', instance, x(1, 2, 3), None, x(2), {'eps': 0.5})
    f.case('instanceNorm', 'all the same: zeros', instance, given([[[3, 3, 3], [1, 2, 4]]]), x(2), x(2))

    def normalize(a, p=2, axis=1, options=None):
        return F.normalize(a, p, axis, (options or {}).get('eps', 1e-12))

    f.case('normalize', 'rows', normalize, x(2, 3))
    f.case('normalize', 'channels of images', normalize, x(2, 3, 2, 2))
    f.case('normalize', 'p = 1, the first axis', normalize, x(2, 3), 1, 0)
    f.case('normalize', 'the largest entry', normalize, x(2, 3), INF, -1)
    f.case('normalize', 'shorter than eps', normalize, given([[0.25, 0.5], [3, 4]]), 2, 1, {'eps': 1})
    f.case('normalize', 'a row of zeros', normalize, given([[0, 0, 0], [1, 2, 2]]), 2, 1, {'eps': 0.5})

    def rms(a, size, weight=None, options=None):
        """torch 1.13 has no rms_norm: Zhang & Sennrich (2019), eq. 4, in its ops."""
        scaled = a * torch.rsqrt(a.square().mean(-1, keepdim=True) + (options or {}).get('eps', 1e-6))
        return scaled if weight is None else scaled * weight

    f.case('rmsNorm', 'the last axis', rms, x(2, 4), 4, x(4), {'eps': 1e-5})
    f.case('rmsNorm', 'all zeros', rms, given([[0, 0], [1, 2]]), 2, x(2), {'eps': 1e-5})
    f.case('rmsNorm', 'without weight, the usual eps', rms, x(2, 3), 3)
