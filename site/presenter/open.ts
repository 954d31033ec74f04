/**
 * Opens the presenter where the address asks for it (`?present`, or `present` in a moment), or F is pressed in a figure. What it takes to
 * present comes only then. A letter works only within a figure: elsewhere it would go off under speech input (WCAG 2.1.4).
 */

const root = document.documentElement;

const isAsked = (): boolean =>
  new URLSearchParams(location.search).has('present') || /[#&]present(?:=1?)?(?:&|$)/.test(location.hash);

async function open(from?: Element): Promise<void> {
  root.dataset['presenter'] = '';
  const { present } = await import('./Presenter.ts');
  present(from);
}

if (isAsked()) void open();
addEventListener('hashchange', () => {
  if (isAsked() && root.dataset['presenter'] === undefined) void open();
});

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (key !== 'f' && key !== 'F') return;
  if (event.ctrlKey || event.metaKey || event.altKey || root.dataset['presenter'] !== undefined) return;
  if (!(target instanceof HTMLElement) || target.isContentEditable || target.matches('input, textarea, select')) return;
  const figure = target.closest('.figure, time-bar');
  if (figure === null) return;
  event.preventDefault();
  void open(figure);
});
