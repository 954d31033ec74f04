/** What a part of a layer adds to its input, under a name of its own in a trace. */
import type { Tensor } from '../../tensor/Tensor.ts';
import { inScope } from '../../trace/emit.ts';

/** Shapes alike; returns x + change. */
export const residual = (name: string, x: Tensor, change: Tensor): Tensor => inScope(name, () => x.add(change));
