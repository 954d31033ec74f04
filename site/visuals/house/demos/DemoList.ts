/**
 * `<demo-list>`: narrows the prepared moments by lesson and by minutes, and prints the sheet: every moment with its question and the QR code of
 * its address, which only the browser knows.
 */
import { fits } from '../../../demos/filterDemos.ts';
import { fill } from '../../../i18n/fill.ts';

/** Codes are drawn by the presenter's own program, which is loaded when a sheet is wanted. */
const codes = import.meta.glob<{ readonly qrSvg: (text: string) => string | null }>('../../../presenter/qrCode.ts');

class DemoList extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector<HTMLFormElement>('[data-part="filter"]')!;
    form.addEventListener('change', () => this.narrow(form));
    form.addEventListener('submit', (event) => event.preventDefault());
    this.querySelector('[data-part="print"]')!.addEventListener('click', () => void this.print());
    // Whoever prints by the browser's own menu gets the codes too, if they are there already; the button makes them first.
    this.narrow(form);
  }

  private narrow(form: HTMLFormElement): void {
    const chosen = new FormData(form);
    const lesson = String(chosen.get('lesson') ?? '');
    const minutes = Number(chosen.get('minutes') || Number.POSITIVE_INFINITY);
    let count = 0;
    for (const demo of this.querySelectorAll<HTMLElement>('.demo')) {
      const shown = fits(
        { lesson: demo.dataset['lesson']!, minutes: Number(demo.dataset['minutes']) },
        { lesson, minutes },
      );
      demo.hidden = !shown;
      if (shown) count++;
    }
    for (const section of this.querySelectorAll<HTMLElement>('.demos-more > [data-lesson]'))
      section.hidden = lesson !== '' && section.dataset['lesson'] !== lesson;
    const { shown = '', shownOne = '', none = '' } = this.dataset;
    const text = count === 0 ? none : count === 1 ? shownOne : fill(shown, { count });
    this.querySelector('[data-part="told"]')!.textContent = text;
  }

  private async print(): Promise<void> {
    await this.makeCodes();
    print();
  }

  private async makeCodes(): Promise<void> {
    const { qrSvg } = (await Object.values(codes)[0]?.()) ?? { qrSvg: () => null };
    for (const demo of this.querySelectorAll<HTMLElement>('.demo')) {
      const link = demo.querySelector<HTMLAnchorElement>('[data-demo-link]')!;
      const place = demo.querySelector<HTMLElement>('[data-part="qr"]')!;
      if (place.childElementCount > 0) continue;
      // On a phone nobody presents: the same moment, as a page to read.
      const address = new URL(link.href);
      address.searchParams.delete('present');
      place.innerHTML = qrSvg(address.href) ?? '';
      const said = document.createElement('span');
      said.textContent = address.href;
      place.append(said);
    }
  }
}

if (!customElements.get('demo-list')) customElements.define('demo-list', DemoList);
