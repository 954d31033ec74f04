/**
 * `<prep-bench>`: the kitchen. Every switch and every move of the split prepares the table again and trains again, in a worker; what the
 * figure shows is what came out. With `data-own` the table is the reader's: it goes to the worker of this page, and nowhere else.
 */
import { fill } from '../../../i18n/fill.ts';
import { stringsFor } from '../../../i18n/index.ts';
import { type ColumnFacts, type Cooked, type FromKitchen, type Recipe, type Station, stations } from '../../../player/kitchen/protocol.ts'; // biome-ignore format: one import
import { numeral } from '../../parts/ink.ts';
import { numberTable } from '../../parts/numberTable.ts';
import { leaks, learnedTexts, orderOf, statusText, tableRows, touchedText } from './benchTexts.ts';
import { KitchenWorker } from './KitchenWorker.ts';

const MOST_BYTES = 2_000_000;
/** How much of a file is looked at for signs that it is no text. */
const LOOKED_AT = 4096;

export class PrepBench extends HTMLElement {
  private readonly words = stringsFor(document.documentElement.lang).kitchen.bench;
  private readonly worker = new KitchenWorker();
  private first!: Recipe;
  private recipe!: Recipe;
  private cooked: Cooked | null = null;
  private ms: number | null = null;
  private hasTable = false;
  /** Counts requests: an answer to an older one is not shown. */
  private asked = 0;

  connectedCallback(): void {
    this.first = JSON.parse(this.dataset['recipe']!) as Recipe;
    this.recipe = this.first;
    const { cooked } = this.dataset;
    if (cooked !== undefined) this.cooked = JSON.parse(cooked) as Cooked;
    for (const item of this.items) {
      const box = item.querySelector<HTMLInputElement>('input[type="checkbox"]');
      const name = item.dataset['name'] as Station;
      box?.addEventListener('change', () =>
        this.change({ ...this.recipe, on: { ...this.recipe.on, [name]: box.checked } }),
      );
    }
    const tells = this.piece<HTMLInputElement>('tells');
    tells.addEventListener('change', () => this.change({ ...this.recipe, tellsHoles: tells.checked }));
    this.on('earlier', () => this.move(-1));
    this.on('later', () => this.move(1));
    this.on('canary', () => this.change({ ...this.recipe, canary: !this.recipe.canary }));
    this.on('reset', () => {
      for (const box of this.querySelectorAll<HTMLInputElement>('[data-part="unwanted"] input')) box.checked = false;
      this.change({ ...this.first, target: this.recipe.target });
    });
    if (this.isOwn) this.prepareOwn();
    this.enable();
    if (this.cooked !== null) this.draw();
  }

  disconnectedCallback(): void {
    this.worker.stop();
  }

  get facts(): Readonly<Record<string, number>> {
    return JSON.parse(this.dataset['facts'] ?? '{}') as Record<string, number>;
  }

  private get isOwn(): boolean {
    return this.dataset['own'] !== undefined;
  }

  private get shown(): readonly Station[] {
    return (this.dataset['shown'] ?? '').split(' ') as Station[];
  }

  private get items(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.bench-station')];
  }

  private piece<E extends HTMLElement = HTMLElement>(name: string): E {
    return this.querySelector<E>(`[data-part="${name}"]`)!;
  }

  private on(part: string, act: () => void): void {
    this.piece(part).addEventListener('click', act);
  }

  private enable(): void {
    for (const control of this.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, button'))
      control.disabled = false;
  }

  /** Before which station the split may stand at the earliest: not before a station that is not there. */
  private get earliest(): number {
    return stations.indexOf(this.shown[0]!);
  }

  private move(by: 1 | -1): void {
    const splitAt = Math.max(this.earliest, Math.min(stations.length, this.recipe.splitAt + by));
    if (splitAt === this.recipe.splitAt) return;
    const held = document.activeElement as HTMLElement | null;
    this.change({ ...this.recipe, splitAt });
    // A moved element loses the focus.
    if (held !== null && this.contains(held)) held.focus();
  }

  private change(recipe: Recipe): void {
    this.recipe = recipe;
    this.place();
    void this.cook();
  }

  private async cook(): Promise<void> {
    const asked = ++this.asked;
    this.piece('status').textContent = this.words.working;
    if (!this.hasTable && !this.isOwn) {
      const made = await this.worker.ask({ type: 'flats', seed: Number(this.dataset['seed']) });
      if (made.type === 'flats') this.hasTable = true;
      else return this.refuse(made);
      if (asked !== this.asked) return;
    }
    const answer = await this.worker.ask({ type: 'cook', recipe: this.recipe });
    if (asked !== this.asked) return;
    if (answer.type !== 'cooked') return this.refuse(answer);
    this.cooked = answer.cooked;
    this.ms = answer.ms;
    this.draw();
  }

  /** Why there is nothing to show, in words; the scores go. */
  private refuse(answer: FromKitchen): void {
    const text = this.refusalText(answer);
    for (const score of this.querySelectorAll('[data-score] dd')) score.textContent = '–';
    this.piece('status').textContent = text;
    if (this.isOwn) this.piece('read').textContent = text;
  }

  private refusalText(answer: FromKitchen): string {
    const words = this.words.refused;
    if (answer.type === 'refused') return fill(words[answer.reason], answer.values);
    if (answer.type !== 'failed') return '';
    const { message, hint } = answer;
    return fill(words.failed, { message: [message, hint].filter(Boolean).join('; ').replace(/\.$/, '') });
  }

  /** Switches and the split as the recipe has them. */
  private place(): void {
    const list = this.querySelector('.bench-stations')!;
    const named = new Map(this.items.map((item) => [item.dataset['name'], item]));
    const order = orderOf(this.recipe, this.shown);
    // A moved element loses the focus: nothing is moved that stands right.
    if (this.items.some(({ dataset }, i) => dataset['name'] !== order[i]))
      list.append(...order.map((name) => named.get(name)!));
    for (const name of order) {
      const item = named.get(name)!;
      if (name === 'split') continue;
      item.dataset['place'] = stations.indexOf(name) < this.recipe.splitAt ? 'before' : 'behind';
      item.querySelector<HTMLInputElement>('input')!.checked = this.recipe.on[name];
      item.toggleAttribute('data-off', !this.recipe.on[name]);
      const isLeaking = leaks(name, this.recipe);
      item.toggleAttribute('data-leaks', isLeaking);
      const told = item.querySelector<HTMLElement>('[data-part="leaks"]');
      if (told !== null) told.hidden = !isLeaking;
    }
    this.piece<HTMLInputElement>('tells').checked = this.recipe.tellsHoles;
    this.piece('canary').setAttribute('aria-pressed', String(this.recipe.canary));
    this.piece('earlier').toggleAttribute('aria-disabled', this.recipe.splitAt === this.earliest);
    this.piece('later').toggleAttribute('aria-disabled', this.recipe.splitAt === stations.length);
  }

  private draw(): void {
    const { cooked, recipe, words } = this;
    if (cooked === null) return;
    this.place();
    const thread = fill(words.leaksRow, { row: cooked.examRow, others: cooked.exam - 1 });
    for (const report of cooked.reports) {
      const item = this.items.find(({ dataset }) => dataset['name'] === report.name);
      if (item === undefined) continue;
      // A thread from the examination into these numbers, and by name one row it comes from.
      const told = item.querySelector('[data-part="leaks"]');
      if (told !== null) told.textContent = thread;
      item.querySelector('[data-part="touched"]')!.textContent = touchedText(report, recipe, words);
      const spans = learnedTexts(report, words).map(({ text, sings }) => {
        const span = document.createElement(sings ? 'mark' : 'span');
        span.textContent = text;
        return span;
      });
      item.querySelector('[data-part="learned"]')?.replaceChildren(...spans);
    }
    const split = this.items.find(({ dataset }) => dataset['name'] === 'split')!;
    split.querySelector('[data-part="does"]')!.textContent = fill(words.splitDoes, {
      train: cooked.train,
      exam: cooked.exam,
    });
    for (const box of this.querySelectorAll<HTMLElement>('[data-score]')) {
      const score = cooked.scores?.[box.dataset['score'] as 'train' | 'exam' | 'tomorrow'] ?? null;
      box.querySelector('dd')!.textContent =
        cooked.scores === null ? words.broke : score === null ? '–' : numeral(score, 3);
    }
    this.piece('status').textContent = statusText(cooked, recipe, this.ms, words);
    this.closest('figure')
      ?.querySelector('[data-table]')
      ?.replaceChildren(numberTable(words.tableCaption, words.columns, tableRows(cooked, recipe, words, this.shown)));
  }

  private prepareOwn(): void {
    const file = this.querySelector<HTMLInputElement>('input[type="file"]')!;
    file.addEventListener('change', () => {
      const [chosen] = file.files ?? [];
      if (chosen !== undefined) void this.open(chosen);
      file.value = ''; // the same file may be chosen again, mended
    });
    const drop = this.piece('drop');
    for (const event of ['dragenter', 'dragover', 'dragleave', 'drop'] as const)
      drop.addEventListener(event, (dragged) => {
        dragged.preventDefault();
        drop.toggleAttribute('data-over', event === 'dragenter' || event === 'dragover');
        const [dropped] = event === 'drop' ? (dragged.dataTransfer?.files ?? []) : [];
        if (dropped !== undefined) void this.open(dropped);
      });
    const text = this.querySelector('textarea')!;
    this.on('use', () => void this.read(text.value, 'text'));
    this.on('example', () => void this.putExample(text));
    const target = this.piece<HTMLSelectElement>('target');
    target.addEventListener('change', () => {
      this.hideTarget();
      this.change({ ...this.recipe, target: target.value });
    });
  }

  private async putExample(text: HTMLTextAreaElement): Promise<void> {
    const made = await this.worker.ask({ type: 'flats', seed: Number(this.dataset['seed']) });
    if (made.type === 'flats') text.value = made.csv;
  }

  private async open(file: File): Promise<void> {
    this.asked++; // what is still being read or cooked is not shown any more
    if (file.size > MOST_BYTES) {
      const size = (file.size / 1e6).toFixed(1);
      return this.sayRead(fill(this.words.refused.tooLarge, { size, most: MOST_BYTES / 1e6 }));
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes.subarray(0, LOOKED_AT).includes(0)) return this.sayRead(this.words.refused.notText);
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      text = new TextDecoder('windows-1252').decode(bytes); // as spreadsheets on Windows save it
    }
    await this.read(text, file.name);
  }

  private sayRead(text: string): void {
    this.piece('read').textContent = text;
    this.piece('body').hidden = true;
    this.piece('choices').hidden = true;
  }

  private async read(csv: string, name: string): Promise<void> {
    const asked = ++this.asked;
    this.piece('read').textContent = this.words.own.reading;
    const answer = await this.worker.ask({ type: 'read', csv, tomorrow: null, name });
    if (asked !== this.asked) return;
    if (answer.type !== 'read') return this.sayRead(this.refusalText(answer));
    const { rows, columns, twins } = answer;
    const missing = columns.reduce((sum, column) => sum + column.missing, 0);
    this.sayRead(fill(this.words.own.read, { name, rows, columns: columns.length, missing, twins }));
    this.hasTable = true;
    this.offer(columns);
    this.piece('body').hidden = false;
    this.piece('choices').hidden = false;
    this.change({ ...this.first, target: this.piece<HTMLSelectElement>('target').value });
  }

  /** What is to be said is no input, and cannot be left out. */
  private hideTarget(): void {
    const { value } = this.piece<HTMLSelectElement>('target');
    for (const box of this.querySelectorAll<HTMLInputElement>('[data-part="unwanted"] input'))
      box.closest('label')!.hidden = box.value === value;
  }

  /** What can be said, and what can be left out. The last column of numbers is what most tables want to have said. */
  private offer(columns: readonly ColumnFacts[]): void {
    const target = this.piece<HTMLSelectElement>('target');
    const numbers = columns.filter(({ range }) => range !== null).map(({ name }) => name);
    target.replaceChildren(...numbers.map((name) => new Option(name, name)));
    target.value = numbers.at(-1) ?? '';
    const unwanted = this.piece('unwanted');
    const boxes = columns.map(({ name }) => {
      const label = document.createElement('label');
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.value = name;
      box.addEventListener('change', () => {
        const chosen = [...unwanted.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value);
        this.change({ ...this.recipe, unwanted: chosen });
      });
      label.append(box, ` ${name}`);
      return label;
    });
    unwanted.replaceChildren(unwanted.querySelector('legend')!, ...boxes);
    this.hideTarget();
  }
}

customElements.define('prep-bench', PrepBench);
