"""One step of a recurrent cell from its gates: PyTorch's own cells, with weights that let the gates through as they are."""

import torch

from case import Family, x

CELL = torch._VF  # what nn.LSTMCell and nn.GRUCell call


def family():
    f = Family('recurrent')
    rows = [
        ('a batch', 2, 3),
        ('a single unit', 3, 1),
        ('a batch of one, five units', 1, 5),
        ('nine units', 2, 9),
    ]
    for title, batch, width in rows:
        f.case('lstmMemory', title, next_memory, x(batch, 4 * width, low=-3, high=3), x(batch, width))
        f.case('lstmHidden', title, shown, x(batch, 4 * width, low=-3, high=3), x(batch, width))
        gates = (x(batch, 3 * width), x(batch, 3 * width))
        f.case('gruHidden', title, next_hidden, *gates, x(batch, width))
    f.case('lstmMemory', 'gates far out', next_memory, x(2, 8, low=-60, high=60), x(2, 2))
    f.case('lstmHidden', 'gates far out', shown, x(2, 8, low=-60, high=60), x(2, 2, low=-30, high=30))
    f.case('gruHidden', 'gates far out', next_hidden, x(2, 6, low=-60, high=60), x(2, 6, low=-60, high=60), x(2, 2))
    f.case('lstmMemory', 'an empty batch', next_memory, x(0, 8), x(0, 2))
    f.case('gruHidden', 'stretched views (stride 0)', next_hidden, x(3, 6, stretched=(0,)), x(3, 6), x(3, 2, stretched=(1,)))
    return f


def next_memory(gates, memory):
    weight = torch.eye(gates.shape[1], dtype=gates.dtype)
    nothing = torch.zeros(gates.shape[1], memory.shape[1], dtype=gates.dtype)
    return CELL.lstm_cell(gates, (torch.zeros_like(memory), memory), weight, nothing)[1]


def shown(gates, memory):
    """No cell of PyTorch starts from the memory it has already renewed: the equation itself."""
    return torch.sigmoid(gates.chunk(4, 1)[3]) * torch.tanh(memory)


def next_hidden(from_input, from_hidden, hidden):
    """The old state's part is a bias here, which only a batch of one can have for itself."""
    weight = torch.eye(from_input.shape[1], dtype=hidden.dtype)
    nothing = torch.zeros(from_input.shape[1], hidden.shape[1], dtype=hidden.dtype)
    none = torch.zeros(from_input.shape[1], dtype=hidden.dtype)
    rows = range(hidden.shape[0])
    cells = [CELL.gru_cell(from_input[i : i + 1], hidden[i : i + 1], weight, nothing, none, from_hidden[i]) for i in rows]
    return torch.cat(cells)
