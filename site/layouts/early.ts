/**
 * What a reader did before the part of the page that it was meant for could hear it (waking.inline.js keeps it) is done again as soon as it can:
 * a press on Play in the first second counts.
 */

/** A part of a page that is defined and still cannot hear: its recording has not come, its elements are not made. */
export interface Sleeper extends HTMLElement {
  isAsleep: boolean;
}

/** To be told by a part that was asleep, once, on itself. */
export const AWAKE = 'part:awake';

interface EarlyAct {
  readonly host: HTMLElement;
  readonly event: Event;
  readonly target: Element;
  readonly value: string | undefined;
  readonly checked: boolean | undefined;
}

/** Settles when a part can hear. */
async function awake(host: HTMLElement): Promise<void> {
  await customElements.whenDefined(host.localName);
  if ((host as Partial<Sleeper>).isAsleep !== true) return;
  await new Promise((resolve) => host.addEventListener(AWAKE, resolve, { once: true }));
}

function again({ event, target, value, checked }: EarlyAct): void {
  if (event instanceof KeyboardEvent) {
    const { key, code, altKey, ctrlKey, metaKey, shiftKey } = event;
    target.dispatchEvent(
      new KeyboardEvent('keydown', {
        ...{ key, code, altKey, ctrlKey, metaKey, shiftKey },
        bubbles: true,
        cancelable: true,
      }),
    );
  } else if (event.type === 'submit') (target as HTMLFormElement).requestSubmit((event as SubmitEvent).submitter);
  else if (event.type === 'click') {
    const button = target.closest('button');
    const { clientX, clientY } = event as MouseEvent;
    if (button !== null) button.click();
    else target.dispatchEvent(new MouseEvent('click', { clientX, clientY, bubbles: true, cancelable: true }));
  } else {
    // Waking up, the part may have put something else there.
    const field = target as HTMLInputElement;
    if (checked !== undefined) field.checked = checked;
    if (value !== undefined) field.value = value;
    field.dispatchEvent(new Event(event.type, { bubbles: true }));
  }
}

const hear = (act: EarlyAct): void => {
  void awake(act.host).then(() => again(act));
};

const page = globalThis as { earlyActs?: EarlyAct[] };
const { earlyActs = [] } = page;
for (const act of earlyActs.splice(0)) hear(act);
earlyActs.push = (...acts) => {
  for (const act of acts) hear(act);
  return 0;
};
