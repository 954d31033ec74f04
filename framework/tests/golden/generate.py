"""Truth from outside: what PyTorch computes, as JSON, for golden.test.ts and golden.*.test.ts to compare with.

Usage: /usr/bin/python3 framework/tests/golden/generate.py   (Debian's python3-torch, 1.13; the tests need neither)

One Python file and one JSON file for each family. Deterministic: running it again changes nothing.
"""

import pathlib
import sys
import warnings

import torch

sys.dont_write_bytecode = True  # no __pycache__ among the sources

import conv
import dtypes
import elementwise
import layers
import linalg
import loss
import models
import norm
import optim
import recurrent
import reduction
import schedulers
import shape

COMMAND = '/usr/bin/python3 framework/tests/golden/generate.py'
FAMILIES = [elementwise, reduction, shape, linalg, recurrent, conv, loss, norm, layers, optim, schedulers, models]

torch.set_num_threads(1)  # the same order of additions everywhere
warnings.filterwarnings('ignore', message="Using padding='same' with even kernel")
warnings.filterwarnings('ignore', message='scatter_reduce.. is in beta')
warnings.filterwarnings('ignore', message='The epoch parameter in')  # SequentialLR's own call
warnings.filterwarnings('ignore', message="reduction: 'mean' divides")  # klDiv's plain mean is one of the cases
CALLS = []
for module in [*FAMILIES, dtypes]:
    family = dtypes.family(CALLS) if module is dtypes else module.family()
    CALLS += [family.calls] if hasattr(family, 'calls') else []
    path = family.write(pathlib.Path(__file__).parent, COMMAND)
    print(f'{path.name}: {len(family.cases)} cases, {path.stat().st_size / 1024:.0f} KiB')
