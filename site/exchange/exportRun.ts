/** What `npm run export` writes: files by name, for one run that is built and has its weights. */
import { ChalkgradError, type TrainingSetup } from '#framework';
import { graphOf } from './graph.ts';
import { encodeOnnx } from './onnx/bytes.ts';
import { isRecurrent } from './onnx/recurrentNodes.ts';
import { IR_VERSION, OPSET, toOnnx } from './onnx/toOnnx.ts';
import { type Part, partsOf } from './parts.ts';

export interface OnnxFile {
  /** Empty where the run has one model; else the player. */
  readonly part: Part;
  readonly graph: ReturnType<typeof graphOf>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The models of a run as ONNX files.
 *
 * Errors: a run without a model that answers; ops without a counterpart.
 */
export function onnxFiles(setup: TrainingSetup): readonly OnnxFile[] {
  return partsOf(setup).map((part) => {
    const title = part.name === '' ? setup.name : `${setup.name}.${part.name}`;
    const graph = graphOf(title, part.model, part.inputs, { isWhole: isRecurrent });
    const notes = {
      run: setup.name,
      seed: String(setup.seed),
      ...(setup.vocabulary === undefined ? {} : { vocabulary: JSON.stringify(setup.vocabulary) }),
    };
    return { part, graph, bytes: encodeOnnx(toOnnx(title, graph, { notes })) };
  });
}

/** What is said of a file beside it. */
export const onnxSaid = `ONNX, IR version ${IR_VERSION}, opset ${OPSET}`;

/** The one model that a page shows: where there are two, the generator. Errors: as onnxFiles. */
export function shownFile(setup: TrainingSetup): OnnxFile {
  const files = onnxFiles(setup);
  const shown = files.find(({ part }) => part.name === 'generator') ?? files[0];
  if (shown !== undefined) return shown;
  throw new ChalkgradError(`${setup.name} has no model`, 'nothing can be exported.');
}
