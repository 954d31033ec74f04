"""Whole networks: the same weights and batches give the same outputs and the same first ten training losses.

Weights and batches are float32 and stand in the file as base64 of their bytes (little-endian, row-major): short and exact.
Their names and sizes are repeated in golden.models.test.ts, where the same networks are built from our parts.
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
    f = Networks('models')
    f.supervised(
        'digits-cnn',
        DigitsCnn,
        lambda: (torch.randint(0, 256, (8, 1, 28, 28)) / 255, torch.randint(0, 10, (8,))),
        lr=2e-3,
    )
    f.supervised('char-lstm', CharLstm, next_characters, lr=0.01)
    f.supervised('transformer', Transformer, next_characters, lr=0.01)
    f.adversarial('gan')
    return f


def packed(t):
    array = t.detach().numpy()
    array = array.astype('<i4' if array.dtype == numpy.int64 else '<f4')
    return {'shape': list(t.shape), 'dtype': NAMES[t.dtype], 'base64': base64.b64encode(array.tobytes()).decode()}


def packed_state(model):
    return {name: packed(t) for name, t in model.state_dict().items()}


class Networks(File):
    def supervised(self, name, network, batch, lr):
        """Adam on cross-entropy, two batches in turn."""
        seed('models', name)
        model = network()
        batches = [batch() for _ in range(2)]
        entry = {'model': name, 'settings': {'lr': lr}, 'weights': packed_state(model)}
        entry['batches'] = [{'inputs': packed(inputs), 'targets': packed(targets)} for inputs, targets in batches]
        entry['outputs'] = numbers(model(batches[0][0]))
        optimizer = torch.optim.Adam(model.parameters(), lr=lr)
        entry['losses'] = []
        for step in range(STEPS):
            inputs, targets = batches[step % len(batches)]
            optimizer.zero_grad()
            loss = F.cross_entropy(model(inputs), targets)
            loss.backward()
            optimizer.step()
            entry['losses'].append(loss.item())
        self.cases.append(entry)

    def adversarial(self, name):
        """Two networks against each other (Goodfellow et al., 2014, with the generator's non-saturating loss)."""
        seed('models', name)
        generator = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 2))
        discriminator = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 1))
        batches = [(torch.randn(8, 2), torch.randn(8, 2) * 0.5 + 2) for _ in range(2)]
        settings = {'lr': 0.01, 'betas': [0.5, 0.999]}
        entry = {
            'model': name,
            'settings': settings,
            'generator': packed_state(generator),
            'discriminator': packed_state(discriminator),
        }
        entry['batches'] = [{'noise': packed(noise), 'real': packed(real)} for noise, real in batches]
        of_generator = torch.optim.Adam(generator.parameters(), **settings)
        of_discriminator = torch.optim.Adam(discriminator.parameters(), **settings)
        yes, no = torch.ones(8, 1), torch.zeros(8, 1)
        entry['losses'] = []
        for step in range(STEPS):
            noise, real = batches[step % len(batches)]
            of_discriminator.zero_grad()
            told = F.binary_cross_entropy_with_logits
            caught = told(discriminator(real), yes) + told(discriminator(generator(noise).detach()), no)
            caught.backward()
            of_discriminator.step()
            of_generator.zero_grad()
            fooled = told(discriminator(generator(noise)), yes)
            fooled.backward()
            of_generator.step()
            entry['losses'].append([caught.item(), fooled.item()])
        self.cases.append(entry)


class DigitsCnn(nn.Sequential):
    """The network of runs/digitsCnn.ts."""

    def __init__(self):
        super().__init__(
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


VOCABULARY, EXAMPLES, LENGTH = 12, 4, 6


def next_characters():
    text = torch.randint(0, VOCABULARY, (EXAMPLES, LENGTH + 1))
    return text[:, :-1].contiguous(), text[:, 1:].flatten()


class CharLstm(nn.Module):
    def __init__(self, width=8, hidden=12):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, width)
        self.lstm = nn.LSTM(width, hidden, batch_first=True)
        self.linear = nn.Linear(hidden, VOCABULARY)

    def forward(self, characters):
        return self.linear(self.lstm(self.embedding(characters))[0]).flatten(0, 1)


class Transformer(nn.Module):
    def __init__(self, width=8, heads=2):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, width)
        self.position = nn.Embedding(LENGTH, width)
        self.block = nn.TransformerEncoderLayer(
            width, heads, 4 * width, dropout=0.0, activation='gelu', batch_first=True, norm_first=True
        )
        self.norm = nn.LayerNorm(width)
        self.linear = nn.Linear(width, VOCABULARY)

    def forward(self, characters):
        later = torch.full((LENGTH, LENGTH), -float('inf')).triu(1)
        x = self.embedding(characters) + self.position.weight
        return self.linear(self.norm(self.block(x, later))).flatten(0, 1)
