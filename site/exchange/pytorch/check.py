"""For the tests: the first losses of several exported folders, in one process, so that PyTorch is loaded once.

python3 check.py STEPS FOLDER ... -> one line of JSON a folder: {"folder": ..., "losses": [...]} or {"folder": ..., "error": ...}
"""
import importlib
import json
import sys
import traceback

import torch

torch.set_num_threads(1)

steps, folders = int(sys.argv[1]), sys.argv[2:]
for folder in folders:
    sys.path.insert(0, folder)
    for name in ("model", "train", "tensors"):
        sys.modules.pop(name, None)
    try:
        losses, _ = importlib.import_module("train").train(steps, say=lambda line: None)
        print(json.dumps({"folder": folder, "losses": losses}), flush=True)
    except Exception:
        print(json.dumps({"folder": folder, "error": traceback.format_exc()}), flush=True)
    sys.path.remove(folder)
