/** The room's door, in reading order. */

export { DataLoader, type DataLoaderOptions, type LoadedBatch } from './DataLoader.ts';
export { type Batch, type Dataset, TensorDataset } from './Dataset.ts';
export { type DigitOptions, type Digits, generateDigits } from './digits.ts';
export { type LabelledImages, loadMnist } from './mnist.ts';
