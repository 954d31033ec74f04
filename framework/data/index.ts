/** The room's door, one line a file. */

export { BpeTokenizer, type Merge } from './BpeTokenizer.ts';
export { ByteImages } from './ByteImages.ts';
export { CharTokenizer } from './CharTokenizer.ts';
export type { Category } from './categories.ts';
export { CIFAR10_NAMES, type CifarImages, loadCifar10, loadCifar100 } from './cifar.ts';
export { DataLoader, type DataLoaderOptions, type LoadedBatch, type PrefetchOptions } from './DataLoader.ts';
export { type Batch, type Dataset, type ExampleDataset, ListDataset, TensorDataset } from './Dataset.ts';
export { type DataSource, dataSources, type SourceFile } from './dataSources.ts';
export { type DigitOptions, type Digits, generateDigits } from './digits.ts';
export { dropDuplicates, duplicateRows, sharedRows } from './duplicates.ts';
export { type CreditOptions, type CreditRecords, type CreditTerm, generateCredit } from './generators/credit.ts';
export { generateGrid, generateRing, type Mixture } from './generators/gaussians.ts';
export { generateLine, type Line, type LineOptions } from './generators/line.ts';
export { BASES, encodeBases, generateMotifs, type MotifOptions, type Motifs } from './generators/motifs.ts';
export { PLACE_NAMES } from './generators/placeNames.ts';
export {
  type BlobsOptions,
  generateBlobs,
  generateCircles,
  generateMoons,
  generateSpirals,
  type LabelledPoints,
  type NoiseOptions,
  type SpiralsOptions,
} from './generators/pointClouds.ts';
export { generateReviews, type Reviews } from './generators/reviews.ts';
export {
  generateSequences,
  type SequencePairs,
  type SequenceTask,
  type SequenceTaskOptions,
} from './generators/sequences.ts';
export { generateShapes, SHAPE_NAMES, type Shapes, type ShapesOptions } from './generators/shapes.ts';
export {
  type Anomaly,
  type AnomalyKind,
  generateSineMixture,
  type Sine,
  type SineMixture,
  type SineMixtureOptions,
} from './generators/sineMixture.ts';
export { type DecodedImage, type ImageFolder, type ImageFolderOptions, loadImageFolder } from './imageFolder.ts';
export {
  type AffineOptions,
  addNoise,
  affine,
  type ChannelStatistics,
  type CropOptions,
  centerCrop,
  channelStatistics,
  composeTransforms,
  cutout,
  type ImageTransform,
  normalizeChannels,
  type RandomAffineOptions,
  randomAffine,
  randomContrast,
  randomCrop,
  randomFlip,
  transformBatch,
} from './imageTransforms.ts';
export { loadImdb, type MovieReviews } from './imdb.ts';
export { type Fold, kFold, stratifiedKFold } from './kFold.ts';
export { LabelEncoder } from './LabelEncoder.ts';
export { loadText } from './loadText.ts';
export { augmented, type ExampleTransform, MappedDataset } from './MappedDataset.ts';
export { MinMaxScaler } from './MinMaxScaler.ts';
export { countMissing, dropMissing } from './missing.ts';
export { type LabelledImages, loadMnist } from './mnist.ts';
export { OneHotEncoder, type OneHotOptions } from './OneHotEncoder.ts';
export { OrdinalEncoder, type OrdinalOptions } from './OrdinalEncoder.ts';
export { clipTo, type Fence, iqrFence, outside, zFence } from './outliers.ts';
export { type PaddedSequences, type PadOptions, padSequences } from './padSequences.ts';
export { RobustScaler } from './RobustScaler.ts';
export { loadTable, MISSING_MARKERS, readTable, type TableOptions } from './readTable.ts';
export { type Sampler, WeightedSampler, type WeightedSamplerOptions } from './Sampler.ts';
export { Scaler, type ScalerState } from './Scaler.ts';
export { type ImputerOptions, SimpleImputer } from './SimpleImputer.ts';
export { StandardScaler } from './StandardScaler.ts';
export { Subset } from './Subset.ts';
export { seriesWindows, splitSeries, type WindowOptions, type Windows } from './seriesWindows.ts';
export { groupedSplit, type Rows, randomSplit, stratifiedSplit, timeSplit } from './splitRows.ts';
export { loadSquad, readSquad, type SquadAnswer, type SquadQuestion } from './squad.ts';
export { stackExamples } from './stackExamples.ts';
export { type Column, type ColumnType, type NumberColumn, Table, type TextColumn } from './Table.ts';
export { type TokenWindows, tokenWindows } from './tokenWindows.ts';
export { splitWords, Vocabulary, type VocabularyOptions } from './Vocabulary.ts';
