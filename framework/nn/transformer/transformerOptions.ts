/** The settings that encoder and decoder layers share, with PyTorch's defaults. */
import { named, optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';

/** Options of encoder and decoder layers. */
export interface TransformerLayerOptions {
  /** Width of the network between the two linear maps. Default 2048. */
  readonly dimFeedforward?: number;
  /** Chance of silencing, in attention weights, inside the network and before each addition. Default 0.1. */
  readonly dropout?: number;
  /** Default 'relu'. */
  readonly activation?: 'relu' | 'gelu';
  /** Default 1e-5. */
  readonly layerNormEps?: number;
  /** Norms before attention and network instead of after the additions. Default false. */
  readonly normFirst?: boolean;
  /** In attention and linear maps. Default true. */
  readonly bias?: boolean;
  readonly generator?: Generator | undefined;
}

/** Every setting with its value; only the stream of random numbers may still be missing. */
type Resolved = Required<Omit<TransformerLayerOptions, 'generator'>> & Pick<TransformerLayerOptions, 'generator'>;

const settings = {
  dimFeedforward: 'count',
  dropout: 'probability',
  activation: 'text',
  layerNormEps: 'amount',
  normFirst: 'boolean',
  bias: 'boolean',
  generator: 'generator',
} as const;

const layer = signature('TransformerLayer', { dModel: 'count', numHeads: 'number' }, settings);
const stack = signature(
  'TransformerEncoder',
  { dModel: 'count', numHeads: 'number' },
  { ...settings, numLayers: 'count', finalNorm: 'boolean' },
);

/** Check the arguments of a layer, or of a stack of layers, and give back its options. */
export const checkLayer = <Options extends object>(name: string, given: readonly [...unknown[], Options]): Options =>
  optionsOf(named(layer, name), given);
export const checkStack = <Options extends object>(name: string, given: readonly [...unknown[], Options]): Options =>
  optionsOf(named(stack, name), given);

export function resolveTransformer(given: TransformerLayerOptions): Resolved {
  const resolved: Resolved = {
    dimFeedforward: 2048,
    dropout: 0.1,
    activation: 'relu',
    layerNormEps: 1e-5,
    normFirst: false,
    bias: true,
    ...given,
  };
  if (resolved.activation !== 'relu' && resolved.activation !== 'gelu') {
    throw new ChalkgradError(
      `TransformerLayer: there is no activation '${String(resolved.activation)}'`,
      "use 'relu' or 'gelu'.",
    );
  }
  return resolved;
}
