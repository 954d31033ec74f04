"""Products of matrices, in every combination of ranks, and what is made of them."""

import torch
import torch.nn.functional as F

from case import Family, given, x


def family():
    f = Family('linalg')
    products(f)
    linear(f)
    sums(f)
    attention(f)
    return f


def products(f):
    rows = [
        ('not square', x(2, 3), x(3, 4)),
        ('one row, one column', x(1, 3), x(3, 1)),
        ('a single inner cell', x(2, 1), x(1, 3)),
        ('batches broadcast on both sides', x(2, 1, 2, 3), x(3, 3, 2)),
        ('a batch and one matrix', x(3, 2, 2), x(2, 2)),
        ('a vector and a batch', x(3), x(2, 3, 2)),
        ('a matrix and a vector', x(2, 3), x(3)),
        ('a batch and a vector', x(2, 2, 3), x(3)),
        ('two vectors', x(3), x(3)),
        ('an empty inner axis gives zeros', x(2, 0), x(0, 3)),
        ('an empty batch', x(0, 2, 3), x(3, 2)),
        ('stretched views (stride 0)', x(3, 2, stretched=(0,)), x(2, 2, stretched=(1,))),
        ('NaN times zero is NaN', given([[float('nan'), 1], [0, 2]]), given([[0.0, 1], [float('inf'), 1]])),
    ]
    for title, a, b in rows:
        f.case('matmul', title, torch.matmul, a, b, grad='NaN' not in title)


def linear(f):
    f.case('linear', 'a batch with bias', F.linear, x(2, 3), x(4, 3), x(4))
    f.case('linear', 'no bias', F.linear, x(2, 3), x(4, 3))
    f.case('linear', 'two leading axes', F.linear, x(2, 2, 3), x(4, 3), x(4))
    f.case('linear', 'a batch of one', F.linear, x(1, 3), x(2, 3), x(2))
    f.case('linear', 'a single vector', F.linear, x(3), x(2, 3), x(2))
    f.case('linear', 'one feature in, one out', F.linear, x(3, 1), x(1, 1), x(1))
    f.case('linear', 'an empty batch', F.linear, x(0, 3), x(2, 3), x(2))

    def cut(x, weight, bias, options):
        assert options == {'relu': True}
        return F.relu(F.linear(x, weight, bias))

    f.case('linear', 'cut off at 0', cut, x(3, 4), x(9, 4), x(9), {'relu': True})


def sums(f):
    def einsum(equation, *operands):
        return torch.einsum(equation, *operands)

    rows = [
        ('ij,jk->ik', x(2, 3), x(3, 4)),
        ('bij,bjk->bik', x(2, 2, 3), x(2, 3, 2)),
        ('ij->ji', x(2, 3)),
        ('ij->j', x(2, 3)),
        ('i,j->ij', x(2), x(3)),
        ('bhid,bhjd->bhij', x(1, 2, 2, 3), x(1, 2, 3, 3)),
        ('ij,ij->', x(2, 3), x(2, 3)),
        ('ii->', x(3, 3)),
        ('iij->j', x(3, 3, 2)),
        ('ij,jk', x(2, 3), x(3, 2)),
        ('ba', x(2, 3)),
        ('...ij,...jk->...ik', x(2, 1, 2, 3), x(3, 3, 2)),
        ('ij,jk,kl->il', x(2, 3), x(3, 2), x(2, 2)),
        ('ij,ij->ij', x(2, 1), x(2, 1)),
        ('ij,jk->k', x(0, 3), x(3, 2)),
        ('ij,jk->ik', x(2, 1), x(3, 2)),
        ('bi,bi->b', x(1, 3), x(2, 3)),
        ('bij,bjk->bik', x(2, 2, 1), x(1, 3, 2)),
        ('ij,ij->ij', x(1, 3), x(2, 1)),
        ('i,i,i->', x(1), x(3), x(1)),
    ]
    for equation, *operands in rows:
        f.case('einsum', equation, einsum, equation, *operands)
    f.case('outer', 'two vectors', torch.outer, x(2), x(3))
    f.case('outer', 'one number each', torch.outer, x(1), x(1))


def attention(f):
    """torch 1.13 has no public scaled_dot_product_attention: the formula of Vaswani et al. (2017), eq. 1, in its ops."""

    def attend(q, k, v, options=None):
        o = options or {}
        if o.get('enableGqa'):
            k, v = (t.repeat_interleave(q.shape[-3] // t.shape[-3], -3) for t in (k, v))
        scores = (
            q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5 if 'scale' not in o else q @ k.transpose(-2, -1) * o['scale']
        )
        if 'mask' in o:
            keep = o['mask']
            scores = scores.masked_fill(~keep, -float('inf')) if keep.dtype == torch.bool else scores + keep
        if o.get('causal'):
            scores = scores.masked_fill(torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1), -float('inf'))
        return scores.softmax(-1) @ v

    f.case(
        'scaledDotProductAttention', 'queries and keys of different number', attend, x(1, 2, 3), x(1, 4, 3), x(1, 4, 2)
    )
    f.case('scaledDotProductAttention', 'two heads', attend, x(1, 2, 3, 2), x(1, 2, 3, 2), x(1, 2, 3, 2))
    f.case('scaledDotProductAttention', 'causal', attend, x(2, 3, 2), x(2, 3, 2), x(2, 3, 2), {'causal': True})
    f.case(
        'scaledDotProductAttention',
        'a mask',
        attend,
        x(1, 2, 2),
        x(1, 3, 2),
        x(1, 3, 2),
        {'mask': given([[1, 0, 1], [1, 1, 0]], 'bool')},
    )
    f.case(
        'scaledDotProductAttention',
        'a mask that is added',
        attend,
        x(1, 2, 2),
        x(1, 3, 2),
        x(1, 3, 2),
        {'mask': x(2, 3, grad=False)},
    )
    f.case(
        'scaledDotProductAttention',
        'a mask and causal, another scale',
        attend,
        x(2, 3, 2),
        x(2, 3, 2),
        x(2, 3, 2),
        {'mask': given([[1, 0, 1], [1, 1, 0], [0, 1, 1]], 'bool'), 'causal': True, 'scale': 0.5},
    )
    f.case(
        'scaledDotProductAttention',
        'logits of a thousand',
        attend,
        x(1, 2, 2, low=30, high=40),
        x(1, 2, 2, low=-40, high=40),
        x(1, 2, 2),
        float32=False,
    )
    f.case('attention', 'queries and keys of different number', attend, x(1, 2, 3), x(1, 4, 3), x(1, 4, 2))
    f.case('attention', 'two heads, causal', attend, x(2, 2, 3, 2), x(2, 2, 3, 2), x(2, 2, 3, 5), {'causal': True})
    f.case('attention', 'causal, more queries than keys', attend, x(6, 3), x(4, 3), x(4, 9), {'causal': True})
    f.case('attention', 'shared keys, another scale', attend, x(3, 2, 2), x(5, 2), x(5, 3), {'scale': 0.5})
    hidden = -float('inf')
    f.case(
        'scaledDotProductAttention',
        'a mask that is added hides with infinity',
        attend,
        x(1, 2, 2),
        x(1, 3, 2),
        x(1, 3, 2),
        {'mask': given([[0.5, hidden, -1], [hidden, hidden, 2]])},
    )
    f.case(
        'scaledDotProductAttention',
        'grouped queries',
        attend,
        x(1, 4, 3, 2),
        x(1, 2, 3, 2),
        x(1, 2, 3, 3),
        {'enableGqa': True, 'causal': True},
    )
