/** The settings that encoder and decoder layers share, with PyTorch's defaults. */
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

export const resolveTransformer = (given: TransformerLayerOptions): Resolved => ({
  dimFeedforward: 2048,
  dropout: 0.1,
  activation: 'relu',
  layerNormEps: 1e-5,
  normFirst: false,
  bias: true,
  ...given,
});
