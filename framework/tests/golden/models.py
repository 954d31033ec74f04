"""Whole networks: the same weights and batches give the same outputs and the same first ten training losses.

Weights and batches are float32 and stand in the file as base64 of their bytes (little-endian, row-major): short and exact.
"""
import base64
from collections import OrderedDict

import numpy
import torch
import torch.nn.functional as F
from torch import nn

from case import NAMES, File, numbers, seed

STEPS = 10


def family():
    f = File('models')
    digits_cnn(f)
    return f


def packed(t):
    array = t.detach().numpy()
    array = array.astype('<i4' if array.dtype == numpy.int64 else '<f4')
    return {'shape': list(t.shape), 'dtype': NAMES[t.dtype], 'base64': base64.b64encode(array.tobytes()).decode()}


def digits_cnn(f):
    """runs/digitsCnn.ts: two rounds of convolution, ReLU and pooling, one linear layer; Adam; cross-entropy."""
    seed('models', 'digits-cnn')
    model = nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(1, 8, 3, padding=1),
            relu1=nn.ReLU(),
            pool1=nn.MaxPool2d(2),
            conv2=nn.Conv2d(8, 16, 3, padding=1),
            relu2=nn.ReLU(),
            pool2=nn.MaxPool2d(2),
            flatten=nn.Flatten(),
            linear=nn.Linear(16 * 7 * 7, 10),
        )
    )
    batches = [(torch.randint(0, 256, (8, 1, 28, 28)) / 255, torch.randint(0, 10, (8,))) for _ in range(2)]
    settings = {'lr': 2e-3}
    entry = {'model': 'digits-cnn', 'settings': settings, 'weights': {name: packed(t) for name, t in model.state_dict().items()}}
    entry['batches'] = [{'inputs': packed(inputs), 'targets': packed(targets)} for inputs, targets in batches]
    entry['outputs'] = numbers(model(batches[0][0]))
    optimizer = torch.optim.Adam(model.parameters(), **settings)
    entry['losses'] = []
    for step in range(STEPS):
        inputs, targets = batches[step % len(batches)]
        optimizer.zero_grad()
        loss = F.cross_entropy(model(inputs), targets)
        loss.backward()
        optimizer.step()
        entry['losses'].append(loss.item())
    f.cases.append(entry)
