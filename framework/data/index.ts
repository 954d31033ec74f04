/** The room's door, one line a file, in reading order: examples and batches, then part by part as contents.ts has them. */
// biome-ignore-all assist/source/organizeImports: a table of contents, not an alphabet

export { stackExamples } from './stackExamples.ts';
export { type Batch, type Dataset, type ExampleDataset, ListDataset, TensorDataset } from './Dataset.ts';
export { Subset } from './Subset.ts';
export { type Sampler, WeightedSampler, type WeightedSamplerOptions } from './Sampler.ts';
export {
  DataLoader,
  type DataLoaderOptions,
  type LoadedBatch,
  type OrderFacts,
  type PrefetchOptions,
} from './DataLoader.ts';
export { augmented, type ExampleTransform, MappedDataset } from './MappedDataset.ts';

// table: rows and columns, made fit for a network
export { type Column, type ColumnType, type NumberColumn, Table, type TextColumn } from './table/Table.ts';
export { loadTable, MISSING_MARKERS, readTable, type TableOptions } from './table/readTable.ts';
export { countMissing, dropMissing } from './table/missing.ts';
export { dropDuplicates, duplicateRows, sharedRows } from './table/duplicates.ts';
export { clipTo, type Fence, iqrFence, outside, zFence } from './table/outliers.ts';
export { type ImputerOptions, SimpleImputer } from './table/SimpleImputer.ts';
export { Scaler, type ScalerState } from './table/Scaler.ts';
export { StandardScaler } from './table/StandardScaler.ts';
export { MinMaxScaler } from './table/MinMaxScaler.ts';
export { RobustScaler } from './table/RobustScaler.ts';
export type { Category } from './table/categories.ts';
export { LabelEncoder } from './table/LabelEncoder.ts';
export { OneHotEncoder, type OneHotOptions } from './table/OneHotEncoder.ts';
export { OrdinalEncoder, type OrdinalOptions } from './table/OrdinalEncoder.ts';

// sequences: texts and series
export { CharTokenizer } from './sequences/CharTokenizer.ts';
export { splitWords, Vocabulary, type VocabularyOptions } from './sequences/Vocabulary.ts';
export { BpeTokenizer, type Merge } from './sequences/BpeTokenizer.ts';
export { type PaddedSequences, type PadOptions, padSequences } from './sequences/padSequences.ts';
export { type TokenWindows, tokenWindows } from './sequences/tokenWindows.ts';
export { seriesWindows, splitSeries, type WindowOptions, type Windows } from './sequences/seriesWindows.ts';

// image: pictures, and changes that keep what they show
export { ByteImages } from './image/ByteImages.ts';
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
} from './image/imageTransforms.ts';
export { resize } from './image/resize.ts';

// split: who learns, who is examined
export { groupedSplit, type Rows, randomSplit, stratifiedSplit, timeSplit } from './split/splitRows.ts';
export { type Fold, kFold, stratifiedKFold } from './split/kFold.ts';

// generators: data drawn by a program, with the truth known
export { generateLine, type Line, type LineOptions } from './generators/line.ts';
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
export { generateGrid, generateRing, type Mixture } from './generators/gaussians.ts';
export { type DigitOptions, type Digits, generateDigits } from './generators/digits.ts';
export { generateShapes, SHAPE_NAMES, type Shapes, type ShapesOptions } from './generators/shapes.ts';
export { type CreditOptions, type CreditRecords, type CreditTerm, generateCredit } from './generators/credit.ts';
export {
  type Anomaly,
  type AnomalyKind,
  generateSineMixture,
  type Sine,
  type SineMixture,
  type SineMixtureOptions,
} from './generators/sineMixture.ts';
export { BASES, encodeBases, generateMotifs, type MotifOptions, type Motifs } from './generators/motifs.ts';
export {
  generateSequences,
  type SequencePairs,
  type SequenceTask,
  type SequenceTaskOptions,
} from './generators/sequences.ts';
export { PLACE_NAMES } from './generators/placeNames.ts';
export { generateReviews, type Reviews } from './generators/reviews.ts';
export { ENGLISH_WORDS, englishWords, GERMAN_WORDS, germanWords } from './generators/numberWords.ts';
export {
  type BuildingRents,
  generateBuildingRents,
  generateRents,
  type Rents,
  type RentsOptions,
} from './generators/rents.ts';
export { generateRecall, type Recall } from './generators/recall.ts';
export { generateTales, TALE_CHARACTERS, type Tales } from './generators/tales.ts';

// sets: the real data sets, from their original files
export { type LabelledImages, loadMnist } from './sets/mnist.ts';
export { CIFAR10_NAMES, type CifarImages, loadCifar10, loadCifar100 } from './sets/cifar.ts';
export { type DecodedImage, type ImageFolder, type ImageFolderOptions, loadImageFolder } from './sets/imageFolder.ts';
export { loadText } from './sets/loadText.ts';
export { loadImdb, type MovieReviews } from './sets/imdb.ts';
export { loadSquad, readSquad, type SquadAnswer, type SquadQuestion } from './sets/squad.ts';
export { type DataSource, dataSources, type SourceFile } from './sets/dataSources.ts';
