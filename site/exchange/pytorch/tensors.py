"""Tensors in a safetensors file, so that no package beside PyTorch is needed.

Layout: 8 bytes little-endian header length, a JSON header, then the raw little-endian tensors.
"""
import json

import torch

DTYPES = {"F32": torch.float32, "F64": torch.float64, "I32": torch.int32, "BOOL": torch.bool}
NAMES = {dtype: name for name, dtype in DTYPES.items()}


def load(path):
    """A file -> tensors by name."""
    with open(path, "rb") as file:
        data = bytearray(file.read())
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    tied = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        part = data[8 + length + start : 8 + length + end]
        dtype = DTYPES[entry["dtype"]]
        flat = torch.frombuffer(part, dtype=dtype) if part else torch.empty(0, dtype=dtype)
        tensors[name] = flat.reshape(entry["shape"]).clone()
    for name, first in tied.items():
        if first in tensors and name not in tensors:
            tensors[name] = tensors[first]
    return tensors


def save(tensors, path):
    """Tensors by name -> a file that Chalkgrad reads, too."""
    header, parts, at = {}, [], 0
    for name in sorted(tensors):
        tensor = tensors[name].detach().cpu().contiguous()
        if tensor.dtype not in NAMES:
            continue  # num_batches_tracked: no result depends on it
        part = tensor.numpy().tobytes()
        header[name] = {
            "dtype": NAMES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [at, at + len(part)],
        }
        parts.append(part)
        at += len(part)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(parts))
