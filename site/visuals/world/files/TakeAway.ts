/**
 * `<take-away>`: the network with the parameters before the step that is shown, as files: weights, a model for other runtimes, a page. What the reader
 * has had accepted (a writer of weights, parts of a framework) is offered with it. And where ONNX Runtime lies beside the site, the same images
 * through it.
 */
import { fill } from '../../../i18n/fill.ts';
import { isAccepted } from '../../../player/answers/isAccepted.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { exampleOf, type StepTrace } from '../../../player/protocol.ts';
import { allWork, onWorkChanged } from '../../../workbench/workStore.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral } from '../../parts/ink.ts';
import { fileOf, parametersOf } from './stateFile.ts';

const PICTURES = 5;
const PIXELS = 784;
const ALL_BITS = 32;

/** Pictures of the batch that the step holds, each 784 numbers. */
function picturesOf(trace: StepTrace): readonly ArrayLike<number>[] {
  const inputs = trace.tensors.get(trace.inputs);
  if (inputs === undefined) return [];
  return Array.from({ length: trace.batchIds.length }, (_, i) => exampleOf(inputs, i)).filter(
    (picture) => picture !== null && picture.length === PIXELS,
  ) as ArrayLike<number>[];
}

function save(name: string, content: BlobPart, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export class TakeAway extends Figure {
  private readonly titleField = document.createElement('input');
  private readonly bits = document.createElement('select');
  private readonly says = document.createElement('p');
  private trace: StepTrace | null = null;

  private get words() {
    return this.strings.files.take;
  }

  protected build(_player: Player): void {
    const { words } = this;
    const { kind } = this.dataset;
    const bar = document.createElement('div');
    bar.className = 'figure-controls bytes-controls';
    if (kind === 'page') {
      this.titleField.type = 'text';
      this.titleField.value = words.titleValue;
      this.titleField.maxLength = 60;
      this.titleField.size = 28;
      for (const bits of [ALL_BITS, 8, 6, 4, 3, 2]) {
        const option = document.createElement('option');
        [option.value, option.textContent] = [String(bits), String(bits)];
        this.bits.append(option);
      }
      bar.append(labelled(words.title, this.titleField), labelled(words.bits, this.bits));
      bar.append(this.button(words.page, () => this.takePage()));
      const mine = this.button(words.framework, () => this.takeFramework());
      this.offer(mine, () => [...allWork().keys()].some(isAccepted));
      bar.append(mine);
    } else {
      bar.append(
        this.button(words.weights, () => this.takeWeights()),
        this.button(words.model, () => this.takeModel()),
      );
      const mine = this.button(words.mine, () => this.takeMine());
      this.offer(mine, () => isAccepted('write-safetensors'));
      bar.append(mine);
      const { runtime, megabytes } = this.dataset;
      if (runtime !== undefined)
        bar.append(this.button(fill(words.ask, { megabytes: megabytes ?? '' }), () => this.askRuntime(runtime)));
    }
    this.says.setAttribute('role', 'status');
    this.says.className = 'bytes-verdict';
    this.append(bar, this.says);
    if (kind !== 'page' && this.dataset['runtime'] === undefined) this.says.textContent = words.noRuntime;
  }

  /** A button is there while there is something of the reader's behind it: its exercise may stand on this very page. */
  private offer(button: HTMLButtonElement, isThere: () => boolean): void {
    const show = (): void => {
      button.hidden = !isThere();
    };
    show();
    onWorkChanged(show);
  }

  private button(text: string, act: () => Promise<void> | void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.addEventListener('click', () => void this.attempt(button, act));
    return button;
  }

  private async attempt(button: HTMLButtonElement, act: () => Promise<void> | void): Promise<void> {
    button.disabled = true;
    this.says.textContent = this.words.working;
    try {
      await act();
    } catch (error) {
      this.says.textContent = fill(this.words.failed, { why: error instanceof Error ? error.message : String(error) });
    } finally {
      button.disabled = false;
    }
  }

  private get named() {
    const named = this.trace === null ? null : parametersOf(this.trace);
    if (named === null) throw new Error(this.words.absent);
    return named;
  }

  private takeWeights(): void {
    const { bytes } = fileOf(this.named);
    this.done('digits-cnn.safetensors', bytes, 'application/octet-stream');
  }

  /** The same file from the reader's own writer, and read by their reader where they have one. */
  private async takeMine(): Promise<void> {
    const { words, named } = this;
    const { firstApart, isReadBack, writtenByReader } = await import('./readersFiles.ts');
    const bytes = await writtenByReader(named);
    const apart = firstApart(bytes, fileOf(named).bytes);
    const told = [apart === null ? words.sameBytes : fill(words.otherBytes, { at: apart })];
    if (isAccepted('read-safetensors'))
      told.push((await isReadBack(bytes, named)) ? words.readBack : words.readOtherwise);
    this.done('my-digits-cnn.safetensors', bytes, 'application/octet-stream');
    this.says.append(` ${told.join(' ')}`);
  }

  private async takeModel(): Promise<void> {
    const { onnxOf } = await import('./madeFiles.ts');
    this.done('digits-cnn.onnx', onnxOf(this.named, this.trace!.step), 'application/octet-stream');
  }

  private async takePage(): Promise<void> {
    this.done('digits-cnn.html', await this.madePage(), 'text/html');
  }

  /** The reader's accepted answers as a package, with this network and its page in it. */
  private async takeFramework(): Promise<void> {
    const [{ packInPage }, answer] = await Promise.all([
      import('../../../yours/packInPage.ts'),
      fetch(this.dataset['facts']!),
    ]);
    if (!answer.ok) throw new Error(this.words.unreachable);
    const trained = { step: this.trace!.step, weights: fileOf(this.named).bytes, page: await this.madePage() };
    const { bytes } = await packInPage((await answer.json()) as Parameters<typeof packInPage>[0], trained);
    this.done(this.strings.yours.fileName, bytes, 'application/zip');
  }

  private async madePage(): Promise<string> {
    const [{ pageOf }, answer] = await Promise.all([import('./madeFiles.ts'), fetch(this.dataset['parts']!)]);
    if (!answer.ok) throw new Error(this.words.unreachable);
    const { script, props } = (await answer.json()) as { readonly script: string; readonly props: string };
    const { step } = this.trace!;
    return pageOf(this.named, {
      title: this.titleField.value.trim() || this.words.titleValue,
      summary: fill(this.words.summary, { step }),
      step,
      bits: Number(this.bits.value),
      pictures: picturesOf(this.trace!).slice(0, PICTURES),
      script,
      props,
      words: this.strings.exported,
      language: document.documentElement.lang,
    });
  }

  private done(name: string, content: BlobPart & { readonly length: number }, type: string): void {
    save(name, content, type);
    this.says.textContent = fill(this.words.done, { name, bytes: content.length.toLocaleString() });
  }

  private async askRuntime(address: string): Promise<void> {
    const pictures = picturesOf(this.trace!);
    const values = Float32Array.from(pictures.flatMap((picture) => Array.from(picture)));
    const { compared } = await import('./madeFiles.ts');
    const where = new URL(address, location.href).href;
    const found = await compared(this.named, this.trace!.step, { values, count: pictures.length }, where);
    this.says.textContent = fill(this.words.compared, {
      version: found.version,
      images: found.images,
      difference: numeral(found.difference, 3),
      largest: numeral(found.largest, 3),
    });
  }

  protected override draw({ trace }: PlayerState): void {
    this.trace = trace;
  }

  protected override sentence({ trace }: PlayerState): string {
    return trace === null ? '' : fill(this.words.sentence, { step: trace.step });
  }
}

function labelled(text: string, field: HTMLElement): HTMLLabelElement {
  const label = document.createElement('label');
  label.append(`${text} `, field);
  return label;
}

customElements.define('take-away', TakeAway);
