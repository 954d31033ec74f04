/**
 * `<training-run run="digits-cnn" recording="/recordings/digits-cnn.json">` holds the one player that every figure inside it
 * shares. It fetches the recorded step first; the worker starts when the reader first asks for something live.
 */
import { stringsFor } from '../i18n/index.ts';
import { Address } from './Address.ts';
import { lessonRuns } from './lessonRuns.ts';
import { Player } from './Player.ts';
import { type PackedRecording, unpackRecording } from './recording.ts';

export class TrainingRun extends HTMLElement {
  private resolve: (player: Player) => void = () => {};
  private reject: (reason: unknown) => void = () => {};
  /** Settles when the recording has arrived, and fails when it cannot be had. */
  readonly ready: Promise<Player> = new Promise((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
  /** The page's address, once the player is ready. */
  address: Address | null = null;
  private started = false;

  connectedCallback(): void {
    if (this.started) return;
    this.started = true;
    this.start().catch((reason: unknown) => {
      this.dataset['status'] = 'failed';
      this.reject(reason);
    });
  }

  private async start(): Promise<void> {
    const run = this.getAttribute('run') ?? '';
    const options = lessonRuns[run];
    if (options === undefined) throw new Error(`<training-run>: no run called '${run}'`);
    const response = await fetch(this.getAttribute('recording') ?? '');
    if (!response.ok) throw new Error(`the recording of ${run} answered ${response.status}`);
    const recording = unpackRecording((await response.json()) as PackedRecording);
    const player = new Player(
      recording,
      options,
      () => new Worker(new URL('../workers/training.worker.ts', import.meta.url), { type: 'module' }),
    );
    if (options.opensAt !== undefined) player.standAt(options.opensAt);
    this.dataset['source'] = 'recorded';
    player.subscribe((state) => {
      this.dataset['source'] = state.source;
      this.dataset['status'] = state.status;
    });
    this.address = new Address(player, {
      version: this.getAttribute('version') ?? '',
      words: stringsFor(document.documentElement.lang).figures.moment,
      place: { location, history, addEventListener: (type, listener) => addEventListener(type, listener) },
      tell: (sentence) => {
        const notice = this.querySelector('[data-part="notice"]');
        if (notice !== null) notice.textContent = sentence;
      },
    });
    this.resolve(player);
  }
}

customElements.define('training-run', TrainingRun);
