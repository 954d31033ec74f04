/**
 * `<training-run>` on the lab's page: it holds the one player of a reader's program for the figures inside it. A lesson's holds a recorded run
 * (site/player/TrainingRun.ts); this one waits until a program has made its first step.
 */
import type { Player } from '../player/Player.ts';

export class LabRun extends HTMLElement {
  /** Gives the player to everything inside. */
  open: (player: Player) => void = () => {};
  readonly ready: Promise<Player> = new Promise((resolve) => {
    this.open = resolve;
  });
  /** The address holds the program here, no moment. */
  readonly address = null;
  readonly covers = null;
}

customElements.define('training-run', LabRun);
