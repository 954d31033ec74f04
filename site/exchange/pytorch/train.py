"""The same training in PyTorch: the same first weights, the same batches in the same order, the same rates.

One process:          python3 train.py
Several on this or many machines, each with a share of every batch (DistributedDataParallel):
                      torchrun --nproc_per_node 2 train.py
Debian's torchrun 1.13:
                      torchrun -r 9:1 -t 9:1 --nproc_per_node 2 train.py
"""
import argparse
import json
import os

import torch
import torch.distributed as dist

import tensors
from model import Model, loss_of

HERE = os.path.dirname(os.path.abspath(__file__))


def plan():
    """What the run decided: optimizer, batch size, how shards are put together."""
    with open(os.path.join(HERE, "run.json")) as file:
        return json.load(file)


def optimizer_of(model, run):
    named = dict(model.named_parameters())
    groups = [
        {"params": [named[name] for name in group["names"]], **group["settings"]}
        for group in run["optimizer"]["groups"]
    ]
    return getattr(torch.optim, run["optimizer"]["name"])(groups)


def rows(tensor, ids, axis):
    return tensor.index_select(axis, ids)


def counted(targets, run):
    """How many entries the mean of the loss is taken over."""
    if run["ignored"] is None:
        return targets.numel()
    return int((targets != run["ignored"]).sum())


def train(steps=None, say=print):
    """Train; gives the losses and the model."""
    run = plan()
    data = tensors.load(os.path.join(HERE, "data.safetensors"))
    world, rank = 1, 0
    if "RANK" in os.environ:
        dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
        world, rank = dist.get_world_size(), dist.get_rank()
        if run["alone"] is not None and world > 1:
            raise SystemExit(run["alone"])
    model = Model()
    model.load_state_dict(tensors.load(os.path.join(HERE, "weights.safetensors")), strict=False)
    model.train()
    trained = torch.nn.parallel.DistributedDataParallel(model) if world > 1 else model
    optimizer = optimizer_of(model, run)
    order, size, length = data["order"].long(), run["batchSize"], run["epochLength"]
    batches = [
        order[start + at : min(start + at + size, start + length)]
        for start in range(0, len(order), length)
        for at in range(0, length, size)
    ]
    if run["dropLast"]:
        batches = [ids for ids in batches if len(ids) == size]
    losses = []
    for step, ids in enumerate(batches[:steps]):
        for group in optimizer.param_groups:
            group["lr"] = float(data["rates"][min(step, len(data["rates"]) - 1)])
        share = ids[rank::world]
        inputs = rows(data["inputs"], share, run["axes"][0])
        targets = rows(data["targets"], share, run["axes"][1]) if "targets" in data else None
        optimizer.zero_grad()
        loss = loss_of(trained(inputs), inputs, targets)
        if world == 1:
            loss.backward()
            whole = loss.detach()
        else:
            whole = backward_of_share(loss, targets if targets is not None else inputs, run, world)
        if run["clip"] > 0:
            torch.nn.utils.clip_grad_norm_(model.parameters(), run["clip"])
        optimizer.step()
        losses.append(float(whole))
        if rank == 0 and (step < 10 or step % 100 == 99):
            say(f"step {step:5d}  loss {losses[-1]:.6f}")
    if world > 1:
        dist.destroy_process_group()
    return losses, model


def backward_of_share(loss, targets, run, world):
    """A mean of means is not the mean: each process weighs its loss by how much it counted. DDP then takes the mean of gradients."""
    if run["loss"] == "sum":
        weight, scale = 1.0, world
    else:
        mine = torch.tensor(float(counted(targets, run)))
        everybody = mine.clone()
        dist.all_reduce(everybody)
        weight = float(mine / everybody)
        scale = weight * world
    (loss * scale if weight > 0 else loss.nan_to_num() * 0).backward()
    whole = (loss * weight if weight > 0 else torch.zeros(())).detach()
    dist.all_reduce(whole)
    return whole


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, help="stop after so many updates")
    parser.add_argument("--losses", help="write the losses into this file, as JSON")
    parser.add_argument("--save", help="write the weights into this file, as safetensors")
    parser.add_argument("--threads", type=int, default=0)
    given = parser.parse_args()
    if given.threads:
        torch.set_num_threads(given.threads)
    losses, model = train(given.steps)
    if os.environ.get("RANK", "0") == "0":
        if given.losses:
            with open(given.losses, "w") as file:
                json.dump(losses, file)
        if given.save:
            tensors.save(dict(model.state_dict()), given.save)
