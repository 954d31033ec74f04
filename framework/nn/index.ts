/** The room's door, one line a file, in reading order: what every module is, then part by part as contents.ts has them. */
// biome-ignore-all assist/source/organizeImports: a table of contents, not an alphabet

export { Parameter } from './Parameter.ts';
export {
  type ForwardHook,
  type ForwardPreHook,
  type Layer,
  type LeftOut,
  type LoadOptions,
  Module,
  type StateDict,
  stateName,
} from './Module.ts';
export { namedCalls } from './namedCalls.ts';
export * from './init.ts';
export { type ModelSummary, type SummaryOptions, type SummaryRow, summary } from './summary.ts';

// containers: modules of modules
export { Sequential } from './containers/Sequential.ts';
export { ModuleList } from './containers/ModuleList.ts';
export { ModuleDict } from './containers/ModuleDict.ts';
export { Identity } from './containers/Identity.ts';
export { Flatten } from './containers/Flatten.ts';

// linear: weighted sums, and a table
export { Linear } from './linear/Linear.ts';
export { Bilinear } from './linear/Bilinear.ts';
export { Embedding } from './linear/Embedding.ts';

// activation: bends between the sums
export { ReLU } from './activation/ReLU.ts';
export { Threshold } from './activation/Threshold.ts';
export { LeakyReLU } from './activation/LeakyReLU.ts';
export { PReLU, type PReLUOptions } from './activation/PReLU.ts';
export { ELU } from './activation/ELU.ts';
export { SELU } from './activation/SELU.ts';
export { CELU } from './activation/CELU.ts';
export { Softplus } from './activation/Softplus.ts';
export { Sigmoid } from './activation/Sigmoid.ts';
export { Hardsigmoid } from './activation/Hardsigmoid.ts';
export { Tanh } from './activation/Tanh.ts';
export { Softsign } from './activation/Softsign.ts';
export { SiLU } from './activation/SiLU.ts';
export { Hardswish } from './activation/Hardswish.ts';
export { Mish } from './activation/Mish.ts';
export { GELU } from './activation/GELU.ts';
export { Softmax } from './activation/Softmax.ts';
export { LogSoftmax } from './activation/LogSoftmax.ts';

// conv: windows of weights
export { Conv2d } from './conv/Conv2d.ts';
export { Conv1d } from './conv/Conv1d.ts';
export { ConvTranspose2d } from './conv/ConvTranspose2d.ts';
export { ConvTranspose1d } from './conv/ConvTranspose1d.ts';
export { PixelShuffle } from './conv/PixelShuffle.ts';

// pool: windows without weights
export { MaxPool2d } from './pool/MaxPool2d.ts';
export { MaxPool1d } from './pool/MaxPool1d.ts';
export { AvgPool2d } from './pool/AvgPool2d.ts';
export { AvgPool1d } from './pool/AvgPool1d.ts';
export { GlobalAvgPool } from './pool/GlobalAvgPool.ts';
export { AdaptiveMaxPool2d } from './pool/AdaptiveMaxPool2d.ts';
export { AdaptiveAvgPool2d } from './pool/AdaptiveAvgPool2d.ts';
export { Upsample } from './pool/Upsample.ts';

// norm: to mean 0 and variance 1
export { BatchNorm, type BatchNormModuleOptions } from './norm/BatchNorm.ts';
export { BatchNorm1d } from './norm/BatchNorm1d.ts';
export { BatchNorm2d } from './norm/BatchNorm2d.ts';
export { LayerNorm } from './norm/LayerNorm.ts';
export { GroupNorm } from './norm/GroupNorm.ts';
export { InstanceNorm, type InstanceNormModuleOptions } from './norm/InstanceNorm.ts';
export { InstanceNorm1d } from './norm/InstanceNorm1d.ts';
export { InstanceNorm2d } from './norm/InstanceNorm2d.ts';
export { RMSNorm } from './norm/RMSNorm.ts';

// dropout: silence at random
export { Dropout } from './dropout/Dropout.ts';
export { Dropout2d } from './dropout/Dropout2d.ts';

// recurrent: one step after the other
export {
  type CellState,
  type CellWeights,
  type ReadStep,
  Recurrent,
  type RecurrentOptions,
  type SequenceOptions,
} from './recurrent/Recurrent.ts';
export { RNN, type RNNOptions } from './recurrent/RNN.ts';
export { LSTM, type LSTMState } from './recurrent/LSTM.ts';
export { GRU } from './recurrent/GRU.ts';
export { RecurrentCell, type RecurrentCellOptions } from './recurrent/RecurrentCell.ts';
export { RNNCell, type RNNCellOptions } from './recurrent/RNNCell.ts';
export { LSTMCell } from './recurrent/LSTMCell.ts';
export { GRUCell } from './recurrent/GRUCell.ts';

// transformer: everything looks at everything
export { type AttentionMasks, MultiHeadAttention } from './transformer/MultiHeadAttention.ts';
export { SinusoidalPositionalEncoding, sinusoidalEncoding } from './transformer/SinusoidalPositionalEncoding.ts';
export { LearnedPositionalEncoding } from './transformer/LearnedPositionalEncoding.ts';
export { RotaryPositionalEncoding } from './transformer/RotaryPositionalEncoding.ts';
export type { TransformerLayerOptions } from './transformer/transformerOptions.ts';
export { type EncoderMasks, TransformerEncoderLayer } from './transformer/TransformerEncoderLayer.ts';
export { TransformerEncoder, type TransformerEncoderOptions } from './transformer/TransformerEncoder.ts';
export { type DecoderMasks, TransformerDecoderLayer } from './transformer/TransformerDecoderLayer.ts';
export { TransformerDecoder, type TransformerDecoderOptions } from './transformer/TransformerDecoder.ts';

// loss: the losses of ops/loss as modules
export { MSELoss } from './loss/MSELoss.ts';
export { L1Loss } from './loss/L1Loss.ts';
export { HuberLoss } from './loss/HuberLoss.ts';
export { SmoothL1Loss } from './loss/SmoothL1Loss.ts';
export { NLLLoss } from './loss/NLLLoss.ts';
export { CrossEntropyLoss } from './loss/CrossEntropyLoss.ts';
export { BCELoss } from './loss/BCELoss.ts';
export { BCEWithLogitsLoss } from './loss/BCEWithLogitsLoss.ts';
export { HingeLoss } from './loss/HingeLoss.ts';
export { KLDivLoss } from './loss/KLDivLoss.ts';
export { CosineSimilarity } from './loss/CosineSimilarity.ts';
