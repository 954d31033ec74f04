/**
 * `<training-run run="digits-cnn" recording="/recordings/digits-cnn.json">` holds the one player that every figure inside it
 * shares. It fetches the recorded step first; the worker starts when the reader first asks for something live.
 */
import relaxed from '#framework/kernels/simd/build/relaxed.wasm?url';
import strict from '#framework/kernels/simd/build/strict.wasm?url';
import { fill } from '../i18n/fill.ts';
import { stringsFor } from '../i18n/index.ts';
import { later } from '../layouts/later.ts';
import program from '../workers/sandboxed.worker.ts?worker&url';
import { Address } from './Address.ts';
import { isAccepted } from './answers/isAccepted.ts';
import { answersAndOptions, partsIn } from './answers/offeredParts.ts';
import { partsChoice } from './answers/partsChoice.ts';
import { Covers } from './Covers.ts';
import { lessonRuns } from './lessonRuns.ts';
import { type Moment, speaksOfMoment } from './Moment.ts';
import { wouldNotFit } from './memory/wouldFit.ts';
import { Player } from './Player.ts';
import { type PackedRecording, unpackRecording } from './recording.ts';
import { SandboxedWorker } from './sandbox/SandboxedWorker.ts';

/** Parsing is loaded with the first answer that is wanted. */
const sourceOfAnswer = async (slug: string): Promise<string | null> =>
  (await import('./answers/acceptedSource.ts')).acceptedSource(slug);

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
  /** What the page's address hides, once the player is ready. */
  covers: Covers | null = null;
  private started = false;
  /** A link to a moment that was followed before the recording came. */
  private followed: string | null = null;
  /** The recording is wanted now. */
  private hurry: () => void = () => {};

  connectedCallback(): void {
    if (this.started) return;
    this.started = true;
    // Before anything has arrived: whoever follows a link early must not find it opened elsewhere on the page.
    this.addEventListener('click', (event) => this.follow(event));
    this.start().catch((reason: unknown) => {
      this.dataset['status'] = 'failed';
      this.reject(reason);
    });
  }

  private async start(): Promise<void> {
    const run = this.getAttribute('run') ?? '';
    const options = lessonRuns[run];
    if (options === undefined) throw new Error(`<training-run>: no run called '${run}'`);
    await this.turn();
    const response = await fetch(this.getAttribute('recording') ?? '');
    if (!response.ok) throw new Error(`the recording of ${run} answered ${response.status}`);
    const recording = unpackRecording((await response.json()) as PackedRecording);
    const player = new Player(recording, options, (tracks) => {
      const hasForeignCode = tracks.some(({ answers }) => answers.length > 0) || this.hasAttribute('sandboxed');
      if (hasForeignCode) return new SandboxedWorker({ program, strict, relaxed }, sourceOfAnswer) as unknown as Worker;
      return new Worker(new URL('../workers/training.worker.ts', import.meta.url), { type: 'module' });
    });
    // Before the address opens anything: figures wake later, and their first step must have what they draw.
    for (const name of options.observes ?? []) player.observe(name);
    if (options.opensAt !== undefined) player.standAt(options.opensAt);
    await this.takeChosenParts(player);
    this.dataset['source'] = 'recorded';
    player.subscribe((state) => {
      this.dataset['source'] = state.source;
      this.dataset['status'] = state.status;
    });
    player.subscribe(({ tracks }, changed) => {
      if (changed.has('tracks')) this.tellOfMemory(run, tracks.length);
    });
    const words = stringsFor(document.documentElement.lang).figures.moment;
    this.covers = new Covers(this, words.covered, (hide) => {
      player.framing = { ...player.framing, hide };
      this.address?.write();
    });
    this.address = new Address(player, {
      version: this.getAttribute('version') ?? '',
      words,
      place: { location, history, addEventListener: (type, listener) => addEventListener(type, listener) },
      tell: (sentence) => this.tell(sentence),
      isMine: (moment) => this.followed === null && this.isMine(moment),
      opening: ({ hide }) => this.covers?.put(hide),
      opened: ({ view, hide }) => {
        this.goTo(view);
        const missing = this.covers?.put(hide) ?? [];
        if (missing.length > 0) this.tell(fill(words.nothingToHide, { part: missing.join(', ') }));
      },
    });
    const { followed } = this;
    this.followed = null;
    if (followed !== null) void this.address.open(followed);
    this.resolve(player);
  }

  /** The reader's own parts that take part in runs, where the page's address does not say what runs. */
  private async takeChosenParts(player: Player): Promise<void> {
    const offered = partsIn(this);
    if (offered.length === 0 || speaksOfMoment(location.hash)) return;
    const { on } = partsChoice();
    const taken = offered.filter(({ slug }) => on.includes(slug) && isAccepted(slug));
    if (taken.length > 0) await player.useAnswers(...answersAndOptions(taken));
  }

  /**
   * Of several runs of a page the first has its picture at once, or the one that the address names. The others come when the reader comes near,
   * and some time after the page has loaded in any case: paper shows them, too.
   */
  private turn(): Promise<void> {
    const first = document.querySelector('training-run');
    if (first === this || speaksOfMoment(location.hash)) return Promise.resolve();
    return new Promise((resolve) => {
      const near = new IntersectionObserver(
        (entries) => {
          if (entries.some((entry) => entry.isIntersecting)) go();
        },
        { rootMargin: '200% 0px' },
      );
      const go = (): void => {
        near.disconnect();
        resolve();
      };
      this.hurry = go;
      near.observe(this);
      addEventListener('hashchange', go, { once: true });
      addEventListener('beforeprint', go, { once: true });
      void later().then(go);
    });
  }

  /**
   * A page may hold several runs, and has one address. A moment in the address belongs to the run whose name its first track has, or else
   * to the first run of the page.
   */
  private isMine(moment: Moment): boolean {
    const all = [...document.querySelectorAll<TrainingRun>('training-run')];
    if (all.length < 2) return true;
    const named = all.find((run) => run.getAttribute('run') === moment.tracks[0]?.run);
    return (named ?? all[0]) === this;
  }

  /** Before anything is trained: a run that would not fit into this device says so. */
  private tellOfMemory(run: string, tracks: number): void {
    const { deviceMemory } = navigator as { deviceMemory?: number };
    const large = wouldNotFit(run, deviceMemory, tracks);
    const place = this.querySelector<HTMLElement>('[data-part="memory"]');
    if (place === null) return;
    const { tooLarge } = stringsFor(document.documentElement.lang).figures.run;
    const text = large === null ? '' : fill(tooLarge, { needs: large.needs, has: large.has });
    if (place.textContent !== text) place.textContent = text;
  }

  private tell(sentence: string): void {
    const notice = this.querySelector('[data-part="notice"]');
    if (notice !== null) notice.textContent = sentence;
  }

  /** The figure that a moment names comes into sight. */
  private goTo(view: string | null): void {
    if (view !== null) this.querySelector(`[id="${view}"]`)?.scrollIntoView({ block: 'center' });
  }

  /** A link to a moment opens among the figures it stands with, whatever other run of the page its first track has the name of. */
  private follow(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]');
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link === null || !isPlain || !speaksOfMoment(link.hash)) return;
    event.preventDefault();
    history.pushState(null, '', link.hash);
    if (this.address !== null) return void this.address.open(link.hash);
    this.followed = link.hash;
    this.hurry();
  }
}

customElements.define('training-run', TrainingRun);
