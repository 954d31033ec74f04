"""The same numbers in another arrangement, and picking by index."""

import torch
import torch.nn.functional as F

from case import DTYPES, Family, given, index, mask, x

NAN = float('nan')


def family():
    f = Family('shape')
    views(f)
    parts(f)
    picking(f)
    joining(f)
    borders(f)
    order(f)
    return f


def views(f):
    reshape = torch.reshape
    f.case('reshape', 'one size is worked out', reshape, x(2, 6), [3, -1])
    f.case('reshape', 'a stretched view', reshape, x(3, 2, stretched=(0,)), [6])
    f.case('reshape', 'one number becomes a scalar', reshape, x(1, 1), [])
    f.case('reshape', 'nothing at all', reshape, x(0, 3), [3, 0, 2])
    f.case('contiguous', 'a matrix', lambda a: a.contiguous(), x(2, 3))
    f.case('contiguous', 'a stretched view', lambda a: a.contiguous(), x(2, 3, stretched=(0,)))
    f.case('transpose', 'the last two axes', lambda a: a.transpose(-2, -1), x(2, 3, 4))
    f.case('transpose', 'two named axes', torch.transpose, x(2, 3, 4), 0, 2)
    f.case('transpose', 'an axis of size 1', torch.transpose, x(1, 3), 0, 1)
    f.case('permute', 'three axes in a circle', torch.permute, x(2, 3, 4), [2, 0, 1])
    f.case('permute', 'negative names', torch.permute, x(2, 1), [-1, 0])
    f.case('expand', 'an axis in the middle', lambda a, s: a.expand(s), x(2, 1, 3), [2, 4, 3])
    f.case('expand', 'a new axis in front, one kept by -1', lambda a, s: a.expand(s), x(3), [2, -1])
    f.case('expand', 'a scalar', lambda a, s: a.expand(s), x(), [2, 2])
    f.case('expand', 'size 1 becomes empty', lambda a, s: a.expand(s), x(1, 2), [0, 2])
    f.case('squeeze', 'all axes of size 1', lambda a: a.squeeze(), x(1, 3, 1))
    f.case('squeeze', 'a named axis', lambda a, axis: a.squeeze(axis), x(1, 3, 1), 0)
    f.case('squeeze', 'an axis that is not of size 1 stays', lambda a, axis: a.squeeze(axis), x(2, 3), 1)
    f.case('unsqueeze', 'in front', torch.unsqueeze, x(2, 3), 0)
    f.case('unsqueeze', 'at the end', torch.unsqueeze, x(2, 3), -1)
    f.case('unsqueeze', 'a scalar', torch.unsqueeze, x(), 0)
    f.case('flatten', 'everything', lambda a: a.flatten(), x(2, 3))
    f.case('flatten', 'all but the batch', torch.flatten, x(2, 3, 2), 1)
    f.case('flatten', 'the first two axes', torch.flatten, x(2, 3, 2), 0, 1)
    f.case('flatten', 'a scalar', lambda a: a.flatten(), x())
    f.case('flatten', 'a batch of nothing', torch.flatten, x(0, 3, 2), 1)


def parts(f):
    def narrowed(a, axis, start, end=None, step=1):
        where = [slice(None)] * a.dim()
        where[axis] = slice(start, end, step)
        return a[tuple(where)]

    rows = [
        ('the middle of an axis', (x(3, 4), 1, 1, 3)),
        ('every second, all but the last', (x(5, 2), 0, 0, -1, 2)),
        ('from the end', (x(4), -1, -2)),
        ('beyond the end is clipped', (x(4), 0, 2, 99)),
        ('nothing is left', (x(3, 2), 0, 2, 1)),
        ('a stretched view', (x(4, 2, stretched=(0,)), 0, 1, 3)),
    ]
    for title, args in rows:
        f.case('slice', title, narrowed, *args)

    f.case('select', 'a row', torch.select, x(3, 4), 0, 1)
    f.case('select', 'the last column, of three axes', torch.select, x(2, 3, 2), -1, -1)
    f.case('select', 'an axis of size 1', torch.select, x(1, 2), 0, 0)
    f.case('select', 'a stretched view', torch.select, x(3, 2, stretched=(0,)), 0, 2)

    def unsliced(a, shape, axis, start, end=None, step=1):
        out = torch.zeros(shape, dtype=a.dtype)
        narrowed(out, axis, start, end, step).copy_(a)
        return out

    f.case('unslice', 'the middle of an axis', unsliced, x(3, 2), [3, 4], 1, 1, 3)
    f.case('unslice', 'every second', unsliced, x(2, 2), [5, 2], 0, 0, -1, 2)
    f.case('split', 'parts of 2, the last one shorter', lambda a, n, axis: torch.split(a, n, axis), x(5, 2), 2, 0)
    f.case('split', 'named sizes', lambda a, n, axis: torch.split(a, n, axis), x(2, 6), [1, 2, 3], 1)
    f.case('chunk', 'three parts', lambda a, n, axis: torch.chunk(a, n, axis), x(6, 2), 3, 0)
    f.case('chunk', 'as many as fit', lambda a, n, axis: torch.chunk(a, n, axis), x(2, 5), 4, 1)
    f.case('unbind', 'one tensor for each row', lambda a, axis: torch.unbind(a, axis), x(3, 2), 0)


def picking(f):
    f.case('gather', 'repeated indices', torch_gather, x(2, 3), 1, index([[2, 0, 2, 2], [1, 1, 0, 1]]))
    f.case('gather', 'fewer rows than the tensor has', torch_gather, x(3, 2), 0, index([[2, 0]]))
    f.case('gather', 'an axis of size 1', torch_gather, x(2, 1), 1, index([[0, 0], [0, 0]]))
    f.case('gather', 'three axes', torch_gather, x(2, 2, 3), 2, index([[[0], [2]], [[1], [1]]]))
    f.case('gather', 'no index at all', torch_gather, x(2, 3), 1, index([[], []]))
    f.case(
        'gather',
        'NaN and infinity are carried',
        torch_gather,
        given([[float('nan'), 1.0, float('inf')]]),
        1,
        index([[0, 2, 1]]),
    )

    def scatter_add(a, axis, where, source):
        return a.scatter_add(axis, where.long(), source)

    f.case(
        'scatterAdd', 'repeated indices add up', scatter_add, x(2, 3), 1, index([[2, 0, 2, 2], [1, 1, 0, 1]]), x(2, 4)
    )
    f.case('scatterAdd', 'fewer rows than the tensor has', scatter_add, x(3, 2), 0, index([[2, 0]]), x(1, 2))
    f.case('scatterAdd', 'an axis of size 1', scatter_add, x(2, 1), 1, index([[0, 0], [0, 0]]), x(2, 2))
    f.case('scatterAdd', 'no index at all', scatter_add, x(2, 3), 1, index([[], []]), x(2, 0))

    def scatter(a, axis, where, source):
        return a.scatter(axis, where.long(), source)

    f.case('scatter', 'every index once', scatter, x(2, 4), 1, index([[2, 0, 1], [1, 3, 0]]), x(2, 3))
    f.case('scatter', 'fewer rows than the tensor has', scatter, x(3, 2), 0, index([[2, 0]]), x(1, 2))
    f.case('scatter', 'a plain number', scatter, x(2, 3), 1, index([[2], [1]]), 0.5)
    f.case('scatter', 'no index at all', scatter, x(2, 3), 1, index([[], []]), x(2, 0))
    f.case('scatter', 'whole numbers', scatter, index([1, 2, 3]), 0, index([1]), index([9]), float32=False)
    # PyTorch gives every repeated entry a gradient; ours only the one that stayed
    f.case('scatter', 'repeated indices: the last stays', scatter, x(5), 0, index([2, 0, 2, 2]), x(4), grad=False)

    def scatter_reduce(a, axis, where, source, reduce, options=None):
        return a.scatter_reduce(axis, where.long(), source, reduce, include_self=(options or {}).get('includeSelf', True))

    where = index([[2, 0, 2, 2], [1, 1, 0, 1]])
    for reduce in ('sum', 'prod', 'mean', 'amax', 'amin'):
        f.case('scatterReduce', reduce, scatter_reduce, x(2, 3), 1, where, x(2, 4), reduce)
        f.case(
            'scatterReduce',
            f'{reduce} without what stood there',
            scatter_reduce,
            x(2, 3),
            1,
            where,
            x(2, 4),
            reduce,
            {'includeSelf': False},
        )
    f.case('scatterReduce', 'no index at all', scatter_reduce, x(2, 3), 1, index([[], []]), x(2, 0), 'amax')
    f.case('scatterReduce', 'fewer rows than the tensor has', scatter_reduce, x(3, 2), 0, index([[2, 0]]), x(1, 2), 'prod')
    ties = [[2.0, 1.0, 2.0, 2.0, 1.0]]
    for reduce in ('amax', 'amin'):
        f.case('scatterReduce', f'{reduce}: ties share', scatter_reduce, given([[2, 1]]), 1, index([[0, 1, 0, 0, 1]]), given(ties), reduce)
    zeros = [[0.0, 3.0, 2.0, 0.0, 5.0, 0.0]]
    f.case('scatterReduce', 'prod with one zero, and with two', scatter_reduce, x(1, 3), 1, index([[0, 0, 1, 1, 2, 1]]), given(zeros), 'prod')
    f.case('scatterReduce', 'amax of whole numbers', scatter_reduce, index([1, 2, 3]), 0, index([1, 0]), index([9, -9]), 'amax', float32=False)

    def nonzero(a):
        return a.nonzero()

    f.case('nonzero', 'a matrix', nonzero, given([[1.0, 0.0, -2.0], [0.0, NAN, -0.0]]))
    f.case('nonzero', 'a mask', nonzero, mask([0, 1, 1]), float32=False)
    f.case('nonzero', 'three axes', nonzero, index([[[0, 1], [2, 0]], [[0, 0], [3, 4]]]), float32=False)
    f.case('nonzero', 'none', nonzero, given([0.0, 0.0]))
    f.case('nonzero', 'a scalar', nonzero, given(3.0))
    f.case('nonzero', 'nothing at all', nonzero, x(0, 2))
    f.case('maskedSelect', 'one shape', torch.masked_select, x(2, 3), mask([[1, 0, 1], [0, 0, 1]]))
    f.case('maskedSelect', 'both broadcast', torch.masked_select, x(3), mask([[1], [0], [1]]))
    f.case('maskedSelect', 'a mask of one row', torch.masked_select, x(2, 3), mask([0, 1, 1]))
    f.case('maskedSelect', 'none', torch.masked_select, x(3), mask([0, 0, 0]))

    def index_select(a, axis, where):
        return a.index_select(axis, where.long())

    f.case('indexSelect', 'repeated rows', index_select, x(3, 2), 0, index([2, 0, 2, 2]))
    f.case('indexSelect', 'columns', index_select, x(2, 3), 1, index([1]))
    f.case('indexSelect', 'no index at all', index_select, x(2, 3), 1, index([]))

    def embedding(where, table, options=None):
        return F.embedding(where.long(), table, padding_idx=(options or {}).get('paddingIndex'))

    f.case('embedding', 'repeated words', embedding, index([[1, 3, 1], [0, 1, 1]]), x(4, 3))
    f.case('embedding', 'one word', embedding, given(2, 'int32'), x(4, 3))
    f.case('embedding', 'no word', embedding, index([]), x(4, 3))
    f.case('embedding', 'a table of one row and one feature', embedding, index([0, 0]), x(1, 1))
    f.case(
        'embedding',
        'the row that stands for nothing gets no gradient',
        embedding,
        index([1, 0, 1]),
        x(3, 2),
        {'paddingIndex': 1},
    )

    def one_hot(a, classes=-1, options=None):
        """PyTorch gives whole numbers; ours are float32 unless asked otherwise, ready to be a target."""
        return F.one_hot(a.long(), classes).to(DTYPES[(options or {}).get('dtype', 'float32')])

    f.case('oneHot', 'three classes', one_hot, index([2, 0, 2]), 3)
    f.case('oneHot', 'as many classes as the largest index needs', one_hot, index([[0, 1], [3, 1]]))
    f.case('oneHot', 'a single index, as whole numbers', one_hot, given(1, 'int32'), 2, {'dtype': 'int32'})


def torch_gather(a, axis, where):
    return torch.gather(a, axis, where.long())


def joining(f):
    f.case('concat', 'along the rows', torch.cat, [x(2, 3), x(1, 3)], 0)
    f.case('concat', 'three along the last axis', torch.cat, [x(2, 1), x(2, 2), x(2, 3)], -1)
    f.case('concat', 'one of them is empty', torch.cat, [x(2, 3), x(0, 3)], 0)
    f.case('concat', 'only one', torch.cat, [x(2, 3)], 0)
    f.case('concat', 'a stretched view among them', torch.cat, [x(2, 3, stretched=(0,)), x(2, 3)], 1)
    f.case('stack', 'a new first axis', torch.stack, [x(2, 3), x(2, 3)], 0)
    f.case('stack', 'a new last axis', torch.stack, [x(3), x(3), x(3)], -1)
    f.case('stack', 'scalars', torch.stack, [x(), x()], 0)
    f.case('repeat', 'both axes', lambda a, times: a.repeat(times), x(2, 3), [2, 2])
    f.case('repeat', 'a new axis', lambda a, times: a.repeat(times), x(3), [2, 1])
    f.case('repeat', 'zero times', lambda a, times: a.repeat(times), x(2, 3), [0, 1])


def borders(f):
    def pad(a, sides, value=0):
        return F.pad(a, sides, value=value)

    f.case('pad', 'left and right', pad, x(2, 3), [1, 2])
    f.case('pad', 'all sides of images, with a number', pad, x(1, 2, 2, 3), [1, 0, 2, 1], 0.5)
    f.case('pad', 'nothing', pad, x(3), [0, 0])
    f.case('pad', 'an empty tensor', pad, x(0, 2), [0, 0, 1, 1])
    f.case('pad', 'a stretched view', pad, x(2, 2, stretched=(0,)), [1, 1])

    def pad_from_inside(a, sides, how):
        return F.pad(a, sides, mode=how if isinstance(how, str) else how['mode'])

    for mode in ('reflect', 'replicate', 'circular'):
        f.case('pad', f'{mode} signals', pad_from_inside, x(1, 2, 4), [2, 3], {'mode': mode})
        f.case('pad', f'{mode} images, as a word', pad_from_inside, x(1, 2, 3, 4), [1, 2, 0, 2], mode)
        f.case('pad', f'{mode} a stretched view', pad_from_inside, x(2, 1, 4, stretched=(0,)), [1, 1], mode)
    f.case('pad', 'replicate further than there are cells', pad_from_inside, x(1, 1, 1, 2), [4, 3, 2, 1], 'replicate')
    f.case('pad', 'as far round as there are cells', pad_from_inside, x(1, 1, 3), [3, 3], 'circular')
    f.case('pad', 'a constant, in options', lambda a, sides, o: F.pad(a, sides, value=o['value']), x(2, 3), [1, 1], {'value': 2})
    f.case('flip', 'one axis', lambda a, axes: torch.flip(a, [axes] if isinstance(axes, int) else axes), x(2, 3), 1)
    f.case(
        'flip', 'the last axis of a stretched view', lambda a, axis: torch.flip(a, [axis]), x(2, 3, stretched=(0,)), -1
    )
    f.case('flip', 'nothing at all', lambda a, axis: torch.flip(a, [axis]), x(0, 2), 0)
    f.case('flip', 'two axes', torch.flip, x(2, 3), [0, 1])
    f.case('pixelShuffle', 'images', F.pixel_shuffle, x(2, 8, 2, 3), 2)
    f.case('pixelShuffle', 'one image, by three', F.pixel_shuffle, x(9, 1, 2), 3)
    f.case('pixelShuffle', 'a factor of 1', F.pixel_shuffle, x(1, 2, 1, 2), 1)
    for op, function in (('tril', torch.tril), ('triu', torch.triu)):
        f.case(op, 'a square', function, x(3, 3))
        f.case(op, 'wider than high, one above', function, x(2, 4), 1)
        f.case(op, 'a batch, one below', function, x(2, 3, 3), -1)


def order(f):
    distinct = given([[0.5, -1.25, 2.0, 0.25], [3.0, -2.0, 1.5, -0.75]])

    def argsort(a, axis=-1, options=None):
        return torch.sort(a, dim=axis, descending=(options or {}).get('descending', False), stable=True).indices

    f.case('argsort', 'rising', argsort, distinct)
    f.case('argsort', 'falling, first axis', argsort, distinct, 0, {'descending': True})
    f.case('argsort', 'ties keep their order', argsort, given([2, 1, 2, 1, 1]))
    f.case('argsort', 'ties keep their order, falling', argsort, given([2, 1, 2, 1, 1]), 0, {'descending': True})
    f.case('argsort', 'NaN counts as the largest', argsort, given([2, float('nan'), 3, -1]))

    def sort(a, axis=-1, options=None):
        return torch.sort(a, dim=axis, descending=(options or {}).get('descending', False), stable=True)

    f.case('sort', 'rising', sort, distinct)
    f.case('sort', 'falling, first axis', sort, distinct, 0, {'descending': True})
    f.case('sort', 'ties: each keeps its own gradient', sort, given([2, 1, 2, 1, 1]))

    def topk(a, k, axis=-1, options=None):
        return torch.topk(a, k, axis, (options or {}).get('largest', True))

    f.case('topk', 'the two largest', topk, distinct, 2)
    f.case('topk', 'the smallest', topk, distinct, 1, -1, {'largest': False})
    f.case('topk', 'none', topk, distinct, 0)
    f.case('topk', 'all of the first axis', topk, distinct, 2, 0)
