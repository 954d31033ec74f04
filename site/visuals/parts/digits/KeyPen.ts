/**
 * A pen that is held by keys: arrows move it (with Shift in large steps), Space puts it down and lifts it, Delete clears, Escape leaves. It
 * knows no picture; whoever owns it draws.
 */

/** How far an arrow key moves it, in pixels of the field, alone and with Shift. */
const STEP = 1;
const STRIDE = 4;

export interface PenActs {
  /** The pen was put down at this place. */
  readonly start: (x: number, y: number) => void;
  /** It moved while it was down. */
  readonly go: (x: number, y: number) => void;
  readonly lift: () => void;
  /** Take everything away; the pen is up by then. */
  readonly clear: () => void;
  readonly leave: () => void;
  /** Whatever it did, the last thing: say where it is, draw it. */
  readonly moved: () => void;
}

export class KeyPen {
  isDown = false;
  /** Whether keys hold it at all. */
  isHeld = false;
  x: number;
  y: number;
  private readonly field: number;
  private readonly acts: PenActs;

  /** @param field the side of the square it moves in; it begins in the middle */
  constructor(field: number, acts: PenActs) {
    this.field = field;
    this.x = field / 2;
    this.y = field / 2;
    this.acts = acts;
  }

  /** True where the key was one of its own. */
  press({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || altKey) return false;
    const by = shiftKey ? STRIDE : STEP;
    const own: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.move(-by, 0),
      ArrowRight: () => this.move(by, 0),
      ArrowUp: () => this.move(0, -by),
      ArrowDown: () => this.move(0, by),
      ' ': () => this.toggle(),
      Delete: () => this.clear(),
      Backspace: () => this.clear(),
      Escape: () => this.acts.leave(),
    };
    const act = own[key];
    if (act === undefined) return false;
    this.isHeld = key !== 'Escape';
    act();
    this.acts.moved();
    return true;
  }

  /** Nobody holds it any more. */
  release(): void {
    const wasDown = this.isDown;
    this.isDown = false;
    this.isHeld = false;
    if (wasDown) this.acts.lift();
  }

  private move(dx: number, dy: number): void {
    this.x = Math.min(this.field, Math.max(0, this.x + dx));
    this.y = Math.min(this.field, Math.max(0, this.y + dy));
    if (this.isDown) this.acts.go(this.x, this.y);
  }

  private clear(): void {
    this.isDown = false;
    this.acts.clear();
  }

  private toggle(): void {
    this.isDown = !this.isDown;
    if (this.isDown) this.acts.start(this.x, this.y);
    else this.acts.lift();
  }
}
