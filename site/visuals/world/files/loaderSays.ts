/** What the framework's own loader says of a file, edited or not. Loaded when a reader edits a byte: it brings the framework with it. */
import { ChalkgradError, decodeSafetensors, digitsNetwork, Generator, noGrad } from '#framework';

export interface Said {
  readonly isLoaded: boolean;
  /** The loader's sentence, and what to do about it; empty where it was loaded. */
  readonly message: string;
  readonly hint: string;
}

/** Reads the file and loads it into the network that it was saved from. */
export function loaderSays(file: Uint8Array<ArrayBuffer>): Said {
  try {
    const { tensors } = decodeSafetensors(file, 'digits.safetensors');
    noGrad(() => digitsNetwork(new Generator(0)).loadStateDict(tensors));
    return { isLoaded: true, message: '', hint: '' };
  } catch (error) {
    if (!(error instanceof ChalkgradError)) throw error;
    return { isLoaded: false, message: error.message.split('\nhint:')[0]!, hint: error.hint };
  }
}
