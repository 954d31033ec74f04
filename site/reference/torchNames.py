"""Writes torchNames.json: the public names of PyTorch that a reader may look for. Run: /usr/bin/python3 site/reference/torchNames.py"""

import json
from importlib import import_module
from pathlib import Path

import torch

MODULES = [
    "torch",
    "torch.nn.functional",
    "torch.nn",
    "torch.nn.init",
    "torch.nn.utils",
    "torch.nn.utils.rnn",
    "torch.optim",
    "torch.optim.lr_scheduler",
    "torch.utils.data",
    "torch.autograd",
    "torch.autograd.functional",
    "torch.linalg",
]


def public_names(holder):
    """Functions and classes, without the ones that only passed by (imports of typing, of other modules)."""
    named = [(name, getattr(holder, name, None)) for name in dir(holder) if not name.startswith("_")]
    from_here = lambda value: (getattr(value, "__module__", None) or "torch").split(".")[0] == "torch"
    return sorted(name for name, value in named if callable(value) and from_here(value) and len(name) > 1)


names = {module: public_names(import_module(module)) for module in MODULES}
names["torch.Tensor"] = public_names(torch.Tensor)
out = {"madeBy": "/usr/bin/python3 site/reference/torchNames.py", "torch": torch.__version__, "names": names}
text = json.dumps(out, indent=2)
Path(__file__).with_suffix(".json").write_text(text + "\n")
