"""Layers with their weights: state dict in, outputs and the gradients of inputs and weights out.

A layer computes in float32 here and in float64 in PyTorch; nine digits are therefore enough in the file. Weights are drawn
like all other numbers, so that they are short and exact in both.
"""

import torch
from torch import nn

from case import (
    File,
    argument_json,
    given,
    gradients,
    index,
    mask,
    materialize,
    numbers,
    positive,
    seed,
    tensor_json,
    upstream_for,
    x,
)

STATISTICS_OF_TORCH = 'num_batches_tracked'  # counts calls; plays no part in any result


def family():
    f = Layers('layers')
    for part in (
        linear,
        convolution,
        others,
        chains,
        activations,
        tables,
        more_windows,
        normalisation,
        recurrent,
        padded_sequences,
        transformer,
        masked_attention,
        losses,
    ):
        part(f)
    return f


def nine_digits(entry):
    """Shorten the data of a tensor entry, or a bare list."""
    if isinstance(entry, dict):
        return {**entry, 'data': nine_digits(entry['data'])}
    return [v if isinstance(v, (str, int)) else float(f'{v:.9g}') for v in entry]


def tensors_in(value):
    """Every tensor in inputs or outputs of a layer, in reading order."""
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [t for v in value for t in tensors_in(v)] if isinstance(value, (list, tuple)) else []


class Layers(File):
    def case(self, title, ours, theirs, *inputs, mode='train', call=None, rename=None):
        """Compare our layer (its name and constructor arguments) with PyTorch's on the same weights and inputs.

        call: how PyTorch's layer is called, where it is not theirs(*inputs). rename: PyTorch's name of a weight → ours.
        """
        seed('layers', ours[0], title)
        theirs = theirs.double().train(mode == 'train')
        state = {name: t for name, t in theirs.state_dict().items() if not name.endswith(STATISTICS_OF_TORCH)}
        with torch.no_grad():
            for name, t in state.items():
                t.copy_(x(*t.shape, low=0.25 if name.endswith('running_var') else -1, high=1, grad=False).make())
        our_name = rename or (lambda name: name)
        before = {our_name(name): tensor_json(t) for name, t in state.items()}
        made = materialize(inputs)
        outputs = tensors_in((call or (lambda layer, *given: layer(*given)))(theirs, *made))
        upstream = upstream_for(outputs)
        parameters = dict(theirs.named_parameters())
        of_inputs = [t for t in tensors_in(made) if t.requires_grad]
        found = gradients(outputs, upstream, of_inputs + list(parameters.values()))
        entry = {
            'layer': {'layer': ours[0], 'args': list(ours[1:])},
            'case': title,
            'mode': mode,
            'state': before,
            'inputs': argument_json(inputs, made),
            'outputs': [nine_digits(tensor_json(y.contiguous())) for y in outputs],
            'upstream': [None if u is None else numbers(u) for u in upstream],
            'inputGradients': [nine_digits(numbers(g)) for g in found[: len(of_inputs)]],
            'weightGradients': {
                our_name(name): nine_digits(numbers(g)) for name, g in zip(parameters, found[len(of_inputs) :])
            },
        }
        buffers = {our_name(name): nine_digits(numbers(b)) for name, b in theirs.named_buffers() if name in state}
        if buffers:
            entry['buffersAfter'] = buffers
        self.cases.append(entry)


def inner(name, *args):
    """A layer inside another one, as the test builds it."""
    return {'layer': name, 'args': list(args)}


def linear(f):
    f.case('a batch', ('Linear', 3, 4), nn.Linear(3, 4), x(2, 3))
    f.case('no bias', ('Linear', 3, 2, {'bias': False}), nn.Linear(3, 2, bias=False), x(2, 3))
    f.case('two leading axes', ('Linear', 3, 2), nn.Linear(3, 2), x(2, 2, 3))
    f.case('a batch of one, one feature', ('Linear', 1, 1), nn.Linear(1, 1), x(1, 1))


def convolution(f):
    f.case('3×3, padding 1', ('Conv2d', 2, 3, 3, {'padding': 1}), nn.Conv2d(2, 3, 3, padding=1), x(2, 2, 3, 4))
    f.case('stride 2', ('Conv2d', 1, 2, 2, {'stride': 2}), nn.Conv2d(1, 2, 2, stride=2), x(1, 1, 5, 4))
    f.case(
        'dilation 2, no bias',
        ('Conv2d', 1, 2, 2, {'dilation': 2, 'bias': False}),
        nn.Conv2d(1, 2, 2, dilation=2, bias=False),
        x(1, 1, 4, 4),
    )
    f.case('two groups', ('Conv2d', 4, 2, [2, 1], {'groups': 2}), nn.Conv2d(4, 2, (2, 1), groups=2), x(1, 4, 3, 2))
    f.case(
        'everything different down and across',
        ('Conv2d', 1, 1, [3, 2], {'stride': [2, 1], 'padding': [1, 0], 'dilation': [1, 2]}),
        nn.Conv2d(1, 1, (3, 2), (2, 1), (1, 0), (1, 2)),
        x(1, 1, 4, 5),
    )
    f.case('windows of 2', ('MaxPool2d', 2), nn.MaxPool2d(2), x(1, 2, 4, 4))
    f.case('overlapping windows', ('MaxPool2d', 3, {'stride': 2, 'padding': 1}), nn.MaxPool2d(3, 2, 1), x(1, 1, 5, 5))


def others(f):
    f.case('any shape', ('ReLU',), nn.ReLU(), x(2, 3))
    f.case('while evaluating', ('Dropout', 0.5), nn.Dropout(0.5), x(2, 3), mode='eval')
    f.case('all but the batch', ('Flatten',), nn.Flatten(), x(2, 2, 3))
    f.case('two axes in the middle', ('Flatten', 1, 2), nn.Flatten(1, 2), x(2, 2, 2, 3))


def chains(f):
    f.case(
        'a small network',
        ('Sequential', inner('Linear', 3, 4), inner('ReLU'), inner('Linear', 4, 2)),
        nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)),
        x(2, 3),
    )
    f.case(
        'chains inside chains',
        (
            'Sequential',
            inner('Sequential', inner('Conv2d', 1, 2, 3), inner('ReLU'), inner('MaxPool2d', 2)),
            inner('Flatten'),
            inner('Dropout', 0.3),
            inner('Linear', 2, 2),
        ),
        nn.Sequential(
            nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.MaxPool2d(2)),
            nn.Flatten(),
            nn.Dropout(0.3),
            nn.Linear(2, 2),
        ),
        x(2, 1, 4, 4),
        mode='eval',
    )


def activations(f):
    rows = {
        'Sigmoid': ((), nn.Sigmoid()),
        'Tanh': ((), nn.Tanh()),
        'GELU': ((), nn.GELU()),
        'SiLU': ((), nn.SiLU()),
        'Mish': ((), nn.Mish()),
        'Softplus': ((), nn.Softplus()),
        'LeakyReLU': ((0.25,), nn.LeakyReLU(0.25)),
        'ELU': ((0.5,), nn.ELU(0.5)),
        'SELU': ((), nn.SELU()),
        'CELU': ((0.5,), nn.CELU(0.5)),
        'Hardsigmoid': ((), nn.Hardsigmoid()),
        'Hardswish': ((), nn.Hardswish()),
        'Softsign': ((), nn.Softsign()),
        'Threshold': ((0.5, -1), nn.Threshold(0.5, -1)),
        'PReLU': ((), nn.PReLU()),
        'Softmax': ((1,), nn.Softmax(1)),
        'LogSoftmax': ((1,), nn.LogSoftmax(1)),
        'Identity': ((), nn.Identity()),
    }
    for name, (args, theirs) in rows.items():
        f.case('a matrix', (name, *args), theirs, x(2, 3))
    f.case('four channels a cell', ('PixelShuffle', 2), nn.PixelShuffle(2), x(1, 8, 2, 3))
    f.case('a slope for each channel', ('PReLU', 3, {'init': 0.5}), nn.PReLU(3, 0.5), x(2, 3, 2))


def tables(f):
    f.case(
        'repeated words',
        ('Embedding', 5, 3),
        nn.Embedding(5, 3),
        index([[1, 3, 1], [0, 4, 4]]),
        call=lambda layer, where: layer(where.long()),
    )
    f.case(
        'a row for nothing',
        ('Embedding', 4, 2, {'paddingIdx': 1}),
        nn.Embedding(4, 2, padding_idx=1),
        index([[1, 3, 1], [0, 1, 3]]),
        call=lambda layer, where: layer(where.long()),
    )
    f.case('two inputs', ('Bilinear', 2, 3, 4), nn.Bilinear(2, 3, 4), x(2, 2), x(2, 3))
    f.case('two leading axes, no bias', ('Bilinear', 2, 2, 1, {'bias': False}), nn.Bilinear(2, 2, 1, bias=False), x(2, 3, 2), x(2, 3, 2))


def more_windows(f):
    f.case(
        'stride 2, padding 1', ('Conv1d', 2, 3, 3, {'stride': 2, 'padding': 1}), nn.Conv1d(2, 3, 3, 2, 1), x(2, 2, 5)
    )
    f.case(
        'two groups, no bias',
        ('Conv1d', 2, 4, 2, {'groups': 2, 'bias': False}),
        nn.Conv1d(2, 4, 2, groups=2, bias=False),
        x(1, 2, 4),
    )
    f.case(
        'stride 2, padding 1, output padding 1',
        ('ConvTranspose2d', 2, 1, 3, {'stride': 2, 'padding': 1, 'outputPadding': 1}),
        nn.ConvTranspose2d(2, 1, 3, 2, 1, 1),
        x(1, 2, 2, 3),
    )
    for mode in ('reflect', 'replicate', 'circular'):
        f.case(
            f'padding {mode}',
            ('Conv2d', 1, 2, 3, {'padding': [1, 2], 'paddingMode': mode}),
            nn.Conv2d(1, 2, 3, padding=(1, 2), padding_mode=mode),
            x(1, 1, 3, 4),
        )
        f.case(
            f'the same length, padding {mode}',
            ('Conv1d', 2, 1, 4, {'padding': 'same', 'paddingMode': mode}),
            nn.Conv1d(2, 1, 4, padding='same', padding_mode=mode),
            x(1, 2, 5),
        )
    f.case(
        'the same size, even kernel, circular',
        ('Conv2d', 1, 2, 2, {'padding': 'same', 'paddingMode': 'circular', 'bias': False}),
        nn.Conv2d(1, 2, 2, padding='same', padding_mode='circular', bias=False),
        x(1, 1, 3, 3),
    )
    f.case('the same size', ('Conv2d', 1, 2, [2, 3], {'padding': 'same'}), nn.Conv2d(1, 2, (2, 3), padding='same'), x(1, 1, 3, 4))
    f.case(
        'padding reflected before a ReLU',
        ('Sequential', inner('Conv2d', 1, 2, 3, {'padding': 1, 'paddingMode': 'reflect'}), inner('ReLU')),
        nn.Sequential(nn.Conv2d(1, 2, 3, padding=1, padding_mode='reflect'), nn.ReLU()),
        x(1, 1, 3, 4),
    )
    f.case(
        'stride 2, padding 1, output padding 1',
        ('ConvTranspose1d', 2, 1, 3, {'stride': 2, 'padding': 1, 'outputPadding': 1}),
        nn.ConvTranspose1d(2, 1, 3, 2, 1, 1),
        x(1, 2, 3),
    )
    f.case('twice as large', ('Upsample', {'scaleFactor': 2, 'mode': 'bilinear'}), nn.Upsample(scale_factor=2, mode='bilinear'), x(1, 2, 2, 3))
    f.case('hanging over the edges', ('MaxPool2d', 2, {'ceilMode': True}), nn.MaxPool2d(2, ceil_mode=True), x(1, 2, 5, 7))
    f.case('windows of 2', ('AvgPool2d', 2), nn.AvgPool2d(2), x(1, 2, 4, 4))
    f.case('windows of 2', ('MaxPool1d', 2), nn.MaxPool1d(2), x(1, 2, 4))
    f.case('windows of 2', ('AvgPool1d', 2), nn.AvgPool1d(2), x(1, 2, 4))
    f.case('one mean for each map', ('AdaptiveAvgPool2d', 1), nn.AdaptiveAvgPool2d(1), x(2, 2, 3, 2))
    f.case('one number a channel', ('GlobalAvgPool',), nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()), x(2, 2, 3, 2))
    f.case('windows of unequal size', ('AdaptiveMaxPool2d', [3, 2]), nn.AdaptiveMaxPool2d((3, 2)), x(1, 1, 5, 4))


def normalisation(f):
    for mode in ('train', 'eval'):
        f.case(f'features, {mode}', ('BatchNorm1d', 3), nn.BatchNorm1d(3), x(4, 3), mode=mode)
        f.case(f'images, {mode}', ('BatchNorm2d', 2), nn.BatchNorm2d(2), x(2, 2, 2, 3), mode=mode)
    f.case('sequences', ('BatchNorm1d', 2), nn.BatchNorm1d(2), x(2, 2, 3))
    f.case('one image', ('BatchNorm2d', 2), nn.BatchNorm2d(2), x(1, 2, 2, 2))
    f.case(
        'another momentum and eps',
        ('BatchNorm1d', 2, {'momentum': 0.5, 'eps': 0.25}),
        nn.BatchNorm1d(2, momentum=0.5, eps=0.25),
        x(3, 2),
    )
    f.case('the last axis', ('LayerNorm', 4), nn.LayerNorm(4), x(2, 3, 4))
    f.case('the last two axes', ('LayerNorm', [2, 3]), nn.LayerNorm([2, 3]), x(2, 2, 3))
    f.case('two groups', ('GroupNorm', 2, 4), nn.GroupNorm(2, 4), x(2, 4, 3))
    f.case('no scale and shift', ('LayerNorm', 3, {'elementwiseAffine': False}), nn.LayerNorm(3, elementwise_affine=False), x(2, 3))
    f.case('the last axis', ('RMSNorm', 4), RmsNorm(4), x(2, 3, 4))
    for d, ours, theirs, size in ((1, 'InstanceNorm1d', nn.InstanceNorm1d, (5,)), (2, 'InstanceNorm2d', nn.InstanceNorm2d, (2, 3))):
        f.case('nothing learned', (ours, 3), theirs(3), x(2, 3, *size))
        f.case('nothing learned, while evaluating', (ours, 3), theirs(3), x(2, 3, *size), mode='eval')
        f.case('scale and shift', (ours, 2, {'affine': True, 'eps': 0.25}), theirs(2, affine=True, eps=0.25), x(2, 2, *size))
        for mode in ('train', 'eval'):
            f.case(
                f'running statistics, {mode}',
                (ours, 2, {'affine': True, 'trackRunningStats': True, 'momentum': 0.25}),
                theirs(2, affine=True, track_running_stats=True, momentum=0.25),
                x(3, 2, *size),
                mode=mode,
            )
    f.case('while evaluating', ('Dropout2d', 0.5), nn.Dropout2d(0.5), x(2, 2, 2, 2), mode='eval')


def recurrent(f):
    for name, theirs in (('RNN', nn.RNN), ('LSTM', nn.LSTM), ('GRU', nn.GRU)):
        f.case('one layer', (name, 2, 3), theirs(2, 3), x(4, 2, 2))
        f.case('batch first', (name, 2, 2, {'batchFirst': True}), theirs(2, 2, batch_first=True), x(2, 3, 2))
        f.case('two layers', (name, 2, 2, {'numLayers': 2}), theirs(2, 2, 2), x(3, 2, 2))
        f.case('both directions', (name, 2, 2, {'bidirectional': True}), theirs(2, 2, bidirectional=True), x(3, 2, 2))
        f.case('a single step, a batch of one', (name, 1, 2), theirs(1, 2), x(1, 1, 1))
        f.case('no bias', (name, 2, 2, {'bias': False}), theirs(2, 2, bias=False), x(2, 2, 2))
    f.case('relu', ('RNN', 2, 3, {'nonlinearity': 'relu'}), nn.RNN(2, 3, nonlinearity='relu'), x(3, 2, 2))
    f.case('from a given state', ('RNN', 2, 2), nn.RNN(2, 2), x(2, 2, 2), x(1, 2, 2))
    f.case('from a given state', ('GRU', 2, 2), nn.GRU(2, 2), x(2, 2, 2), x(1, 2, 2))
    f.case('from a given state', ('LSTM', 2, 2), nn.LSTM(2, 2), x(2, 2, 2), [x(1, 2, 2), x(1, 2, 2)])

    for name, theirs in (('RNNCell', nn.RNNCell), ('GRUCell', nn.GRUCell)):
        f.case('from nothing', (name, 2, 3), theirs(2, 3), x(2, 2))
        f.case('from a given state', (name, 2, 3), theirs(2, 3), x(2, 2), x(2, 3))
        f.case('no bias', (name, 2, 2, {'bias': False}), theirs(2, 2, bias=False), x(1, 2), x(1, 2))
    f.case('relu', ('RNNCell', 2, 3, {'nonlinearity': 'relu'}), nn.RNNCell(2, 3, nonlinearity='relu'), x(2, 2), x(2, 3))
    f.case('from nothing', ('LSTMCell', 2, 3), nn.LSTMCell(2, 3), x(2, 2))
    f.case('from a given state', ('LSTMCell', 2, 3), nn.LSTMCell(2, 3), x(2, 2), [x(2, 3), x(2, 3)])
    f.case('no bias', ('LSTMCell', 2, 2, {'bias': False}), nn.LSTMCell(2, 2, bias=False), x(1, 2), [x(1, 2), x(1, 2)])


def padded_sequences(f):
    """Sequences of different length: PyTorch packs them, we are told the lengths."""

    def packed(layer, sequences, state, options):
        lengths = options['lengths'].long()
        first = layer.batch_first
        pack = nn.utils.rnn.pack_padded_sequence(sequences, lengths, batch_first=first, enforce_sorted=False)
        output, final = layer(pack, None if state is None else state)
        steps = sequences.shape[1 if first else 0]
        return [nn.utils.rnn.pad_packed_sequence(output, batch_first=first, total_length=steps)[0], final]

    for name, theirs in (('RNN', nn.RNN), ('LSTM', nn.LSTM), ('GRU', nn.GRU)):
        f.case(
            'of different length',
            (name, 2, 2),
            theirs(2, 2),
            x(4, 3, 2),
            None,
            {'lengths': index([2, 4, 1])},
            call=packed,
        )
        f.case(
            'of different length, two layers, both directions',
            (name, 2, 2, {'numLayers': 2, 'bidirectional': True, 'batchFirst': True}),
            theirs(2, 2, 2, bidirectional=True, batch_first=True),
            x(3, 4, 2),
            None,
            {'lengths': index([3, 1, 2])},
            call=packed,
        )
    f.case(
        'of different length, from a given state',
        ('GRU', 2, 2, {'bidirectional': True}),
        nn.GRU(2, 2, bidirectional=True),
        x(3, 2, 2),
        x(2, 2, 2),
        {'lengths': index([1, 3])},
        call=packed,
    )


def transformer(f):
    def attend(layer, *given):
        return layer(*given, need_weights=False)[0]

    f.case(
        'two heads',
        ('MultiHeadAttention', 4, 2),
        nn.MultiheadAttention(4, 2, batch_first=True),
        *[x(2, 3, 4)] * 3,
        call=attend,
    )
    f.case(
        'other keys',
        ('MultiHeadAttention', 4, 2),
        nn.MultiheadAttention(4, 2, batch_first=True),
        x(1, 2, 4),
        x(1, 3, 4),
        x(1, 3, 4),
        call=attend,
    )
    shape = {'dimFeedforward': 6, 'dropout': 0}
    theirs = {'dim_feedforward': 6, 'dropout': 0.0, 'batch_first': True}
    f.case(
        'norm last', ('TransformerEncoderLayer', 4, 2, shape), nn.TransformerEncoderLayer(4, 2, **theirs), x(2, 3, 4)
    )
    f.case(
        'norm first',
        ('TransformerEncoderLayer', 4, 2, {**shape, 'normFirst': True}),
        nn.TransformerEncoderLayer(4, 2, norm_first=True, **theirs),
        x(2, 3, 4),
    )
    f.case(
        'GELU',
        ('TransformerEncoderLayer', 4, 2, {**shape, 'activation': 'gelu'}),
        nn.TransformerEncoderLayer(4, 2, activation='gelu', **theirs),
        x(1, 2, 4),
    )
    f.case(
        'norm last',
        ('TransformerDecoderLayer', 4, 2, shape),
        nn.TransformerDecoderLayer(4, 2, **theirs),
        x(1, 2, 4),
        x(1, 3, 4),
    )
    f.case(
        'norm first, GELU',
        ('TransformerDecoderLayer', 4, 2, {**shape, 'normFirst': True, 'activation': 'gelu'}),
        nn.TransformerDecoderLayer(4, 2, activation='gelu', norm_first=True, **theirs),
        x(1, 2, 4),
        x(1, 3, 4),
    )
    stack = {**shape, 'numLayers': 2}
    f.case(
        'two layers',
        ('TransformerEncoder', 4, 2, stack),
        nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, **theirs), 2),
        x(1, 3, 4),
    )
    f.case(
        'two layers, a norm at the end',
        ('TransformerEncoder', 4, 2, {**stack, 'normFirst': True}),
        nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, norm_first=True, **theirs), 2, nn.LayerNorm(4)),
        x(1, 3, 4),
    )
    f.case(
        'two layers',
        ('TransformerDecoder', 4, 2, stack),
        nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, **theirs), 2),
        x(1, 2, 4),
        x(1, 3, 4),
    )
    f.case(
        'two layers, a norm at the end',
        ('TransformerDecoder', 4, 2, {**stack, 'normFirst': True}),
        nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, norm_first=True, **theirs), 2, nn.LayerNorm(4)),
        x(1, 2, 4),
        x(1, 3, 4),
    )


def masked_attention(f):
    """Masks in PyTorch's sense: True hides."""
    padding = mask([[0, 0, 1], [0, 1, 1]])
    later = mask([[0, 1, 1], [0, 0, 1], [0, 0, 0]])
    softer = given([[0, -1.5, 0.5], [0, 0, -2], [1, 0, 0]], grad=False)
    ours, theirs = ('MultiHeadAttention', 4, 2), {'batch_first': True}

    def attend(layer, q, k, v, options):
        hidden = options.get('attnMask')
        if options.get('causal'):
            hidden = torch.ones(q.shape[1], k.shape[1], dtype=torch.bool).triu(1)
        if hidden is not None and hidden.dtype != torch.bool:
            hidden = hidden.double()
        padded = options.get('keyPaddingMask')
        return layer(q, k, v, attn_mask=hidden, key_padding_mask=padded, need_weights=False)[0]

    rows = {
        'padding': {'keyPaddingMask': padding},
        'a mask': {'attnMask': later},
        'causal': {'causal': True},
        'a mask that is added': {'attnMask': softer},
        'a mask and padding': {'attnMask': later, 'keyPaddingMask': padding},
        'a mask that is added, and padding': {'attnMask': softer, 'keyPaddingMask': padding},
        'a mask for each head': {'attnMask': mask([[[0, 1, 1], [0, 0, 1], [0, 0, 0]], [[0, 0, 1], [1, 0, 0], [0, 1, 0]]] * 2)},
    }
    for title, options in rows.items():
        f.case(title, ours, nn.MultiheadAttention(4, 2, **theirs), *[x(2, 3, 4)] * 3, options, call=attend)

    def later_hidden(layer, source, options):
        hidden = torch.ones(3, 3, dtype=torch.bool).triu(1)
        return layer(source, hidden, options['srcKeyPaddingMask'])

    f.case(
        'causal, with padding',
        ('TransformerEncoderLayer', 4, 2, {'dimFeedforward': 6, 'dropout': 0}),
        nn.TransformerEncoderLayer(4, 2, 6, 0.0, batch_first=True),
        x(2, 3, 4),
        {'causal': True, 'srcKeyPaddingMask': padding},
        call=later_hidden,
    )

    def translate(layer, target, memory, options):
        hidden = torch.ones(3, 3, dtype=torch.bool).triu(1)
        return layer(target, memory, hidden, memory_key_padding_mask=options['memoryKeyPaddingMask'])

    f.case(
        'causal, with padding in the memory',
        ('TransformerDecoderLayer', 4, 2, {'dimFeedforward': 6, 'dropout': 0}),
        nn.TransformerDecoderLayer(4, 2, 6, 0.0, batch_first=True),
        x(2, 3, 4),
        x(2, 3, 4),
        {'causal': True, 'memoryKeyPaddingMask': padding},
        call=translate,
    )
    f.case(
        'causal, with padding in the memory',
        ('TransformerDecoder', 4, 2, {'dimFeedforward': 6, 'dropout': 0, 'numLayers': 2}),
        nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, 6, 0.0, batch_first=True), 2),
        x(2, 3, 4),
        x(2, 3, 4),
        {'causal': True, 'memoryKeyPaddingMask': padding},
        call=translate,
    )


def losses(f):
    """One case each, to see that options arrive; what a loss computes is compared in loss.py."""
    pair = [x(2, 3), x(2, 3)]
    labels = index([2, 0])

    def classes(loss, scores, targets):
        return loss(scores, targets.long())

    f.case('a sum', ('L1Loss', {'reduction': 'sum'}), nn.L1Loss(reduction='sum'), *pair)
    f.case('a sum', ('MSELoss', {'reduction': 'sum'}), nn.MSELoss(reduction='sum'), *pair)
    f.case('beta 0.5', ('SmoothL1Loss', {'beta': 0.5}), nn.SmoothL1Loss(beta=0.5), *pair)
    f.case('delta 0.5', ('HuberLoss', {'delta': 0.5}), nn.HuberLoss(delta=0.5), *pair)
    f.case('a sum', ('BCELoss', {'reduction': 'sum'}), nn.BCELoss(reduction='sum'), positive(2, 3, high=0.75), given([[0, 1, 1], [1, 0, 0]], grad=False))
    f.case('a sum', ('BCEWithLogitsLoss', {'reduction': 'sum'}), nn.BCEWithLogitsLoss(reduction='sum'), x(2, 3), given([[0, 1, 1], [1, 0, 0]], grad=False))
    f.case('a sum', ('NLLLoss', {'reduction': 'sum'}), nn.NLLLoss(reduction='sum'), x(2, 3), labels, call=classes)
    f.case('smoothed', ('CrossEntropyLoss', {'labelSmoothing': 0.25}), nn.CrossEntropyLoss(label_smoothing=0.25), x(2, 3), labels, call=classes)
    f.case('a mean over examples', ('KLDivLoss', {'reduction': 'batchMean'}), nn.KLDivLoss(reduction='batchmean'), x(2, 3), positive(2, 3, high=1))
    f.case('along the first axis', ('CosineSimilarity', {'axis': 0}), nn.CosineSimilarity(0), *pair)


class RmsNorm(nn.Module):
    """torch 1.13 has none: Zhang & Sennrich, "Root mean square layer normalization" (2019), equation 4."""

    def __init__(self, features):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(features))

    def forward(self, a):
        return a / (a.square().mean(-1, keepdim=True) + 1e-6).sqrt() * self.weight
