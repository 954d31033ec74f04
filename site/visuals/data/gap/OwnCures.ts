/**
 * `<own-cures>`: what the reader's own tracks came to, the best settings, beside the best that any rule can reach (`data-limit`) and the run as it is,
 * which was recorded (`data-given`). A track enters when it has come to its end; what was found is remembered in this browser.
 */
import { fill } from '../../../i18n/fill.ts';
import type { Player, PlayerState } from '../../../player/Player.ts';
import { Figure } from '../../parts/Figure.ts';
import { numeral } from '../../parts/ink.ts';
import { readTried, type Setting, settingsOf, type Tried, triedBy, verdictOn, withTried } from './tried.ts';

const KEY = 'chalkgrad.cures';
const MOST = 6;

export class OwnCures extends Figure {
  private tried: readonly Tried[] = [];
  private readonly body = document.createElement('tbody');
  private readonly told = document.createElement('p');
  private readonly forget = document.createElement('button');
  private shown = '';

  protected build(_player: Player): void {
    const words = this.strings.figures.ownCures;
    this.tried = remembered();
    const table = document.createElement('table');
    const head = table.createTHead().insertRow();
    for (const text of words.columns) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = text;
      head.append(cell);
    }
    table.append(this.body);
    this.told.setAttribute('aria-live', 'polite');
    this.forget.type = 'button';
    this.forget.className = 'plain';
    this.forget.textContent = words.forget;
    this.forget.addEventListener('click', () => {
      this.tried = [];
      remember(this.tried);
      this.invalidate();
    });
    this.append(this.told, table, this.forget);
  }

  protected override draw({ tracks }: PlayerState): void {
    const known = withTried(this.tried, tracks.map(triedBy));
    if (known !== this.tried) {
      this.tried = known;
      remember(known);
    }
    const key = known.map(({ track }) => track).join(' ');
    if (key === this.shown && this.body.rows.length > 0) return;
    this.shown = key;
    const words = this.strings.figures.ownCures;
    const rows = settingsOf(known).slice(0, MOST);
    // Rows that are still free keep their place, so that nothing below moves when a track ends.
    const free = Array.from({ length: MOST - rows.length }, () => null);
    const given = this.row(JSON.parse(this.dataset['given']!) as Setting);
    given.cells[0]!.append(` · ${words.recorded}`);
    this.body.replaceChildren(given, ...[...rows, ...free].map((row) => this.row(row)));
    this.forget.hidden = rows.length === 0;
    const limit = Number(this.dataset['limit']);
    const [best] = rows;
    const values = {
      limit: share(limit),
      accuracy: share(best?.accuracy ?? 0),
      seeds: best?.seeds.join(', ') ?? '',
      missing: (100 * (limit - (best?.accuracy ?? 0))).toFixed(1),
    };
    const text = words[verdictOn(best, limit)];
    this.told.textContent = fill(text, values);
  }

  private row(row: Setting | null): HTMLTableRowElement {
    const words = this.strings.figures.ownCures;
    const line = document.createElement('tr');
    const head = document.createElement('th');
    head.scope = 'row';
    line.append(head);
    if (row === null) {
      head.textContent = '·';
      for (let i = 0; i < 3; i++) line.insertCell();
      return line;
    }
    const link = document.createElement('a');
    link.href = `#t=${row.track}&step=599`;
    link.textContent = row.setting === '' ? words.untouched : row.setting;
    head.append(link);
    for (const text of [row.seeds.join(', '), numeral(row.gap, 3), share(row.accuracy)])
      line.insertCell().textContent = text;
    return line;
  }
}

const share = (value: number): string => `${(100 * value).toFixed(1)} %`;

function remembered(): readonly Tried[] {
  try {
    return readTried(localStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}

function remember(tried: readonly Tried[]): void {
  // What a room tries is not the reader's.
  if (document.documentElement.dataset['presenter'] !== undefined) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(tried));
  } catch {
    // It lasts as long as the page.
  }
}

customElements.define('own-cures', OwnCures);
