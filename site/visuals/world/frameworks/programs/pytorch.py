"""The five steps of five-mlp in PyTorch. Writes recorded/pytorch.json: python3 site/visuals/frameworks/programs/pytorch.py

Lines between `#:` comments are what the lesson shows, as they ran.
"""

import json
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

here = Path(__file__).parent
given = json.loads((here / "five.json").read_text())
weights = {name.replace("hidden", "0").replace("output", "2"): values for name, values in given["weights"].items()}

#: data
x = torch.tensor(given["points"])
y = torch.tensor(given["labels"])
#: weights
model = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 3))
model.load_state_dict({k: torch.tensor(v) for k, v in weights.items()})
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
#.

names = {"0.weight": "hidden.weight", "0.bias": "hidden.bias", "2.weight": "output.weight", "2.bias": "output.bias"}


def state():
    return {names[name]: value.detach().tolist() for name, value in model.named_parameters()}


steps = []
for _ in range(given["steps"]):
    before = state()
    #: zero
    optimizer.zero_grad()
    #: forward
    logits = model(x)
    #: loss
    loss = F.cross_entropy(logits, y)
    #: backward
    loss.backward()
    #.
    gradients = {names[name]: value.grad.tolist() for name, value in model.named_parameters()}
    #: update
    optimizer.step()
    #: read
    number = loss.item()
    #.
    steps.append({"weights": before, "logits": logits.tolist(), "loss": number, "gradients": gradients, "after": state()})

recorded = {"framework": "PyTorch", "version": torch.__version__, "language": "Python", "steps": steps}
(here.parent / "recorded" / "pytorch.json").write_text(json.dumps(recorded, indent=1) + "\n")
